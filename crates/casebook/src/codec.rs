//! Events to bytes and back: one part that names nobody, and one for each person the event tells of. What that means, and what a
//! number of a schema is, [`apart`] says.

use crate::fact::{Event, Slot};
use crate::ids::PersonId;
use apart::{Reader, fill, open, part, read, whole};

pub use apart::Unreadable;

/// The schema that is written.
pub const SCHEMA: u16 = 1;

/// An event as it is stored: the open part is for the key of the case or of the book.
pub type Encoded = apart::Encoded<PersonId>;

/// How each schema is read into the present shape, by number.
const READERS: &[(u16, Reader<Event>)] = &[(1, whole)];

/// Puts an event into bytes.
///
/// # Errors
///
/// Never for events that a command made.
pub fn encode(event: &Event) -> Result<Encoded, Unreadable> {
    let mut event = event.clone();
    let private = match event.fact.slot() {
        Some(Slot::Field(person, value)) => part(person, value)?,
        Some(Slot::Text(person, value)) => part(person, value)?,
        Some(Slot::Sought(person, value)) => part(person, value)?,
        None => None,
    };
    Ok(Encoded { schema: SCHEMA, open: open(&event)?, private })
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
    readers: &[(u16, Reader<Event>)],
    schema: u16,
    open: &[u8],
    private: Option<&[u8]>,
) -> Result<Event, Unreadable> {
    let mut event = read(readers, schema, open)?;
    let filled = match event.fact.slot() {
        Some(Slot::Field(_, value)) => fill(value, private),
        Some(Slot::Text(_, value)) => fill(value, private),
        Some(Slot::Sought(_, value)) => fill(value, private),
        None => private.is_none().then_some(()),
    };
    filled.ok_or(Unreadable::Malformed { schema })?;
    Ok(event)
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
        let readers: &[(u16, Reader<Event>)] =
            &[(1, |bytes: &[u8]| whole(bytes.get(1..)?)), (2, whole)];
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
