//! Commands about the work on a case: tasks, notes, flags, referrals, procedures.

use super::{Asking, LONG_MAX, SHORT_MAX, Verdict, text, unused};
use crate::fact::{
    ApprovalSubject, FlagFact, Ground, GroundKind, NoteFact, ProcedureFact, ProcedureStep,
    RecipientClass, Referral, ReferralFact, ReferralStep, TaskFact,
};
use crate::refusal::Refusal;
use crate::state::{Case, TaskState, Work};

fn work(case: Option<&Case>) -> Option<&Work> {
    case.and_then(Case::work)
}

impl Asking<'_> {
    pub(super) fn task(&self, fact: &TaskFact) -> Verdict {
        let case = self.open(fact.case())?;
        let known = |task| work(case).and_then(|work| work.tasks.get(task));
        let open = |task| match known(task) {
            None => Err(Refusal::Unknown),
            Some(known) if known.state != TaskState::Open => Err(Refusal::Already),
            Some(_) => Ok(()),
        };
        match fact {
            TaskFact::Set { task, title, .. } => {
                unused(known(task).is_some())?;
                text(title, SHORT_MAX)
            }
            TaskFact::Assigned { task, .. } | TaskFact::Done { task, .. } => open(task),
            TaskFact::Dropped { task, reason, .. } => {
                text(reason, SHORT_MAX)?;
                open(task)
            }
        }
    }

    pub(super) fn note(&self, fact: &NoteFact) -> Verdict {
        let NoteFact::Written { note, case, about, text: words, told, corrects } = fact;
        // A note may be written to a closed case: what comes in late must not be lost.
        let notes = work(self.case(*case)?).map(|work| &work.notes);
        unused(notes.is_some_and(|notes| notes.contains_key(note)))?;
        if let Some(corrected) = corrects
            && !notes.is_some_and(|notes| notes.contains_key(corrected))
        {
            return Err(Refusal::Unknown);
        }
        match about {
            None => text(words, LONG_MAX),
            // What tells of a person belongs under their key, and nowhere else.
            Some(_) if !words.is_empty() => Err(Refusal::WrongField),
            Some(person) => {
                self.person(*person)?;
                text(told.here().ok_or(Refusal::Empty)?, LONG_MAX)
            }
        }
    }

    pub(super) fn flag(&self, fact: &FlagFact) -> Verdict {
        let case = self.case(fact.case())?;
        let known = |flag| work(case).and_then(|work| work.flags.get(flag));
        match fact {
            FlagFact::Raised { flag, reason, .. } => {
                unused(known(flag).is_some())?;
                text(reason, SHORT_MAX)
            }
            FlagFact::Resolved { flag, told, .. } => {
                text(told, SHORT_MAX)?;
                let resolved = known(flag).ok_or(Refusal::Unknown)?.resolved;
                if resolved { Err(Refusal::Already) } else { Ok(()) }
            }
        }
    }

    pub(super) fn referral(&self, fact: &ReferralFact) -> Verdict {
        let case = self.open(fact.case())?;
        let known = |id| work(case).and_then(|work| work.referrals.get(id));
        match fact {
            ReferralFact::Offered(referral) => {
                unused(known(&referral.referral).is_some())?;
                text(&referral.reason, LONG_MAX)?;
                self.person(referral.person)?;
                self.in_case(referral.case, referral.person)?;
                let recipient = self.book.recipient(referral.to.service());
                if recipient != Some(referral.to) {
                    return Err(Refusal::NoRecipient);
                }
                self.ground(referral)
            }
            ReferralFact::Stepped { referral, step, told, .. } => {
                let known = known(referral).ok_or(Refusal::Unknown)?;
                if !step.may_follow(known.step()) {
                    return Err(Refusal::WrongStep);
                }
                match step {
                    // Nothing goes anywhere once the consent it rested on is gone.
                    ReferralStep::Accepted => self.ground(&known.referral),
                    ReferralStep::Rejected | ReferralStep::Revoked => text(told, SHORT_MAX),
                    ReferralStep::Offered | ReferralStep::Done => Ok(()),
                }
            }
        }
    }

    fn ground(&self, referral: &Referral) -> Verdict {
        match &referral.ground {
            Ground::Consent(id) => {
                let known = self.book.core.consents.get(id).ok_or(Refusal::NoConsent)?;
                let consent = &known.consent;
                let covers = consent.person == referral.person
                    && known.holds(self.at)
                    && consent.recipients.contains(&referral.to.class())
                    && consent.only.is_none_or(|only| only == referral.to.service());
                if covers { Ok(()) } else { Err(Refusal::NoConsent) }
            }
            Ground::Recorded(..) if referral.to.class() == RecipientClass::Consular => {
                Err(Refusal::ConsulateNeedsConsent)
            }
            Ground::Recorded(GroundKind::VitalInterest | GroundKind::BestInterests, told) => {
                text(told, LONG_MAX)
            }
        }
    }

    pub(super) fn procedure(&self, fact: &ProcedureFact) -> Verdict {
        let case = self.open(fact.case())?;
        let known = |id| work(case).and_then(|work| work.procedures.get(id));
        match fact {
            ProcedureFact::Started { procedure, case, child } => {
                unused(known(procedure).is_some())?;
                self.person(*child)?;
                self.in_case(*case, *child)
            }
            ProcedureFact::Step { procedure, step, told, .. } => {
                text(told, LONG_MAX)?;
                let decided = known(procedure).ok_or(Refusal::Unknown)?.decided.is_some();
                match (step, decided) {
                    (ProcedureStep::Reviewed, true) => Ok(()),
                    (ProcedureStep::Reviewed, false) | (_, true) => Err(Refusal::WrongStep),
                    (_, false) => Ok(()),
                }
            }
            ProcedureFact::Decided { procedure, reasons, .. } => {
                text(reasons, LONG_MAX)?;
                let known = known(procedure).ok_or(Refusal::Unknown)?;
                if known.decided.is_some() {
                    return Err(Refusal::Already);
                }
                let heard = known.steps.iter().any(|(step, _)| {
                    matches!(step, ProcedureStep::ChildHeard | ProcedureStep::ChildNotHeard)
                });
                if !heard {
                    return Err(Refusal::ChildNotHeard);
                }
                self.approved(ApprovalSubject::BestInterests(*procedure))
            }
        }
    }
}
