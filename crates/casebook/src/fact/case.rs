//! Facts about cases: opening and closing, who they are about, and what happened in the words of the vocabulary.

use crate::ids::{CaseId, EventId, PersonId, TeamId, UserId};
use apart::Private;
use serde::{Deserialize, Serialize};

/// What a case is about. It decides retention and the forms that are offered, never a duty: duties follow from what happened.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseKind {
    /// Deprivation of liberty.
    Detention,
    /// Consular protection.
    Consular,
    /// A child.
    Child,
    /// Trafficking.
    Trafficking,
    /// Work and wages.
    Labour,
    /// Return and reception.
    Return,
    /// Complaint and remedy.
    Remedy,
    /// Money sent home.
    Remittance,
    /// Protection of a witness.
    Witness,
    /// Integration and family reunification.
    Integration,
}

impl CaseKind {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::Detention,
        Self::Consular,
        Self::Child,
        Self::Trafficking,
        Self::Labour,
        Self::Return,
        Self::Remedy,
        Self::Remittance,
        Self::Witness,
        Self::Integration,
    ];
}

/// What a person is in a case.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The case is about them: clocks run for each of them.
    Subject,
    /// Guardian of a subject.
    Guardian,
    /// Relative of a subject.
    Relative,
    /// Represents a subject.
    Representative,
    /// Interprets.
    Interpreter,
    /// Saw something.
    Witness,
    /// Is said to have done it.
    AllegedPerpetrator,
}

/// For which kinds of events silence means that they did not happen.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coverage {
    /// For what is done: an act that is not recorded was not done. Facts and answers that nobody wrote stay unknown.
    Acts,
    /// For nothing: the records are somebody else's and have holes.
    Nothing,
    /// For these kinds.
    Kinds(Vec<String>),
}

/// A new case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Opening {
    /// Its identifier; its code follows from it.
    pub case: CaseId,
    /// What it is about.
    pub kind: CaseKind,
    /// The jurisdiction whose limits apply.
    pub jurisdiction: String,
    /// A place of that jurisdiction.
    pub place: String,
    /// The team that works on it.
    pub team: TeamId,
    /// Who is responsible.
    pub owner: Option<UserId>,
    /// Who it is about, at least one of them a subject.
    pub persons: Vec<(PersonId, Role)>,
    /// For which kinds silence means no.
    pub coverage: Coverage,
    /// Sealed to these members; none for an open case.
    pub sealed_to: Option<Vec<UserId>>,
}

/// Why a case was closed.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClosingReason {
    /// What was needed was done.
    Resolved,
    /// Handed to another organisation.
    Transferred,
    /// The person left.
    Departed,
    /// The person does not want it any more.
    Declined,
    /// Nobody can reach the person.
    LostContact,
    /// The person died.
    Died,
    /// Opened by mistake.
    Mistake,
}

/// To a case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseFact {
    /// It was opened.
    Opened(Opening),
    /// Somebody belongs to it.
    PersonAdded {
        /// The case.
        case: CaseId,
        /// Who.
        person: PersonId,
        /// As what.
        role: Role,
    },
    /// Somebody does not belong to it any more.
    PersonRemoved {
        /// The case.
        case: CaseId,
        /// Who.
        person: PersonId,
        /// Why.
        reason: String,
    },
    /// Something happened.
    Happened {
        /// The case.
        case: CaseId,
        /// What.
        what: Happening,
    },
    /// Another team or person works on it.
    Assigned {
        /// The case.
        case: CaseId,
        /// The team.
        team: TeamId,
        /// Who is responsible.
        owner: Option<UserId>,
        /// Why: rotation, caseload, conflict of interest.
        reason: String,
    },
    /// It continues at another place of its jurisdiction or of another one.
    Moved {
        /// The case.
        case: CaseId,
        /// The jurisdiction.
        jurisdiction: String,
        /// The place.
        place: String,
    },
    /// Closed to all but members.
    Sealed {
        /// The case.
        case: CaseId,
        /// Who may still open it.
        members: Vec<UserId>,
    },
    /// Open to the team again.
    Unsealed {
        /// The case.
        case: CaseId,
        /// Why.
        reason: String,
    },
    /// It was closed.
    Closed {
        /// The case.
        case: CaseId,
        /// Why.
        reason: ClosingReason,
        /// In words.
        told: String,
    },
    /// It was opened again.
    Reopened {
        /// The case.
        case: CaseId,
        /// Why.
        told: String,
    },
}

impl CaseFact {
    /// Which case.
    #[must_use]
    pub const fn case(&self) -> CaseId {
        match self {
            Self::Opened(opening) => opening.case,
            Self::PersonAdded { case, .. }
            | Self::PersonRemoved { case, .. }
            | Self::Happened { case, .. }
            | Self::Assigned { case, .. }
            | Self::Moved { case, .. }
            | Self::Sealed { case, .. }
            | Self::Unsealed { case, .. }
            | Self::Closed { case, .. }
            | Self::Reopened { case, .. } => *case,
        }
    }
}

/// Something that happened, in the words of the vocabulary.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Happening {
    /// To whom; nobody: to all subjects of the case.
    pub about: Option<PersonId>,
    /// A kind of the vocabulary, by its id: numbers change with the folder, ids do not.
    pub kind: String,
    /// When, in EDTF: the precision is in the value.
    pub time: String,
    /// Where, in words.
    pub place: Option<String>,
    /// How we know.
    pub source: Source,
    /// What it says besides.
    pub value: Value,
    /// The event that it replaces.
    pub corrects: Option<EventId>,
    /// Papers and pictures.
    pub attachments: Vec<Attachment>,
    /// More in words.
    pub told: Option<String>,
}

/// How we know.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Source {
    /// What sort of source.
    pub kind: SourceKind,
    /// Which, in words; never who: persons are recorded as persons.
    pub told: Option<String>,
}

/// What sort of source.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The person said so.
    Person,
    /// A member of the team saw it or did it.
    Seen,
    /// A paper shows it.
    Document,
    /// A register or file of an authority.
    Register,
    /// Somebody else said so.
    Witness,
    /// Another organisation said so.
    Organisation,
}

/// What an event says besides that it happened.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Nothing more.
    None,
    /// Yes.
    Yes,
    /// No: it did not happen, or was refused.
    No,
    /// Nobody knows.
    Unknown,
    /// The corrected event is withdrawn.
    Withdrawn,
    /// A code of the kind's list.
    Code(String),
    /// A whole number.
    Count(u32),
    /// A date about a person, in EDTF, under the person's key.
    Date(Private<String>),
}

/// A paper or a picture. The ledger keeps it apart, sealed; here is how to find it and to know that it is the same.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attachment {
    /// SHA-256, in hexadecimal.
    pub sha256: String,
    /// Its media type.
    pub media: String,
    /// How long it is.
    pub bytes: u64,
}
