//! Who may be this person already: candidates with reasons, before anything is saved and for tracing.
//!
//! Nothing is ever merged by this: a person looks at both records side by side and says so, or not.

use crate::fact::{Contact, Document, Name, Sought};
use crate::fact::{FieldKey, FieldValue};
use crate::search::{Why, fold};
use crate::state::{Casebook, Person, PersonNo};
use std::collections::BTreeSet;
use when::{Days, Edtf};

/// What is known about somebody who is about to be recorded.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Sketch {
    /// Names.
    pub names: Vec<Name>,
    /// Date of birth as known, in EDTF.
    pub birth: Option<String>,
    /// Nationality.
    pub nationality: Option<String>,
    /// Documents.
    pub documents: Vec<Document>,
    /// Contacts.
    pub contacts: Vec<Contact>,
}

impl From<&Sought> for Sketch {
    fn from(sought: &Sought) -> Self {
        Self {
            names: sought.names.clone(),
            birth: sought.birth.clone(),
            nationality: sought.nationality.clone(),
            ..Self::default()
        }
    }
}

/// Why a record may be the same person, or may not.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Likeness {
    /// A document or contact has the same number.
    SameNumber,
    /// The names are alike.
    Names(Why),
    /// The dates of birth may be the same.
    BirthAgrees,
    /// They cannot be.
    BirthDiffers,
    /// The same nationality.
    NationalityAgrees,
    /// Another nationality, and no other is recorded.
    NationalityDiffers,
}

/// A record that may be the same person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// Who, by number.
    pub person: PersonNo,
    /// Out of a thousand.
    pub score: u16,
    /// For and against.
    pub why: Vec<Likeness>,
}

const PAGE: usize = 10;
/// Below this it is somebody else.
const LIKELY: i32 = 600;

impl Casebook {
    /// Records that may be the sketched person, the likeliest first.
    #[must_use]
    pub fn candidates(&self, sketch: &Sketch) -> Vec<Candidate> {
        let mut numbers = BTreeSet::new();
        let documents = sketch.documents.iter().map(|document| &document.number);
        let contacts = sketch.contacts.iter().map(|contact| &contact.value);
        for number in documents.chain(contacts) {
            numbers.extend(self.names.with_number(number));
        }
        let same_number = numbers.clone();
        let names: Vec<Vec<String>> = sketch.names.iter().take(8).map(words).collect();
        for name in &names {
            numbers.extend(self.names.candidates(name));
        }
        let mut all: Vec<Candidate> = numbers
            .into_iter()
            .filter_map(|number| {
                let person = self.person_at(number).filter(|person| !person.flags.erased)?;
                let same = same_number.contains(&number);
                self.weigh(sketch, &names, number, person, same)
            })
            .collect();
        all.sort_by_key(|one| (std::cmp::Reverse(one.score), one.person));
        all.truncate(PAGE);
        all
    }

    fn weigh(
        &self,
        sketch: &Sketch,
        names: &[Vec<String>],
        number: PersonNo,
        person: &Person,
        same_number: bool,
    ) -> Option<Candidate> {
        let (mut score, mut why) = (0_i32, Vec::new());
        let pairs = names.iter().flat_map(|name| {
            person.names().filter_map(|(_, other)| crate::search::compare(name, &words(other)))
        });
        if let Some((best, reason)) = pairs.max_by_key(|(score, _)| *score) {
            score += i32::from(best) * 8 / 10;
            why.push(Likeness::Names(reason));
        }
        if same_number {
            score = score.max(400) + 500;
            why.insert(0, Likeness::SameNumber);
        }
        match births(sketch.birth.as_deref(), person) {
            Some(true) => (score, ()) = (score + 120, why.push(Likeness::BirthAgrees)),
            Some(false) => (score, ()) = (score - 250, why.push(Likeness::BirthDiffers)),
            None => {}
        }
        if let Some(nationality) = &sketch.nationality {
            let known: Vec<_> = person
                .fields()
                .iter()
                .filter_map(|version| {
                    if let FieldValue::Nationality(country, _) = &version.value {
                        Some(country)
                    } else {
                        None
                    }
                })
                .collect();
            if known.contains(&nationality) {
                score += 50;
                why.push(Likeness::NationalityAgrees);
            } else if !known.is_empty() {
                score -= 50;
                why.push(Likeness::NationalityDiffers);
            }
        }
        let score = u16::try_from(score.clamp(0, 1_000)).unwrap_or(0);
        (i32::from(score) >= LIKELY).then_some(Candidate { person: number, score, why })
    }
}

fn words(name: &Name) -> Vec<String> {
    fold::words(&format!("{} {}", name.given, name.family))
}

/// Whether two dates of birth may be the same day; nothing where one is not known.
fn births(date: Option<&str>, person: &Person) -> Option<bool> {
    let days = |date: &str| date.parse::<Edtf>().ok().map(|edtf| edtf.days());
    let here = days(date?)?;
    let versions = person.field(FieldKey::BirthDate).iter();
    let there: Vec<Days> = versions
        .filter_map(|version| {
            if let FieldValue::BirthDate(date) = &version.value { days(date) } else { None }
        })
        .collect();
    if there.is_empty() {
        return None;
    }
    Some(there.iter().any(|days| days.first() <= here.last() && here.first() <= days.last()))
}
