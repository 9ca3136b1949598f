//! A happening in words to the sixty-odd bytes that rest in memory, and whether the vocabulary allows it.

use crate::desk::Desk;
use crate::fact::{Happening, Head, Value};
use crate::ids::Position;
use crate::refusal::Refusal;
use crate::state::{Case, Item, PersonNo, Tag};
use law::{KindId, ValueKind};
use when::{Edtf, Instant};

/// The item, and the first and last second of a date it carries. Nothing, if this vocabulary has no such kind.
pub(crate) fn item(
    desk: &Desk,
    case: &Case,
    about: Option<PersonNo>,
    position: Position,
    head: &Head,
    what: &Happening,
) -> Option<(Item, Option<(i64, i64)>)> {
    let words = &desk.law().vocabulary;
    let kind = words.kind(&what.kind)?;
    let known = desk.known(&what.time, case.place)?;
    let mut dates = None;
    let (tag, number) = match &what.value {
        Value::None => (Tag::None, 0),
        Value::Yes => (Tag::Yes, 0),
        Value::No => (Tag::No, 0),
        Value::Unknown => (Tag::Unknown, 0),
        Value::Withdrawn => (Tag::Withdrawn, 0),
        Value::Code(code) => (Tag::Code, words.any_code(code)?.0),
        Value::Count(count) => (Tag::Count, *count),
        Value::Date(date) => {
            let known = date.here().and_then(|date| desk.known(date, case.place));
            dates = known.map(|k| (k.span.earliest().seconds(), k.span.latest().seconds()));
            (Tag::Date, 0)
        }
    };
    let place = |person| case.people.iter().position(|(known, _)| *known == person);
    let about = match about.map(place) {
        None => 0,
        Some(place) => u8::try_from(place? + 1).ok()?,
    };
    let corrects = what.corrects.and_then(|id| case.item(id));
    let corrects = corrects.and_then(|index| u32::try_from(index + 1).ok()).unwrap_or(0);
    let item = Item {
        id: head.id,
        position,
        earliest: known.span.earliest(),
        latest: known.span.latest(),
        recorded: head.recorded,
        number,
        corrects,
        kind,
        doubt: known.doubt,
        tag,
        about,
    };
    Some((item, dates))
}

/// Whether the vocabulary allows it: the same definition that mapping files are checked against.
pub(crate) fn check(desk: &Desk, what: &Happening, now: Instant) -> Result<KindId, Refusal> {
    let words = &desk.law().vocabulary;
    let Some(kind) = words.kind(&what.kind) else {
        let nearest = words.nearest_kind(&what.kind).map(str::to_owned);
        return Err(Refusal::UnknownKind { nearest });
    };
    let time = what.time.parse::<Edtf>().map_err(|_| Refusal::NotATime)?;
    let known = time.known(&when::Zone::named("UTC").map_err(|_| Refusal::NotATime)?);
    let known = known.map_err(|_| Refusal::NotATime)?;
    // What was recorded has happened; zones reach a day around UTC.
    if known.span.earliest() > now.plus(86_400) {
        return Err(Refusal::InTheFuture);
    }
    let carries = words.event(kind).map_or(ValueKind::None, |event| event.value);
    let fits = match (&what.value, carries) {
        (Value::Unknown, _) => true,
        (Value::Withdrawn, _) => what.corrects.is_some(),
        (Value::None | Value::No, ValueKind::None)
        | (Value::Yes | Value::No, ValueKind::YesNo | ValueKind::Reason)
        | (Value::Count(_), ValueKind::Count) => true,
        (Value::Code(code), ValueKind::Code(_)) => {
            let list = words.codes_of(kind);
            let known = words.any_code(code);
            return match (known, list) {
                (Some(code), Some(list)) if list.codes.contains(&code) => Ok(kind),
                _ => Err(Refusal::UnknownCode),
            };
        }
        (Value::Date(date), ValueKind::Date) => {
            let read = date.here().is_some_and(|date| date.parse::<Edtf>().is_ok());
            // A date belongs to a person's key, so it must be about one.
            return if read && what.about.is_some() { Ok(kind) } else { Err(Refusal::NotATime) };
        }
        (
            Value::None
            | Value::Yes
            | Value::No
            | Value::Code(_)
            | Value::Count(_)
            | Value::Date(_),
            _,
        ) => false,
    };
    if fits { Ok(kind) } else { Err(Refusal::ValueDoesNotFit) }
}
