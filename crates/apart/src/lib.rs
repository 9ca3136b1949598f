//! What events are made of, whoever's they are: identifiers, instants as seconds, values that only a key of their own may seal, and bytes
//! with the number of their schema.
//!
//! The casebook writes events about persons and the accounts events about those who work here; in both, what identifies somebody
//! is carried apart from the rest, under that person's key. This crate knows neither, and no storage.

mod bytes;
mod ids;
mod private;
mod time;

pub use bytes::{Encoded, Reader, Unreadable, fill, open, part, read, whole};
pub use private::Private;
pub use time::{maybe_seconds, seconds};
/// For [`ids!`].
#[doc(hidden)]
pub use uuid;
