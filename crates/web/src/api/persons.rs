//! Persons. A name is asked for in the body-less query of a request that is not kept: answers say `no-store`, and logs have no queries.

use axum::Json;
use casebook::{EventId, Fact, FieldKey, FieldValue, ItemId, PersonFact, PersonId, Standing};
use office::{Done, Looked, PersonHit, PersonView};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Guest;
use crate::api::intake::name;
use crate::api::{Asks, Body, Names, Operation, act, made_by};
use crate::problem::Problem;

/// Who is looked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    name: String,
}

pub(crate) async fn search(
    guest: Guest,
    Asks(question): Asks<Question>,
) -> Result<Json<Vec<PersonHit>>, Problem> {
    if question.name.chars().count() > 300 {
        return Err(Problem::bad_request("A name has at most 300 characters."));
    }
    Ok(Json(guest.visit.search(&question.name)))
}

pub(crate) async fn show(
    guest: Guest,
    Names(person): Names<Uuid>,
) -> Result<Json<PersonView>, Problem> {
    guest.visit.person(person).map(Json).map_err(|error| guest.problem(&error))
}

pub(crate) async fn looks(
    guest: Guest,
    Names(person): Names<Uuid>,
) -> Result<Json<Vec<Looked>>, Problem> {
    guest.visit.who_looked(person).await.map(Json).map_err(|error| guest.problem(&error))
}

/// A value for a field.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "field")]
pub enum NewValue {
    /// A name.
    Name {
        /// Given names.
        #[serde(default)]
        given: String,
        /// Family names.
        #[serde(default)]
        family: String,
        /// The versions it replaces.
        #[serde(default)]
        seen: Vec<Uuid>,
    },
    /// When they were born.
    BirthDate {
        /// In EDTF.
        date: String,
        /// The versions it replaces.
        #[serde(default)]
        seen: Vec<Uuid>,
    },
    /// A nationality.
    Nationality {
        /// ISO 3166-1 alpha-3.
        country: String,
        /// Shown by a document or confirmed by an authority.
        #[serde(default)]
        confirmed: bool,
        /// The versions it replaces.
        #[serde(default)]
        seen: Vec<Uuid>,
    },
    /// A language they speak.
    Language {
        /// BCP 47.
        tag: String,
        /// The versions it replaces.
        #[serde(default)]
        seen: Vec<Uuid>,
    },
    /// Their sex.
    Sex {
        /// A code of the list `sexes`.
        code: String,
        /// The versions it replaces.
        #[serde(default)]
        seen: Vec<Uuid>,
    },
}

pub(crate) async fn write(
    guest: Guest,
    operation: Operation,
    Names(person): Names<Uuid>,
    Body(asked): Body<NewValue>,
) -> Result<Json<Done>, Problem> {
    let item = ItemId(made_by(&operation, 1));
    let person = PersonId(person);
    let (field, value, seen) = match asked {
        NewValue::Name { given, family, seen } => {
            (FieldKey::Name(item), FieldValue::Name(name(given, family)), seen)
        }
        NewValue::BirthDate { date, seen } => {
            (FieldKey::BirthDate, FieldValue::BirthDate(date), seen)
        }
        NewValue::Nationality { country, confirmed, seen } => {
            let sure = if confirmed { Standing::Confirmed } else { Standing::Claimed };
            (FieldKey::Nationality(item), FieldValue::Nationality(country, sure), seen)
        }
        NewValue::Language { tag, seen } => {
            (FieldKey::Language(item), FieldValue::Language(tag), seen)
        }
        NewValue::Sex { code, seen } => (FieldKey::Sex, FieldValue::Sex(code), seen),
    };
    // A field of which there may be several keeps its place when a version of it is replaced.
    let field = guest.visit.field_of(person.0, &seen).unwrap_or(field);
    let seen = seen.into_iter().map(EventId).collect();
    let value = value.into();
    let fact = PersonFact::FieldWritten { person, field, seen, value };
    act(&guest, &operation, vec![Fact::Person(fact)]).await
}
