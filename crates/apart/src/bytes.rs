//! Events to bytes and back: one part that names nobody, and one for whom the event tells of.
//!
//! The encoding is postcard's, whose wire format is published and fixed; the number of the schema stands beside the bytes, as the
//! ledger keeps it. A change of shape is a new number with a [`Reader`] of the old one. A number from the future is refused: a program that
//! guesses would lose what it does not know.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::private::Private;

/// An event as it is stored; `W` names whose the private part is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Encoded<W> {
    /// The schema of the bytes.
    pub schema: u16,
    /// What names nobody.
    pub open: Vec<u8>,
    /// What identifies somebody, for their key.
    pub private: Option<(W, Vec<u8>)>,
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

/// How bytes of one schema are read into the present shape.
pub type Reader<E> = fn(&[u8]) -> Option<E>;

/// Reads bytes and leaves none over.
#[must_use]
pub fn whole<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (value, rest) = postcard::take_from_bytes::<T>(bytes).ok()?;
    rest.is_empty().then_some(value)
}

/// Puts the open part of an event into bytes.
///
/// # Errors
///
/// Never for events that a command made.
pub fn open<E: Serialize>(event: &E) -> Result<Vec<u8>, Unreadable> {
    postcard::to_stdvec(event).map_err(|_| Unreadable::Unwritable)
}

/// Takes a private value out of an event, as bytes and whose they are; nothing where it is not here.
///
/// # Errors
///
/// Never for values that a command made.
pub fn part<W, T: Serialize>(
    whose: W,
    value: &mut Private<T>,
) -> Result<Option<(W, Vec<u8>)>, Unreadable> {
    let bytes = value.take().map(|value| postcard::to_stdvec(&value));
    let bytes = bytes.transpose().map_err(|_| Unreadable::Unwritable)?;
    Ok(bytes.map(|bytes| (whose, bytes)))
}

/// Reads the open part of an event of any schema that `readers` know, in the order of their numbers.
///
/// # Errors
///
/// When the schema is of a later program, or the bytes are not what was written.
pub fn read<E>(readers: &[(u16, Reader<E>)], schema: u16, bytes: &[u8]) -> Result<E, Unreadable> {
    let known = readers.last().map_or(0, |(known, _)| *known);
    let Some((_, read)) = readers.iter().find(|(number, _)| *number == schema) else {
        return Err(if schema > known {
            Unreadable::Future { found: schema, known }
        } else {
            Unreadable::Malformed { schema }
        });
    };
    read(bytes).ok_or(Unreadable::Malformed { schema })
}

/// Puts a private value back into its place: erased where its part cannot be read any more. Nothing if the bytes are not what was
/// written.
#[must_use]
pub fn fill<T: DeserializeOwned>(value: &mut Private<T>, private: Option<&[u8]>) -> Option<()> {
    *value = match private {
        None => Private::Erased,
        Some(bytes) => Private::Here(whole(bytes)?),
    };
    Some(())
}
