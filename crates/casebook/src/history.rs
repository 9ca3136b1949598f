//! What the engine sees of a subject: the case's happenings that are about them, and what their record says.
//!
//! Birth date, nationality and sex stand in the person's record, once, and every case of the person is judged by them. Where two people
//! wrote different values, nobody knows: a conflict is told to the engine as an unknown, and no verdict rests on one side of it.

use crate::fact::{FieldKey, FieldValue};
use crate::index::Told;
use crate::state::{Case, CaseNo, Casebook, FieldVersion, Person, PersonNo};
use duty::{Event, EventId, Value};
use law::{CodeId, KindId};
use when::{Edtf, Instant, Known, Span, Zone};

/// Numbers of events that come from a person's record, not from the case.
pub const FROM_RECORD: u32 = 1 << 30;

/// An adult (CRC, article 1).
const ADULT: u32 = 18;

impl Casebook {
    /// The history of a subject of a case, as the engine reads it: an event's number is the index of the case's item, or
    /// [`FROM_RECORD`] and more for what the person's record says.
    #[must_use]
    pub fn history(&self, number: CaseNo, subject: PersonNo) -> Vec<Event> {
        let Some(case) = self.case_at(number) else { return Vec::new() };
        let place = case.people.iter().position(|(person, _)| *person == subject);
        let about = place.map_or(u8::MAX, |place| u8::try_from(place + 1).unwrap_or(u8::MAX));
        let mut history = Vec::with_capacity(case.items.len() + 3);
        if let (Some(person), Some(zone)) = (self.person_at(subject), self.desk.zone(case.place)) {
            self.told_by_record(person, zone, &mut history);
        }
        for (index, item) in (0_u32..).zip(&case.items) {
            if item.about == 0 || item.about == about {
                history.push(case.engine_event(index, item));
            }
        }
        history
    }

    fn told_by_record(&self, person: &Person, zone: &Zone, history: &mut Vec<Event>) {
        let roles = self.desk.law().vocabulary.roles();
        let mut tell = |kind: KindId, recorded: Instant, value: Value| {
            let number = FROM_RECORD + u32::try_from(history.len()).unwrap_or(0);
            history.push(Event {
                id: EventId(number),
                kind,
                // What a record says of a person has always been so.
                time: Known::certain(Span::at(recorded)),
                recorded: Some(recorded),
                corrects: None,
                value,
            });
        };
        if let Some((at, value)) = one(person.field(FieldKey::BirthDate)) {
            let date = value.and_then(|value| birth_span(value, zone));
            tell(roles.birth, at, date.map_or(Value::Unknown, Value::Date));
        }
        if let (Some((at, value)), Some(kind)) = (one(person.field(FieldKey::Sex)), self.desk.sex())
        {
            let code = match value {
                Some(FieldValue::Sex(code)) => self.desk.law().vocabulary.any_code(code),
                _ => None,
            };
            tell(kind, at, code.map_or(Value::Unknown, Value::Code));
        }
        if let Some((at, value)) = self.nationality(person) {
            tell(roles.nationality, at, value);
        }
    }

    /// The nationality that duties turn on: the confirmed one before a claimed one, unknown where several differ, and stateless only
    /// where no nationality is known.
    fn nationality(&self, person: &Person) -> Option<(Instant, Value)> {
        let mut found: Option<(bool, Instant, Value)> = None;
        let mut add = |sure: bool, at: Instant, code: Option<CodeId>| {
            let value = code.map_or(Value::Unknown, Value::Code);
            found = Some(match found {
                None => (sure, at, value),
                Some((known, first, old)) if known == sure => {
                    (sure, first.max(at), if old == value { old } else { Value::Unknown })
                }
                Some((false, ..)) if sure => (sure, at, value),
                Some(other) => other,
            });
        };
        for version in person.fields() {
            if let FieldValue::Nationality(country, standing) = &version.value {
                let sure = *standing == crate::fact::Standing::Confirmed;
                add(sure, version.recorded, self.desk.country(country));
            }
        }
        if found.is_none()
            && let Some((at, value)) = one(person.field(FieldKey::Stateless))
        {
            let stateless = self.desk.law().vocabulary.roles().stateless;
            let code = value.is_some().then_some(stateless);
            found = Some((true, at, code.map_or(Value::Unknown, Value::Code)));
        }
        found.map(|(_, at, value)| (at, value))
    }

    /// What the index is told about a case.
    pub(crate) fn told(&self, case: &Case) -> Told {
        let mut told = Told::default();
        let roles = self.desk.law().vocabulary.roles();
        for subject in case.subjects() {
            let Some(person) = self.person_at(subject) else { continue };
            for version in person.fields() {
                if let FieldValue::Nationality(country, _) = &version.value {
                    told.nationalities.extend(self.desk.country(country));
                }
                if let (FieldKey::BirthDate, Some(zone)) =
                    (version.field, self.desk.zone(case.place))
                    && let Some(span) = birth_span(&version.value, zone)
                {
                    told.child(span, zone);
                }
            }
        }
        for (index, item) in (0_u32..).zip(&case.items) {
            if item.kind == roles.nationality {
                if let Value::Code(code) = case.engine_event(index, item).value {
                    told.nationalities.push(code);
                }
            } else if item.kind == roles.birth {
                if let (Value::Date(span), Some(zone)) =
                    (case.engine_event(index, item).value, self.desk.zone(case.place))
                {
                    told.child(span, zone);
                }
            } else if item.kind == roles.age && item.number < ADULT {
                // Eighteen years from the day of the statement, less the years told: never too early.
                let days = i64::from(ADULT - item.number) * 366 * 86_400;
                told.until(item.latest.plus(days));
            }
        }
        told.nationalities.sort_unstable();
        told.nationalities.dedup();
        told
    }
}

impl Told {
    fn child(&mut self, birth: Span, zone: &Zone) {
        let last = zone.days_of(birth).last();
        self.until(zone.day_start(when::birthday(last, ADULT)));
    }

    fn until(&mut self, at: Instant) {
        self.child_until = Some(self.child_until.map_or(at, |known| known.max(at)));
    }
}

/// The versions of a single field as one answer: when it was last written, and the value all agree on.
fn one(versions: &[FieldVersion]) -> Option<(Instant, Option<&FieldValue>)> {
    let at = versions.iter().map(|version| version.recorded).max()?;
    let first = &versions.first()?.value;
    let agreed = versions.iter().all(|version| version.value == *first);
    Some((at, agreed.then_some(first).filter(|value| **value != FieldValue::Removed)))
}

fn birth_span(value: &FieldValue, zone: &Zone) -> Option<Span> {
    let FieldValue::BirthDate(date) = value else { return None };
    let known = date.parse::<Edtf>().ok()?.known(zone).ok()?;
    // A doubted birth date proves nothing; the engine is told that nobody knows.
    known.doubt.is_certain().then_some(known.span)
}
