//! From what somebody wants to a command: every fact needs something of the policies, and all of them must be allowed.

use std::collections::BTreeMap;

use access::{Action, Fields, Record, Resource, Sensitivity};
use casebook::{
    ApprovalFact, ApprovalSubject, CaseFact, CaseId, Casebook, Command, ConsentFact, EventId, Fact,
    FamilyFact, LinkFact, Opening, OperationId, PersonFact, PersonId, RetentionFact, TracingFact,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::gate::record;
use crate::{Error, Result, Visit};

/// What a fact needs, and of what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Need {
    /// An action in a case, touching facts of a sensitivity.
    Case(CaseId, Action, Sensitivity),
    /// To write about who somebody is, in one of their cases.
    Identity(PersonId),
    /// An action on a part of the system that is no case.
    Service(Action),
    /// Nothing of its own: what stands beside it in the same command is asked.
    Beside,
}

/// What became of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct Done {
    /// Its events, in the order of the facts.
    pub events: Vec<Uuid>,
    /// It had been done before; nothing was written now.
    pub repeated: bool,
}

/// What a fact needs. `fields` says how sensitive each kind of event is; one that is not in the register is as sensitive as can be.
#[must_use]
pub fn needs(book: &Casebook, fields: &Fields, fact: &Fact) -> Vec<Need> {
    use Sensitivity::{Asylum, Confidential, Identity, Restricted, Witness};
    let kind = |id: &str| match (fields.get(id), book.desk().law().vocabulary.kind(id)) {
        (Some(field), _) => field.sensitivity,
        (None, Some(_)) => Witness,
        // A slip of the pen: the casebook refuses it and says what was probably meant.
        (None, None) => Restricted,
    };
    match fact {
        Fact::Person(PersonFact::Registered { .. }) => vec![Need::Beside],
        Fact::Person(PersonFact::FieldWritten { person, .. })
        | Fact::Tracing(TracingFact::Opened { seeker: person, .. }) => {
            vec![Need::Identity(*person)]
        }
        Fact::Tracing(
            TracingFact::Proposed { tracing, .. }
            | TracingFact::Rejected { tracing, .. }
            | TracingFact::Closed { tracing, .. },
        ) => match book.tracing(*tracing) {
            Some(known) => vec![Need::Identity(known.seeker)],
            None => vec![Need::Service(Action::ManageAccounts)],
        },
        Fact::Link(LinkFact::Linked { persons, .. }) => {
            persons.iter().map(|person| Need::Identity(*person)).collect()
        }
        Fact::Link(LinkFact::Approved { link } | LinkFact::Unlinked { link, .. }) => {
            let persons = book.link(*link).map(|link| link.persons);
            persons.into_iter().flatten().map(Need::Identity).collect()
        }
        Fact::Family(FamilyFact::Related { from, of, .. }) => {
            vec![Need::Identity(*from), Need::Identity(*of)]
        }
        Fact::Family(
            FamilyFact::Verified { relation, .. } | FamilyFact::Withdrawn { relation, .. },
        ) => match book.relation(*relation) {
            Some(known) => vec![Need::Identity(known.from), Need::Identity(known.of)],
            None => vec![Need::Beside],
        },
        Fact::Case(fact) => case_needs(fact, kind),
        Fact::Task(fact) => vec![Need::Case(fact.case(), Action::Record, Confidential)],
        Fact::Flag(fact) => vec![Need::Case(fact.case(), Action::Record, Confidential)],
        Fact::Note(fact) => vec![Need::Case(fact.case(), Action::Record, Asylum)],
        Fact::Procedure(fact) => vec![Need::Case(fact.case(), Action::Record, Confidential)],
        Fact::Referral(fact) => vec![Need::Case(fact.case(), Action::Share, Confidential)],
        Fact::Approval(ApprovalFact::Requested { subject, .. }) => {
            vec![about(book, *subject, Action::Record, Identity)]
        }
        // Whoever approves oversees the team.
        Fact::Approval(ApprovalFact::Decided { approval, .. }) => match book.approval(*approval) {
            Some(known) => vec![about(book, known.subject, Action::Assign, Restricted)],
            None => vec![Need::Service(Action::ManageAccounts)],
        },
        Fact::Consent(ConsentFact::Given(consent)) => vec![Need::Identity(consent.person)],
        Fact::Consent(ConsentFact::Withdrawn { consent, .. }) => match book.consent(*consent) {
            Some(known) => vec![Need::Identity(known.consent.person)],
            None => vec![Need::Service(Action::ManageAccounts)],
        },
        Fact::Service(_) => vec![Need::Service(Action::ManageAccounts)],
        Fact::Retention(RetentionFact::PersonErased { person, .. }) => {
            vec![about(book, ApprovalSubject::Erase(*person), Action::Assign, Restricted)]
        }
        Fact::Retention(
            RetentionFact::CaseDestroyed { case }
            | RetentionFact::Held { case, .. }
            | RetentionFact::Released { case },
        ) => vec![Need::Case(*case, Action::Assign, Restricted)],
    }
}

fn case_needs(fact: &CaseFact, kind: impl Fn(&str) -> Sensitivity) -> Vec<Need> {
    use Sensitivity::{Asylum, Identity, Restricted};
    let case = fact.case();
    let need = |action, sensitivity| Need::Case(case, action, sensitivity);
    match fact {
        CaseFact::Opened(_) => vec![need(Action::Record, Restricted)],
        CaseFact::PersonAdded { .. } | CaseFact::PersonRemoved { .. } => {
            vec![need(Action::Record, Identity)]
        }
        CaseFact::Happened { what, .. } => {
            let mut all = vec![need(Action::Record, kind(&what.kind))];
            if what.told.is_some() || !what.attachments.is_empty() {
                all.push(need(Action::Record, Asylum));
            }
            all
        }
        CaseFact::Assigned { .. } => vec![need(Action::Assign, Restricted)],
        CaseFact::Sealed { .. } | CaseFact::Unsealed { .. } => {
            vec![need(Action::Seal, Restricted)]
        }
        // Whoever ends the work on a case, or moves it under another law, must be able to know all of it.
        CaseFact::Closed { .. } | CaseFact::Reopened { .. } | CaseFact::Moved { .. } => {
            vec![need(Action::Record, Asylum)]
        }
    }
}

/// What an approval is about, as something the policies know.
fn about(
    book: &Casebook,
    subject: ApprovalSubject,
    action: Action,
    sensitivity: Sensitivity,
) -> Need {
    let first_case = |person: PersonId| {
        let number = book.person(person)?.cases().first().copied()?;
        Some(book.case_at(number)?.id)
    };
    let case = match subject {
        ApprovalSubject::Close(case)
        | ApprovalSubject::Unseal(case)
        | ApprovalSubject::Destroy(case) => Some(case),
        ApprovalSubject::Link(link) => book.link(link).and_then(|link| first_case(link.persons[0])),
        ApprovalSubject::Erase(person) => first_case(person),
        ApprovalSubject::BestInterests(procedure) => book.case_of_procedure(procedure),
    };
    match case {
        Some(case) => Need::Case(case, action, sensitivity),
        // Of somebody without a case nobody is responsible but those who run the system.
        None => Need::Service(Action::ManageAccounts),
    }
}

impl Visit {
    /// Does what the facts say: all of it, or nothing. `operation` is the name under which a repeat is known.
    ///
    /// # Errors
    /// [`Error::Denied`] with the sentences of the policies, [`Error::NotFound`] for what may not be known of, and what the
    /// casebook refuses.
    pub async fn act(&self, operation: Uuid, facts: Vec<(EventId, Fact)>) -> Result<Done> {
        let asked = self.keeper().read(|book| self.allowed(book, &facts));
        for (case, allowed) in &asked.looks {
            self.look(case.0, Action::Record, *allowed);
        }
        asked.outcome?;
        let command = Command {
            operation: OperationId(operation),
            author: self.user,
            purpose: purpose(self.purpose),
            at: self.at,
            facts,
        };
        let receipt = self.keeper().submit(&command).await?;
        let events = receipt.events.into_iter().map(|event| event.0).collect();
        Ok(Done { events, repeated: receipt.repeated })
    }

    fn allowed(&self, book: &Casebook, facts: &[(EventId, Fact)]) -> Asking {
        // Cases that the command itself opens are judged as they would be.
        let mut fresh: BTreeMap<CaseId, Record> = BTreeMap::new();
        let mut brought: BTreeMap<PersonId, CaseId> = BTreeMap::new();
        for (_, fact) in facts {
            if let Fact::Case(CaseFact::Opened(opening)) = fact {
                fresh.insert(opening.case, opened(opening));
                brought.extend(opening.persons.iter().map(|(person, _)| (*person, opening.case)));
            }
        }
        let mut asking = Asking { outcome: Ok(()), looks: BTreeMap::new() };
        let mut beside = true;
        for (_, fact) in facts {
            for need in needs(book, &self.office.0.fields, fact) {
                beside &= need == Need::Beside;
                let met = match &need {
                    Need::Beside => Ok(()),
                    Need::Service(action) => {
                        self.may(*action, Sensitivity::Public, &Resource::Service)
                    }
                    Need::Case(case, action, sensitivity) => {
                        let met = self.case_need(book, &fresh, *case, *action, *sensitivity);
                        *asking.looks.entry(*case).or_insert(true) &= met.is_ok();
                        met
                    }
                    Need::Identity(person) => match brought.get(person) {
                        Some(case) if book.person(*person).is_none() => self.case_need(
                            book,
                            &fresh,
                            *case,
                            Action::Record,
                            Sensitivity::Identity,
                        ),
                        _ => self.may_identify(book, *person),
                    },
                };
                if met.is_err() && asking.outcome.is_ok() {
                    asking.outcome = met;
                }
            }
        }
        // Somebody who belongs to no case could be seen by nobody.
        if beside && asking.outcome.is_ok() {
            asking.outcome =
                self.may(Action::ManageAccounts, Sensitivity::Public, &Resource::Service);
        }
        asking
    }

    fn case_need(
        &self,
        book: &Casebook,
        fresh: &BTreeMap<CaseId, Record>,
        case: CaseId,
        action: Action,
        sensitivity: Sensitivity,
    ) -> Result<()> {
        let seen = match (fresh.get(&case), book.case(case)) {
            // A case that exists is judged as it is, whatever the command says of it.
            (_, Some(known)) => record(self.desk(), book, known),
            (Some(fresh), None) => fresh.clone(),
            (None, None) => return Err(Error::NotFound),
        };
        let resource = Resource::Case(Box::new(seen));
        if !self.ask(Action::List, Sensitivity::Restricted, &resource).allowed
            && !fresh.contains_key(&case)
        {
            return Err(Error::NotFound);
        }
        self.may(action, sensitivity, &resource)
    }
}

struct Asking {
    outcome: Result<()>,
    looks: BTreeMap<CaseId, bool>,
}

fn opened(opening: &Opening) -> Record {
    Record {
        id: opening.case.to_string(),
        team: opening.team.to_string(),
        jurisdiction: opening.jurisdiction.clone(),
        place: format!("{}/{}", opening.jurisdiction, opening.place),
        assigned: opening.owner.iter().map(ToString::to_string).collect(),
        members: opening.sealed_to.iter().flatten().map(ToString::to_string).collect(),
        sealed: opening.sealed_to.is_some(),
        nationality: None,
        consular: false,
    }
}

/// The purpose as the casebook writes it.
pub(crate) fn purpose(purpose: access::Purpose) -> casebook::Purpose {
    match purpose {
        access::Purpose::Protection => casebook::Purpose::Protection,
        access::Purpose::Consular => casebook::Purpose::Consular,
        access::Purpose::LegalAid => casebook::Purpose::LegalAid,
        access::Purpose::Health => casebook::Purpose::Health,
        access::Purpose::Labour => casebook::Purpose::Labour,
        access::Purpose::Statistics => casebook::Purpose::Statistics,
        access::Purpose::Supervision => casebook::Purpose::Supervision,
        access::Purpose::Administration => casebook::Purpose::Administration,
        access::Purpose::Audit => casebook::Purpose::Audit,
    }
}
