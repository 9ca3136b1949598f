//! Events to bytes and back: one part that names nobody, and at most one under the key of the account the event tells of. What that
//! means, and what a number of a schema is, [`apart`] says.

use crate::fact::{Event, Slot};
use crate::ids::UserId;
use apart::{Reader, fill, open, part, read, whole};

pub use apart::Unreadable;

/// The schema that is written.
pub const SCHEMA: u16 = 1;

/// An event as it is stored: the open part is for the ledger's own key.
pub type Encoded = apart::Encoded<UserId>;

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
        Some(Slot::Profile(user, value)) => part(user, value)?,
        Some(Slot::Credential(user, value)) => part(user, value)?,
        Some(Slot::Text(user, value)) => part(user, value)?,
        None => None,
    };
    Ok(Encoded { schema: SCHEMA, open: open(&event)?, private })
}

/// Reads an event. `private` is the account's part as far as it can be read: none once the key is destroyed.
///
/// # Errors
///
/// When the schema is of a later program, or the bytes are not what was written.
pub fn decode(schema: u16, open: &[u8], private: Option<&[u8]>) -> Result<Event, Unreadable> {
    let mut event = read(READERS, schema, open)?;
    let filled = match event.fact.slot() {
        Some(Slot::Profile(_, value)) => fill(value, private),
        Some(Slot::Credential(_, value)) => fill(value, private),
        Some(Slot::Text(_, value)) => fill(value, private),
        None => private.is_none().then_some(()),
    };
    filled.ok_or(Unreadable::Malformed { schema })?;
    Ok(event)
}
