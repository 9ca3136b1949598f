//! Events to bytes and back: one part that names nobody, and at most one under the key of the account the event tells of.
//!
//! The encoding is postcard's, whose wire format is published and fixed; the number of the schema stands beside the bytes, as the
//! ledger keeps it. A change of shape is a new number with a reading of the old one in `READERS`. A number from the future is refused:
//! a program that guesses would lose what it does not know.

use crate::fact::{Credential, Event, Profile, Slot};
use crate::ids::UserId;
use crate::private::Private;

/// The schema that is written.
pub const SCHEMA: u16 = 1;

/// An event as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Encoded {
    /// The schema of the bytes.
    pub schema: u16,
    /// What names nobody, for the ledger's own key.
    pub open: Vec<u8>,
    /// What identifies somebody, for the key of that account.
    pub private: Option<(UserId, Vec<u8>)>,
}

/// Bytes that are no event this program knows. The texts carry nothing of the bytes.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unreadable {
    /// Written by a later version of the program.
    #[error(
        "an event of an account has schema {found}, and this program knows {known}: use the newer program; nothing was changed"
    )]
    Future {
        /// The schema found.
        found: u16,
        /// The newest that is known.
        known: u16,
    },
    /// Not what was written.
    #[error(
        "the bytes of an event of an account, schema {schema}, cannot be read: restore it from a backup, `amparo verify` says which"
    )]
    Malformed {
        /// The schema.
        schema: u16,
    },
    /// The event cannot be written.
    #[error("an event of an account cannot be put into bytes")]
    Unwritable,
}

type Reader = fn(&[u8]) -> Option<Event>;

/// How each schema is read into the present shape, by number.
const READERS: &[(u16, Reader)] = &[(1, whole)];

/// Reads bytes and leaves none over.
fn whole<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (value, rest) = postcard::take_from_bytes::<T>(bytes).ok()?;
    rest.is_empty().then_some(value)
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
        Some(Slot::Profile(user, value)) => part(user, value).map_err(fail)?,
        Some(Slot::Credential(user, value)) => part(user, value).map_err(fail)?,
        Some(Slot::Text(user, value)) => part(user, value).map_err(fail)?,
        None => None,
    };
    let open = postcard::to_stdvec(&event).map_err(fail)?;
    Ok(Encoded { schema: SCHEMA, open, private })
}

type Part = Option<(UserId, Vec<u8>)>;

fn part<T: serde::Serialize>(user: UserId, value: &mut Private<T>) -> postcard::Result<Part> {
    value.take().map(|value| Ok((user, postcard::to_stdvec(&value)?))).transpose()
}

/// Reads an event. `private` is the account's part as far as it can be read: none once the key is destroyed.
///
/// # Errors
///
/// When the schema is of a later program, or the bytes are not what was written.
pub fn decode(schema: u16, open: &[u8], private: Option<&[u8]>) -> Result<Event, Unreadable> {
    let known = READERS.last().map_or(0, |(known, _)| *known);
    let Some((_, read)) = READERS.iter().find(|(number, _)| *number == schema) else {
        return Err(if schema > known {
            Unreadable::Future { found: schema, known }
        } else {
            Unreadable::Malformed { schema }
        });
    };
    let malformed = || Unreadable::Malformed { schema };
    let mut event = read(open).ok_or_else(malformed)?;
    let filled = match event.fact.slot() {
        Some(Slot::Profile(_, value)) => fill::<Profile>(value, private),
        Some(Slot::Credential(_, value)) => fill::<Credential>(value, private),
        Some(Slot::Text(_, value)) => fill::<String>(value, private),
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
        Some(bytes) => Private::Here(whole(bytes)?),
    };
    Some(())
}
