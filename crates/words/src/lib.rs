//! Messages, dates and numbers in six languages.
//!
//! Every sentence that people read stands in `locales/`, one folder a language; code names a message by a constant of
//! [`key`], and a constant without English words does not compile. [`Words`] is one language, read when it is asked for.
//! Numbers are grouped and dates written as the language does it, always with Western digits: Arabic readers of official
//! papers use both forms, and these digits are the ones in the records.
//!
//! It deliberately does not know what the messages are for, does not guess a language from the machine, and does not
//! translate titles of duties and kinds of events: those stand in `law/`, in English.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod arg;
mod language;
mod length;
mod numbers;
mod say;
mod time;

pub use arg::Arg;
pub use language::{Direction, Language, UnknownLanguage};
pub use say::Words;

/// A message.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key(&'static str);

impl Key {
    /// Its identifier in the files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.0
    }

    /// The message with this identifier: for files that name messages. Code names a constant of [`key`].
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.0 == id)
    }
}

include!(concat!(env!("OUT_DIR"), "/keys.rs"));

#[cfg(test)]
mod tests;
