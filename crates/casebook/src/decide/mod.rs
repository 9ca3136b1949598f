//! Commands to events: what somebody wants is held against the state, and becomes events or a refusal.
//!
//! A command proposes facts and brings everything that this crate has not: the instant, the identifiers, who asks and for what. The facts
//! of one command stand or fall together; a later one may name persons and cases that an earlier one makes. Whether the
//! author may do it at all is for the access policies, which are asked before.

mod cases;
mod people;
mod work;

use crate::fact::{
    ApprovalFact, ApprovalSubject, CaseFact, ConsentFact, Decision, Event, Fact, Head, Keyed,
    PersonFact, Purpose, RetentionFact, Role, ServiceFact,
};
use crate::ids::{CaseId, EventId, OperationId, PersonId, UserId};
use crate::refusal::Refusal;
use crate::state::{Case, Casebook};
use std::collections::{BTreeMap, BTreeSet};
use when::Instant;

/// The most facts of one command.
pub const FACTS_MAX: usize = 2_000;
/// A name, a title, a reason: the most characters.
pub const SHORT_MAX: usize = 300;
/// A note, an account: the most characters.
pub const LONG_MAX: usize = 65_536;

/// What somebody wants.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Command {
    /// Its name: sent twice, it happens once.
    pub operation: OperationId,
    /// Who.
    pub author: UserId,
    /// For which purpose.
    pub purpose: Purpose,
    /// When.
    pub at: Instant,
    /// What, each with the identifier of its event.
    pub facts: Vec<(EventId, Fact)>,
}

/// What earlier facts of the same command make.
#[derive(Default)]
pub(crate) struct Fresh {
    persons: BTreeSet<PersonId>,
    cases: BTreeMap<CaseId, Vec<(PersonId, Role)>>,
}

/// A fact under examination.
pub(crate) struct Asking<'a> {
    pub(crate) book: &'a Casebook,
    pub(crate) fresh: &'a Fresh,
    pub(crate) author: UserId,
    pub(crate) at: Instant,
}

type Verdict = Result<(), Refusal>;

impl Casebook {
    /// Holds a command against the state.
    ///
    /// # Errors
    ///
    /// The first reason against it; then nothing of it happens.
    pub fn decide(&self, command: &Command) -> Result<Vec<Event>, Refusal> {
        if command.facts.is_empty() {
            return Err(Refusal::Nothing);
        }
        if command.facts.len() > FACTS_MAX {
            return Err(Refusal::TooMany);
        }
        let mut fresh = Fresh::default();
        let mut ids = BTreeSet::new();
        let mut events = Vec::with_capacity(command.facts.len());
        for (id, fact) in &command.facts {
            if !ids.insert(*id) {
                return Err(Refusal::Exists);
            }
            let asking =
                Asking { book: self, fresh: &fresh, author: command.author, at: command.at };
            asking.judge(fact)?;
            if let Fact::Person(PersonFact::Registered { person }) = fact {
                fresh.persons.insert(*person);
            } else if let Fact::Case(CaseFact::Opened(opening)) = fact {
                fresh.cases.insert(opening.case, opening.persons.clone());
            }
            let head = Head {
                id: *id,
                operation: command.operation,
                recorded: command.at,
                author: command.author,
                purpose: command.purpose,
            };
            events.push(Event { head, fact: fact.clone() });
        }
        Ok(events)
    }
}

/// A text that must say something and fit.
pub(crate) fn text(text: &str, max: usize) -> Verdict {
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    fits(text, max)
}

/// A text that may be empty.
pub(crate) fn fits(text: &str, max: usize) -> Verdict {
    if text.chars().nth(max).is_some() { Err(Refusal::TooLong { max }) } else { Ok(()) }
}

/// An identifier that is not taken.
pub(crate) fn unused(taken: bool) -> Verdict {
    if taken { Err(Refusal::Exists) } else { Ok(()) }
}

impl<'a> Asking<'a> {
    fn judge(&self, fact: &Fact) -> Verdict {
        if let Keyed::Case(case) = fact.keyed()
            && let Some(known) = self.book.case(case)
            && let Some(members) = &known.sealed_to
            && !members.contains(&self.author)
        {
            return Err(Refusal::NotAMember);
        }
        match fact {
            Fact::Person(fact) => self.person_fact(fact),
            Fact::Link(fact) => self.link(fact),
            Fact::Family(fact) => self.family(fact),
            Fact::Tracing(fact) => self.tracing(fact),
            Fact::Case(fact) => self.case_fact(fact),
            Fact::Task(fact) => self.task(fact),
            Fact::Note(fact) => self.note(fact),
            Fact::Flag(fact) => self.flag(fact),
            Fact::Referral(fact) => self.referral(fact),
            Fact::Procedure(fact) => self.procedure(fact),
            Fact::Approval(fact) => self.approval(fact),
            Fact::Consent(fact) => self.consent(fact),
            Fact::Service(fact) => self.service(fact),
            Fact::Retention(fact) => self.retention(fact),
        }
    }

    /// The person exists and is not erased.
    pub(crate) fn person(&self, id: PersonId) -> Verdict {
        if self.fresh.persons.contains(&id) {
            return Ok(());
        }
        match self.book.person(id) {
            None => Err(Refusal::UnknownPerson),
            Some(person) if person.flags.erased => Err(Refusal::PersonErased),
            Some(_) => Ok(()),
        }
    }

    /// The case exists; nothing for one that this command opens.
    pub(crate) fn case(&self, id: CaseId) -> Result<Option<&'a Case>, Refusal> {
        if self.fresh.cases.contains_key(&id) {
            return Ok(None);
        }
        self.book.case(id).map(Some).ok_or(Refusal::UnknownCase)
    }

    /// The case is worked on.
    pub(crate) fn open(&self, id: CaseId) -> Result<Option<&'a Case>, Refusal> {
        match self.case(id)? {
            Some(case) if !case.is_open() => Err(Refusal::CaseClosed),
            case => Ok(case),
        }
    }

    /// The person belongs to the case.
    pub(crate) fn in_case(&self, case: CaseId, person: PersonId) -> Verdict {
        let belongs = match self.fresh.cases.get(&case) {
            Some(people) => people.iter().any(|(known, _)| *known == person),
            None => {
                let number = self.book.find.persons.get(&person);
                let people = self.book.case(case).map(Case::people).unwrap_or_default();
                people.iter().any(|(known, _)| Some(known) == number)
            }
        };
        if belongs { Ok(()) } else { Err(Refusal::NotInCase) }
    }

    /// A second person approved it and it has not served yet.
    pub(crate) fn approved(&self, subject: ApprovalSubject) -> Verdict {
        let mut all = self.book.core.approvals.values();
        let approved = all.any(|one| {
            one.subject == subject
                && !one.used
                && matches!(one.decided, Some((Decision::Approved, _)))
        });
        if approved { Ok(()) } else { Err(Refusal::NeedsApproval) }
    }

    fn approval(&self, fact: &ApprovalFact) -> Verdict {
        match fact {
            ApprovalFact::Requested { approval, subject } => {
                unused(self.book.core.approvals.contains_key(approval))?;
                let exists = match subject {
                    ApprovalSubject::Close(case)
                    | ApprovalSubject::Unseal(case)
                    | ApprovalSubject::Destroy(case) => self.book.case(*case).is_some(),
                    ApprovalSubject::Link(link) => self.book.link(*link).is_some(),
                    ApprovalSubject::Erase(person) => self.book.person(*person).is_some(),
                    ApprovalSubject::BestInterests(procedure) => self
                        .book
                        .core
                        .cases
                        .iter()
                        .filter_map(Case::work)
                        .any(|work| work.procedures.contains_key(procedure)),
                };
                if exists { Ok(()) } else { Err(Refusal::Unknown) }
            }
            ApprovalFact::Decided { approval, .. } => {
                let known = self.book.approval(*approval).ok_or(Refusal::Unknown)?;
                if known.decided.is_some() {
                    Err(Refusal::Already)
                } else if known.asked_by == self.author {
                    Err(Refusal::SelfApproval)
                } else {
                    Ok(())
                }
            }
        }
    }

    fn consent(&self, fact: &ConsentFact) -> Verdict {
        match fact {
            ConsentFact::Given(consent) => {
                unused(self.book.core.consents.contains_key(&consent.consent))?;
                self.person(consent.person)?;
                text(&consent.notice, SHORT_MAX)?;
                text(&consent.language, SHORT_MAX)?;
                if consent.recipients.is_empty() || consent.categories.is_empty() {
                    return Err(Refusal::Empty);
                }
                if consent.until.is_some_and(|until| until <= self.at) {
                    return Err(Refusal::NotATime);
                }
                consent.withheld.as_deref().map_or(Ok(()), |told| fits(told, LONG_MAX))
            }
            ConsentFact::Withdrawn { consent, .. } => {
                let known = self.book.core.consents.get(consent).ok_or(Refusal::Unknown)?;
                if known.withdrawn.is_some() { Err(Refusal::Already) } else { Ok(()) }
            }
        }
    }

    fn service(&self, fact: &ServiceFact) -> Verdict {
        match fact {
            ServiceFact::Listed(service) => {
                text(&service.name, SHORT_MAX)?;
                match self.book.core.services.get(&service.service) {
                    // What people agreed to must not become something else under the same name.
                    Some((old, _)) if old.class != service.class => Err(Refusal::Exists),
                    _ => Ok(()),
                }
            }
            ServiceFact::Retired { service, reason } => {
                text(reason, SHORT_MAX)?;
                let known = self.book.core.services.get(service).ok_or(Refusal::Unknown)?;
                if known.1 { Err(Refusal::Already) } else { Ok(()) }
            }
        }
    }

    fn retention(&self, fact: &RetentionFact) -> Verdict {
        match fact {
            RetentionFact::PersonErased { person, reason } => {
                text(reason, SHORT_MAX)?;
                self.person(*person)?;
                self.approved(ApprovalSubject::Erase(*person))
            }
            RetentionFact::CaseDestroyed { case } => {
                let known = self.book.case(*case).ok_or(Refusal::UnknownCase)?;
                if known.is_open() || self.book.core.held.contains_key(case) {
                    return Err(Refusal::MustBeKept);
                }
                self.approved(ApprovalSubject::Destroy(*case))
            }
            RetentionFact::Held { case, reason } => {
                self.case(*case)?;
                text(reason, SHORT_MAX)
            }
            RetentionFact::Released { case } => {
                let held = self.book.core.held.contains_key(case);
                if held { Ok(()) } else { Err(Refusal::Unknown) }
            }
        }
    }
}
