//! Cases: lists, one case, and what is written to it.

use axum::Json;
use casebook::{
    CaseFact, CaseId, ClosingReason, EventId, Fact, Happening, PersonId, Source, SourceKind,
    TeamId, UserId, Value,
};
use office::{CaseView, CasesPage, Done, Looked, ReasonView};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Guest;
use crate::api::work::List;
use crate::api::{Asks, Body, Names, Operation, act};
use crate::problem::Problem;

/// Something that happened, as it is sent.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEvent {
    /// The kind, of the vocabulary.
    pub kind: String,
    /// When, in EDTF (ISO 8601-2, levels 0 and 1): `2024-05-01T08:00:00Z`, `2024-05`, `2024-05-01/2024-05-03`, `2024?`.
    pub time: String,
    /// What it says besides: `yes`, `no`, `unknown`, a code, a number, or a date; nothing for what simply happened.
    #[serde(default)]
    pub value: Option<String>,
    /// Whom it is about; nobody: all subjects.
    #[serde(default)]
    pub about: Option<Uuid>,
    /// Where it is known from: `document`, `person`, `official`, `observed`, `third-party` or `import`.
    #[serde(default)]
    pub source: Option<String>,
    /// In words.
    #[serde(default)]
    pub told: Option<String>,
    /// The event it replaces.
    #[serde(default)]
    pub corrects: Option<Uuid>,
}

impl NewEvent {
    /// In the words of the casebook. Which value a kind carries the vocabulary says; here a text becomes what it can be.
    pub(crate) fn happening(self, guest: &Guest, pointer: &str) -> Result<Happening, Problem> {
        let vocabulary = guest.visit.vocabulary();
        let carries = vocabulary.kind(&self.kind).and_then(|kind| vocabulary.event(kind));
        let wrong = |field: &str, detail: &str| {
            Problem::bad_request(detail).at(&format!("{pointer}/{field}"))
        };
        let value = match (self.value, carries.map(|kind| kind.value)) {
            (None, _) => Value::None,
            (Some(text), carries) => value_of(&text, carries)
                .ok_or_else(|| wrong("value", "This kind of event does not carry such a value."))?,
        };
        let kind = match self.source {
            None => SourceKind::Document,
            Some(word) => serde_json::from_value(serde_json::Value::String(word))
                .map_err(|_| wrong("source", "There is no such kind of source."))?,
        };
        Ok(Happening {
            about: self.about.map(PersonId),
            kind: self.kind,
            time: self.time,
            place: None,
            source: Source { kind, told: None },
            value,
            corrects: self.corrects.map(EventId),
            attachments: Vec::new(),
            told: self.told,
        })
    }
}

fn value_of(text: &str, carries: Option<office::ValueKind>) -> Option<Value> {
    use office::ValueKind;
    match (text, carries) {
        ("unknown", _) => Some(Value::Unknown),
        ("withdrawn", _) => Some(Value::Withdrawn),
        ("yes", Some(ValueKind::YesNo | ValueKind::Reason)) => Some(Value::Yes),
        ("no", Some(_)) => Some(Value::No),
        (code, Some(ValueKind::Code(_))) => Some(Value::Code(code.to_owned())),
        (count, Some(ValueKind::Count)) => count.parse().ok().map(Value::Count),
        (date, Some(ValueKind::Date)) => Some(Value::Date(date.to_owned().into())),
        (_, Some(ValueKind::None | ValueKind::YesNo | ValueKind::Reason) | None) => None,
    }
}

pub(crate) async fn list(guest: Guest, Asks(list): Asks<List>) -> Result<Json<CasesPage>, Problem> {
    guest.visit.cases(&list.into()).map(Json).map_err(|error| guest.problem(&error))
}

pub(crate) async fn show(
    guest: Guest,
    Names(case): Names<Uuid>,
) -> Result<Json<CaseView>, Problem> {
    let shown = guest.visit.case(case, &guest.words()).await;
    shown.map(Json).map_err(|error| guest.problem(&error))
}

pub(crate) async fn looks(
    guest: Guest,
    Names(case): Names<Uuid>,
) -> Result<Json<Vec<Looked>>, Problem> {
    guest.visit.who_looked(case).await.map(Json).map_err(|error| guest.problem(&error))
}

/// Which clock.
#[derive(Deserialize)]
pub(crate) struct Which {
    subject: Uuid,
    rule: String,
    #[serde(default = "first")]
    instance: u16,
}

const fn first() -> u16 {
    1
}

pub(crate) async fn reason(
    guest: Guest,
    Names(case): Names<Uuid>,
    Asks(which): Asks<Which>,
) -> Result<Json<ReasonView>, Problem> {
    let words = guest.words();
    let found = guest.visit.reason(case, which.subject, &which.rule, which.instance, &words);
    found.map(Json).map_err(|error| guest.problem(&error))
}

pub(crate) async fn record(
    guest: Guest,
    operation: Operation,
    Names(case): Names<Uuid>,
    Body(event): Body<NewEvent>,
) -> Result<Json<Done>, Problem> {
    let what = event.happening(&guest, "")?;
    act(&guest, &operation, vec![Fact::Case(CaseFact::Happened { case: CaseId(case), what })]).await
}

/// To whom a case is given.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// The team.
    pub team: Uuid,
    /// Who is responsible.
    #[serde(default)]
    pub owner: Option<Uuid>,
    /// Why.
    pub reason: String,
}

pub(crate) async fn assign(
    guest: Guest,
    operation: Operation,
    Names(case): Names<Uuid>,
    Body(asked): Body<Assignment>,
) -> Result<Json<Done>, Problem> {
    let fact = CaseFact::Assigned {
        case: CaseId(case),
        team: TeamId(asked.team),
        owner: asked.owner.map(UserId),
        reason: asked.reason,
    };
    act(&guest, &operation, vec![Fact::Case(fact)]).await
}

/// Who alone sees a case.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Members {
    /// The members.
    pub members: Vec<Uuid>,
}

pub(crate) async fn seal(
    guest: Guest,
    operation: Operation,
    Names(case): Names<Uuid>,
    Body(asked): Body<Members>,
) -> Result<Json<Done>, Problem> {
    let members = asked.members.into_iter().map(UserId).collect();
    let fact = CaseFact::Sealed { case: CaseId(case), members };
    act(&guest, &operation, vec![Fact::Case(fact)]).await
}

/// Why a case is closed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// `resolved`, `transferred`, `departed`, `declined`, `lost-contact`, `died` or `mistake`.
    #[schema(value_type = String)]
    pub reason: ClosingReason,
    /// In words.
    pub told: String,
}

pub(crate) async fn close(
    guest: Guest,
    operation: Operation,
    Names(case): Names<Uuid>,
    Body(asked): Body<Closing>,
) -> Result<Json<Done>, Problem> {
    let fact = CaseFact::Closed { case: CaseId(case), reason: asked.reason, told: asked.told };
    act(&guest, &operation, vec![Fact::Case(fact)]).await
}
