//! What is shown of a case. A field that may not be seen is not there at all; the reader is told that something is hidden, not what.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A case, as far as it may be seen.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub struct CaseView {
    /// Its id.
    pub id: Uuid,
    /// The code people use.
    pub code: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Whether it is worked on.
    pub open: bool,
    /// Whether it is sealed to members.
    pub sealed: bool,
    /// The jurisdiction whose limits apply.
    pub jurisdiction: String,
    /// The place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<Uuid>,
    /// Who is responsible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Uuid>,
    /// When it was opened, in RFC 3339.
    pub opened: String,
    /// Who belongs to it.
    pub parties: Vec<PartyView>,
    /// What happened, in the order of writing.
    pub events: Vec<EventView>,
    /// Duties and where they stand.
    pub clocks: Vec<ClockView>,
    /// What is to do.
    pub tasks: Vec<TaskView>,
    /// Where somebody should look.
    pub flags: Vec<FlagView>,
    /// Some of it may not be seen for this purpose.
    pub hidden: bool,
}

/// Somebody who belongs to a case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct PartyView {
    /// The person.
    pub person: Uuid,
    /// As what.
    pub role: String,
    /// A name, where names may be seen and one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Something that happened.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct EventView {
    /// Its id.
    pub id: Uuid,
    /// The kind, of the vocabulary.
    pub kind: String,
    /// What the vocabulary calls it.
    pub title: String,
    /// When, as it was written (EDTF).
    pub time: String,
    /// What it says beyond having happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Whom it is about; nobody: all subjects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<Uuid>,
    /// Where it is known from.
    pub source: String,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<String>,
    /// When it was written down, in RFC 3339.
    pub recorded: String,
    /// Who wrote it.
    pub author: Uuid,
    /// The event it replaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Uuid>,
    /// It was replaced by a later one.
    pub replaced: bool,
}

/// A duty on a case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ClockView {
    /// The subject.
    pub subject: Uuid,
    /// The rule: duty and limit.
    pub rule: String,
    /// What the law folder calls the duty.
    pub title: String,
    /// The paragraph it follows from.
    pub paragraph: String,
    /// Which of a series, from 1.
    pub instance: u16,
    /// Where it stands.
    pub state: String,
    /// The first instant at which it may be due, in RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_earliest: Option<String>,
    /// The last instant at which it may be due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_latest: Option<String>,
    /// What would settle it, in the language of the reader.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
}

/// Why a clock says what it says.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub struct ReasonView {
    /// One sentence.
    pub sentence: String,
    /// The whole proof, as lines drawn as a tree.
    pub tree: String,
}

/// Something to do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct TaskView {
    /// Its id.
    pub id: Uuid,
    /// What.
    pub title: String,
    /// By when, in RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Uuid>,
    /// `open`, `done` or `dropped`.
    pub state: String,
}

/// Where somebody should look.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct FlagView {
    /// Its id.
    pub id: Uuid,
    /// Why.
    pub reason: String,
    /// Somebody did.
    pub resolved: bool,
}

/// The word that stands for a value of a closed list in files and in the API.
pub(crate) fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
