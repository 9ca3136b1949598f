//! Somebody comes: a case is opened, with a new person or a known one, and what is known of how it began. One command: all of it or nothing.

use axum::Json;
use casebook::{
    CaseFact, CaseId, CaseKind, Coverage, Fact, FieldKey, FieldValue, ItemId, Name, NameKind,
    Opening, PersonFact, PersonId, Role, Script, TeamId, UserId,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Guest;
use crate::api::cases::NewEvent;
use crate::api::{Body, Operation, act, made_by};
use crate::problem::Problem;

/// The most events of an intake.
const EVENTS_MAX: usize = 100;

/// A new case.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCase {
    /// What it is about.
    #[schema(value_type = String)]
    pub kind: CaseKind,
    /// Where, as `jurisdiction/place`.
    pub place: String,
    /// The team; nothing: that of whoever writes.
    #[serde(default)]
    pub team: Option<Uuid>,
    /// Whom it is about, if they are known already.
    #[serde(default)]
    pub person: Option<Uuid>,
    /// Whom it is about, if they are new.
    #[serde(default)]
    pub newcomer: Option<Newcomer>,
    /// What happened.
    #[serde(default)]
    pub events: Vec<NewEvent>,
}

/// Somebody new. Everything about them may be unknown.
#[derive(Deserialize, Default, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Newcomer {
    /// Given names.
    pub given: Option<String>,
    /// Family names.
    pub family: Option<String>,
    /// When they were born, in EDTF.
    pub birth_date: Option<String>,
    /// A nationality they claim, ISO 3166-1 alpha-3.
    pub nationality: Option<String>,
}

/// What was opened.
#[derive(Serialize, ToSchema)]
pub struct Opened {
    /// The case.
    pub case: Uuid,
    /// Its code.
    pub code: String,
    /// The person.
    pub person: Uuid,
    /// It had been opened before, by the same request.
    pub repeated: bool,
}

pub(crate) async fn open(
    guest: Guest,
    operation: Operation,
    Body(asked): Body<NewCase>,
) -> Result<Json<Opened>, Problem> {
    let (facts, case, person) = facts(&guest, &operation, asked)?;
    let Json(done) = act(&guest, &operation, facts).await?;
    let code = casebook::code::write(case);
    Ok(Json(Opened { case: case.0, code, person: person.0, repeated: done.repeated }))
}

fn facts(
    guest: &Guest,
    operation: &Operation,
    asked: NewCase,
) -> Result<(Vec<Fact>, CaseId, PersonId), Problem> {
    let place = asked.place.split_once('/');
    let (jurisdiction, place) = place.ok_or_else(|| {
        Problem::bad_request("A place is written as jurisdiction/place.").at("/place")
    })?;
    if asked.events.len() > EVENTS_MAX {
        return Err(Problem::bad_request("At most 100 events at once.").at("/events"));
    }
    let team = asked.team.or_else(|| guest.visit.actor().team.parse().ok());
    let team = team.ok_or_else(|| Problem::bad_request("A team is needed.").at("/team"))?;
    let mut facts = Vec::new();
    let person = match (asked.person, asked.newcomer) {
        (Some(known), None) => PersonId(known),
        (None, Some(newcomer)) => {
            let person = PersonId(made_by(operation, 1));
            facts.push(Fact::Person(PersonFact::Registered { person }));
            facts.extend(newcomer.facts(person, operation));
            person
        }
        (Some(_), Some(_)) | (None, None) => {
            let detail = "Name either a known person or a newcomer.";
            return Err(Problem::bad_request(detail).at("/person"));
        }
    };
    let case = CaseId(made_by(operation, 2));
    facts.push(Fact::Case(CaseFact::Opened(Opening {
        case,
        kind: asked.kind,
        jurisdiction: jurisdiction.to_owned(),
        place: place.to_owned(),
        team: TeamId(team),
        owner: Some(UserId(guest.visit.user().0)),
        persons: vec![(person, Role::Subject)],
        coverage: Coverage::Acts,
        sealed_to: None,
    })));
    for (index, event) in asked.events.into_iter().enumerate() {
        let what = event.happening(guest, &format!("/events/{index}"))?;
        facts.push(Fact::Case(CaseFact::Happened { case, what }));
    }
    Ok((facts, case, person))
}

impl Newcomer {
    fn facts(self, person: PersonId, operation: &Operation) -> Vec<Fact> {
        let mut facts = Vec::new();
        let mut write = |field: FieldKey, value: FieldValue| {
            let (seen, value) = (Vec::new(), value.into());
            facts.push(Fact::Person(PersonFact::FieldWritten { person, field, seen, value }));
        };
        let (given, family) = (self.given.unwrap_or_default(), self.family.unwrap_or_default());
        if !given.trim().is_empty() || !family.trim().is_empty() {
            let item = FieldKey::Name(ItemId(made_by(operation, 3)));
            write(item, FieldValue::Name(name(given, family)));
        }
        if let Some(date) = self.birth_date {
            write(FieldKey::BirthDate, FieldValue::BirthDate(date));
        }
        if let Some(country) = self.nationality {
            let item = FieldKey::Nationality(ItemId(made_by(operation, 4)));
            write(item, FieldValue::Nationality(country, casebook::Standing::Claimed));
        }
        facts
    }
}

/// A usual name, in the script it is written in.
pub(crate) fn name(given: String, family: String) -> Name {
    let letters = given.chars().chain(family.chars());
    let script = letters.filter(|c| c.is_alphabetic()).map(|letter| letter as u32).next();
    let script = match script {
        Some(0x0600..=0x08ff | 0xfb50..=0xfeff) => Script::Arabic,
        Some(0x0400..=0x052f) => Script::Cyrillic,
        None | Some(0..=0x024f) => Script::Latin,
        Some(_) => Script::Other,
    };
    Name { kind: NameKind::Usual, script, given, family }
}
