//! Persons: found by name in any script, and shown field by field. A person may be known of through their cases; names are shown where
//! names of one of these cases may be seen.

use access::{Action, Sensitivity};
use casebook::{Casebook, FieldKey, FieldValue, Person, PersonId, Standing};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::gate::record;
use crate::{Error, Result, Visit};

/// Hits that are looked at, and those that are shown.
const LOOKED: usize = 100;
const SHOWN: usize = 20;

/// Somebody who was found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct PersonHit {
    /// The person.
    pub person: Uuid,
    /// A name.
    pub name: String,
    /// How alike, of a thousand.
    pub score: u16,
    /// Why.
    pub why: Vec<String>,
    /// Their cases that may be seen.
    pub cases: Vec<Uuid>,
}

/// A person, as far as they may be seen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct PersonView {
    /// The person.
    pub id: Uuid,
    /// What is known of them: several values of one field are a conflict, or versions of one another.
    pub fields: Vec<Value>,
    /// Fields of which people wrote different things.
    pub conflicts: Vec<String>,
    /// Their cases that may be seen.
    pub cases: Vec<Uuid>,
    /// Their key was destroyed.
    pub erased: bool,
}

/// A value of a field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct Value {
    /// The field.
    pub field: String,
    /// The event that wrote it: to be named by whoever replaces it.
    pub version: Uuid,
    /// What it says.
    pub value: String,
    /// When it was written, in RFC 3339.
    pub recorded: String,
    /// Who wrote it.
    pub author: Uuid,
}

impl Visit {
    /// The cases of a person that may be known of, and whether names may be seen in one of them.
    pub(crate) fn person_record(
        &self,
        book: &Casebook,
        person: PersonId,
    ) -> Option<(Vec<Uuid>, std::collections::BTreeSet<String>)> {
        let known = book.person(person)?;
        let mut cases = Vec::new();
        let mut fields = std::collections::BTreeSet::new();
        for number in known.cases() {
            let Some(case) = book.case_at(*number) else { continue };
            let seen = record(self.desk(), book, case);
            if self.knows(&seen) {
                cases.push(case.id.0);
                fields.extend(self.fields(&seen).iter().cloned());
            }
        }
        (!cases.is_empty()).then_some((cases, fields))
    }

    /// Persons by name or number, best first; only those whose names may be seen.
    #[must_use]
    pub fn search(&self, question: &str) -> Vec<PersonHit> {
        let hits = self.keeper().read(|book| {
            let mut found = Vec::new();
            for hit in book.search(question, LOOKED) {
                let Some(person) = book.person_at(hit.person) else { continue };
                let Some((cases, fields)) = self.person_record(book, person.id) else { continue };
                if !fields.contains("person.names") {
                    continue;
                }
                found.push(PersonHit {
                    person: person.id.0,
                    name: name_of(person).unwrap_or_default(),
                    score: hit.score,
                    why: hit.why.iter().map(|why| format!("{why:?}")).collect(),
                    cases,
                });
                if found.len() == SHOWN {
                    break;
                }
            }
            found
        });
        for hit in &hits {
            self.look(hit.person, Action::List, true);
        }
        hits
    }

    /// A person.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none that may be known of.
    pub fn person(&self, id: Uuid) -> Result<PersonView> {
        self.room()?;
        let shown = self.keeper().read(|book| {
            let person = book.person(PersonId(id))?;
            let (cases, fields) = self.person_record(book, person.id)?;
            let values = person.fields().iter().filter_map(|version| {
                let (field, register) = field_name(version.field);
                let (value, see) = (shown(&version.value)?, fields.contains(register));
                see.then(|| Value {
                    field: field.to_owned(),
                    version: version.version.0,
                    value,
                    recorded: version.recorded.to_string(),
                    author: version.author.0,
                })
            });
            let conflicts = person.conflicts().map(field_name);
            let conflicts = conflicts.filter(|(_, register)| fields.contains(*register));
            Some(PersonView {
                id,
                fields: values.collect(),
                conflicts: conflicts.map(|(field, _)| field.to_owned()).collect(),
                cases,
                erased: person.flags.erased,
            })
        });
        let found = shown.ok_or(Error::NotFound)?;
        self.look(id, Action::Read, true);
        Ok(found)
    }

    /// Whether somebody may write about the identity of a person: through one of their cases.
    pub(crate) fn may_identify(&self, book: &Casebook, person: PersonId) -> Result<()> {
        let known = book.person(person).ok_or(Error::NotFound)?;
        let mut last = Error::NotFound;
        for case in known.cases().iter().filter_map(|number| book.case_at(*number)) {
            let seen = record(self.desk(), book, case);
            if !self.knows(&seen) {
                continue;
            }
            let resource = access::Resource::Case(Box::new(seen));
            match self.may(Action::Record, Sensitivity::Identity, &resource) {
                Ok(()) => return Ok(()),
                Err(refused) => last = refused,
            }
        }
        Err(last)
    }
}

pub(crate) fn name_of(person: &Person) -> Option<String> {
    let (_, name) = person.names().next()?;
    Some(format!("{} {}", name.given, name.family).trim().to_owned())
}

/// The name of a field in the API, and the row of the register of fields that guards it.
fn field_name(field: FieldKey) -> (&'static str, &'static str) {
    match field {
        FieldKey::Name(_) => ("name", "person.names"),
        FieldKey::BirthDate => ("birth-date", "person.birth-date"),
        FieldKey::Sex => ("sex", "sex-stated"),
        FieldKey::Nationality(_) => ("nationality", "nationality-stated"),
        FieldKey::Stateless => ("stateless", "nationality-stated"),
        FieldKey::Language(_) => ("language", "person.languages"),
        FieldKey::Document(_) => ("document", "person.documents"),
        FieldKey::Contact(_) => ("contact", "person.contacts"),
        FieldKey::Photo(_) => ("photograph", "person.photograph"),
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Claimed => "claimed",
        Standing::Confirmed => "confirmed",
    }
}

fn shown(value: &FieldValue) -> Option<String> {
    Some(match value {
        FieldValue::Name(name) => format!("{} {}", name.given, name.family).trim().to_owned(),
        FieldValue::BirthDate(date) => date.clone(),
        FieldValue::Sex(code) | FieldValue::Language(code) | FieldValue::Photo(code) => {
            code.clone()
        }
        FieldValue::Nationality(country, sure) => format!("{country} ({})", standing(*sure)),
        FieldValue::Stateless(sure) => standing(*sure).to_owned(),
        FieldValue::Document(document) => document.number.clone(),
        FieldValue::Contact(contact) => contact.value.clone(),
        FieldValue::Removed => return None,
    })
}
