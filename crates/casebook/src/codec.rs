//! Events to bytes and back: one part that names nobody, and one for each person the event tells of.
//!
//! The encoding is postcard's, whose wire format is published and fixed; the number of the schema stands beside the bytes, as the
//! ledger keeps it. A change of shape is a new number with a reading of the old one in `READERS`. A number from the future is refused:
//! a program that guesses would lose what it does not know.

use crate::fact::{Event, FieldValue, Slot, Sought};
use crate::ids::PersonId;
use crate::private::Private;

/// The schema that is written.
pub const SCHEMA: u16 = 1;

/// An event as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Encoded {
    /// The schema of the bytes.
    pub schema: u16,
    /// What names nobody, for the key of the case or of the book.
    pub open: Vec<u8>,
    /// What identifies a person, for that person's key.
    pub private: Option<(PersonId, Vec<u8>)>,
}

/// Bytes that are no event this program knows. The texts carry nothing of the bytes.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unreadable {
    /// Written by a later version of the program.
    #[error(
        "an event has schema {found}, and this program knows {known}: use the newer program; nothing was changed"
    )]
    Future {
        /// The schema found.
        found: u16,
        /// The newest that is known.
        known: u16,
    },
    /// Not what was written.
    #[error(
        "the bytes of an event of schema {schema} cannot be read: restore it from a backup, `amparo verify` says which"
    )]
    Malformed {
        /// The schema.
        schema: u16,
    },
    /// The event cannot be written.
    #[error("an event cannot be put into bytes")]
    Unwritable,
}

type Reader = fn(&[u8]) -> Option<Event>;

/// How each schema is read into the present shape, by number.
const READERS: &[(u16, Reader)] = &[(1, whole)];

/// Reads bytes and leaves none over.
fn whole(bytes: &[u8]) -> Option<Event> {
    let (event, rest) = postcard::take_from_bytes::<Event>(bytes).ok()?;
    rest.is_empty().then_some(event)
}

/// Puts an event into bytes.
///
/// # Errors
///
/// Never for events that a command made.
pub fn encode(event: &Event) -> Result<Encoded, Unreadable> {
    let mut event = event.clone();
    let fail = |_| Unreadable::Unwritable;
    let private = match event.fact.slot() {
        Some(Slot::Field(person, value)) => part(person, value).map_err(fail)?,
        Some(Slot::Text(person, value)) => part(person, value).map_err(fail)?,
        Some(Slot::Sought(person, value)) => part(person, value).map_err(fail)?,
        None => None,
    };
    let open = postcard::to_stdvec(&event).map_err(fail)?;
    Ok(Encoded { schema: SCHEMA, open, private })
}

type Part = Option<(PersonId, Vec<u8>)>;

fn part<T: serde::Serialize>(person: PersonId, value: &mut Private<T>) -> postcard::Result<Part> {
    value.take().map(|value| Ok((person, postcard::to_stdvec(&value)?))).transpose()
}

/// Reads an event. `private` is the person's part as far as it can be read: none once the key is destroyed.
///
/// # Errors
///
/// When the schema is of a later program, or the bytes are not what was written.
pub fn decode(schema: u16, open: &[u8], private: Option<&[u8]>) -> Result<Event, Unreadable> {
    decode_with(READERS, schema, open, private)
}

fn decode_with(
    readers: &[(u16, Reader)],
    schema: u16,
    open: &[u8],
    private: Option<&[u8]>,
) -> Result<Event, Unreadable> {
    let known = readers.last().map_or(0, |(known, _)| *known);
    let Some((_, read)) = readers.iter().find(|(number, _)| *number == schema) else {
        return Err(if schema > known {
            Unreadable::Future { found: schema, known }
        } else {
            Unreadable::Malformed { schema }
        });
    };
    let malformed = || Unreadable::Malformed { schema };
    let mut event = read(open).ok_or_else(malformed)?;
    let filled = match event.fact.slot() {
        Some(Slot::Field(_, value)) => fill::<FieldValue>(value, private),
        Some(Slot::Text(_, value)) => fill::<String>(value, private),
        Some(Slot::Sought(_, value)) => fill::<Sought>(value, private),
        None => private.is_none().then_some(()),
    };
    filled.ok_or_else(malformed)?;
    Ok(event)
}

fn fill<T: serde::de::DeserializeOwned>(
    value: &mut Private<T>,
    private: Option<&[u8]>,
) -> Option<()> {
    *value = match private {
        None => Private::Erased,
        Some(bytes) => {
            let (read, rest) = postcard::take_from_bytes::<T>(bytes).ok()?;
            rest.is_empty().then_some(Private::Here(read))?
        }
    };
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{Reader, SCHEMA, Unreadable, decode, decode_with, encode, whole};
    use crate::fact::{Event, Fact, FieldKey, FieldValue, Head, PersonFact, Purpose};
    use crate::ids::{EventId, OperationId, PersonId, UserId};
    use when::Instant;

    fn event() -> Event {
        let head = Head {
            id: EventId::from_u128(1),
            operation: OperationId::from_u128(2),
            recorded: Instant::from_seconds(1_700_000_000),
            author: UserId::from_u128(3),
            purpose: Purpose::Protection,
        };
        let value = FieldValue::BirthDate("2009-05".to_owned()).into();
        let person = PersonId::from_u128(4);
        let (field, seen) = (FieldKey::BirthDate, Vec::new());
        let fact = Fact::Person(PersonFact::FieldWritten { person, field, seen, value });
        Event { head, fact }
    }

    #[test]
    fn identity_stands_in_the_persons_part_alone_and_is_erased_with_it() {
        let event = event();
        let bytes = encode(&event).unwrap();
        let needle = b"2009-05";
        let holds = |hay: &[u8]| hay.windows(needle.len()).any(|window| window == needle);
        assert!(!holds(&bytes.open));
        let (person, private) = bytes.private.unwrap();
        // The control: the needle is found where it is.
        assert!(holds(&private));
        assert_eq!(person, PersonId::from_u128(4));
        assert_eq!(decode(SCHEMA, &bytes.open, Some(&private)).unwrap(), event);
        let erased = decode(SCHEMA, &bytes.open, None).unwrap();
        assert!(format!("{erased:?}").contains("(erased)"));
        assert!(!format!("{event:?}").contains("2009"), "debug output carries no identity");
    }

    #[test]
    fn a_schema_from_the_future_is_refused_and_an_old_one_is_read_into_the_present_shape() {
        let bytes = encode(&event()).unwrap();
        let future = decode(SCHEMA + 1, &bytes.open, None).unwrap_err();
        assert_eq!(future, Unreadable::Future { found: SCHEMA + 1, known: SCHEMA });
        // An invented older shape: the same behind one byte that was given up.
        let readers: &[(u16, Reader)] = &[(1, |bytes: &[u8]| whole(bytes.get(1..)?)), (2, whole)];
        let old = [&[0xff], bytes.open.as_slice()].concat();
        let private = bytes.private.unwrap().1;
        assert_eq!(decode_with(readers, 1, &old, Some(&private)).unwrap(), event());
        assert_eq!(decode_with(readers, 2, &bytes.open, Some(&private)).unwrap(), event());
    }

    #[test]
    fn every_truncation_is_told_and_none_is_read() {
        let bytes = encode(&event()).unwrap();
        for end in 0..bytes.open.len() {
            assert!(decode(SCHEMA, &bytes.open[..end], None).is_err());
        }
    }
}
