//! Events: what is written in the ledger, and all that is.
//!
//! A [`Fact`] says what happened in the book, an [`Event`] who wrote it, when and for which purpose. Nothing in here is ever edited; a
//! later event corrects an earlier one. The types are the schema: [`crate::codec`] pins their bytes, and a change of shape is a new
//! version of the schema. This module validates nothing; see [`crate::decide`].

mod case;
mod consent;
mod person;
mod referral;
mod thing;
mod work;

pub use case::{
    Attachment, CaseFact, CaseKind, ClosingReason, Coverage, Happening, Opening, Role, Source,
    SourceKind, Value,
};
pub use consent::{Consent, ConsentFact, DataCategory, GivenBy, LawfulBasis, Manner};
pub use person::{
    Contact, ContactKind, Document, DocumentKind, FamilyFact, FieldKey, FieldValue, LinkFact, Name,
    NameKind, PersonFact, RelationKind, Script, Sought, Standing, TracingFact, TracingOutcome,
};
pub use referral::{
    Ground, GroundKind, Recipient, RecipientClass, Referral, ReferralFact, ReferralKind,
    ReferralStep, Service, ServiceFact,
};
pub use work::{
    ApprovalFact, ApprovalSubject, Decision, FlagFact, NoteFact, ProcedureFact, ProcedureStep,
    RetentionFact, TaskFact,
};

pub(crate) use apart::{maybe_seconds, seconds};

use crate::ids::{CaseId, EventId, OperationId, PersonId, UserId};
use serde::{Deserialize, Serialize};
use when::Instant;

/// For what somebody acts; access is decided for a purpose.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Protection of the person.
    Protection,
    /// Consular assistance.
    Consular,
    /// Legal aid.
    LegalAid,
    /// Health care.
    Health,
    /// Statistics.
    Statistics,
    /// Supervision of the work.
    Supervision,
    /// Administration.
    Administration,
    /// Audit.
    Audit,
    /// Following up a complaint about work.
    Labour,
}

/// Who wrote an event, when and for what.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Head {
    /// Its own identifier.
    pub id: EventId,
    /// What it was part of.
    pub operation: OperationId,
    /// When it was written down.
    #[serde(with = "seconds")]
    pub recorded: Instant,
    /// Who wrote it.
    pub author: UserId,
    /// For which purpose.
    pub purpose: Purpose,
}

/// One event.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Event {
    /// Who, when, for what.
    pub head: Head,
    /// What.
    pub fact: Fact,
}

/// What happened in the book. New variants go to the end: the place is the number in the encoding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// To the record of a person.
    Person(PersonFact),
    /// Two records are, or are not, one human being.
    Link(LinkFact),
    /// Two persons belong together.
    Family(FamilyFact),
    /// A search for a relative.
    Tracing(TracingFact),
    /// To a case.
    Case(CaseFact),
    /// A task.
    Task(TaskFact),
    /// A note.
    Note(NoteFact),
    /// A flag.
    Flag(FlagFact),
    /// A referral or a transfer.
    Referral(ReferralFact),
    /// A second person's approval.
    Approval(ApprovalFact),
    /// Consent.
    Consent(ConsentFact),
    /// A best-interests procedure.
    Procedure(ProcedureFact),
    /// The services directory.
    Service(ServiceFact),
    /// Erasure and retention.
    Retention(RetentionFact),
}

/// Whose key seals the part of an event that names nobody.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Keyed {
    /// The book's: it outlives every case.
    Book,
    /// A case's: it goes when the case's key is destroyed.
    Case(CaseId),
}

/// A private value of a fact, of whatever type, and whose it is.
pub(crate) enum Slot<'a> {
    /// A field of a person.
    Field(PersonId, &'a mut apart::Private<FieldValue>),
    /// Text about a person.
    Text(PersonId, &'a mut apart::Private<String>),
    /// Who is sought.
    Sought(PersonId, &'a mut apart::Private<Sought>),
}

impl Fact {
    /// Whose key seals what names nobody.
    #[must_use]
    pub fn keyed(&self) -> Keyed {
        let case = match self {
            Self::Case(fact) => fact.case(),
            Self::Task(fact) => fact.case(),
            Self::Note(fact) => fact.case(),
            Self::Flag(fact) => fact.case(),
            Self::Procedure(fact) => fact.case(),
            Self::Referral(fact) => fact.case(),
            Self::Person(_)
            | Self::Link(_)
            | Self::Family(_)
            | Self::Tracing(_)
            | Self::Approval(_)
            | Self::Consent(_)
            | Self::Service(_)
            | Self::Retention(_) => return Keyed::Book,
        };
        Keyed::Case(case)
    }

    /// Its private value, if it carries one.
    pub(crate) fn slot(&mut self) -> Option<Slot<'_>> {
        match self {
            Self::Person(PersonFact::FieldWritten { person, value, .. }) => {
                Some(Slot::Field(*person, value))
            }
            Self::Tracing(TracingFact::Opened { seeker, sought, .. }) => {
                Some(Slot::Sought(*seeker, sought))
            }
            Self::Case(CaseFact::Happened { what, .. }) => match (what.about, &mut what.value) {
                (Some(person), Value::Date(date)) => Some(Slot::Text(person, date)),
                _ => None,
            },
            Self::Note(NoteFact::Written { about: Some(person), told, .. }) => {
                Some(Slot::Text(*person, told))
            }
            Self::Person(_)
            | Self::Link(_)
            | Self::Family(_)
            | Self::Tracing(_)
            | Self::Case(_)
            | Self::Task(_)
            | Self::Note(_)
            | Self::Flag(_)
            | Self::Referral(_)
            | Self::Approval(_)
            | Self::Consent(_)
            | Self::Procedure(_)
            | Self::Service(_)
            | Self::Retention(_) => None,
        }
    }
}
