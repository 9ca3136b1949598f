//! Names of things in the ledger, one type for each kind of name.
//!
//! Streams, keys and ledgers are named by random UUIDs: they say nothing. Operations
//! are named by UUIDv7, which carry the time they were made; the ledger stores them
//! only inside ciphertext and as a keyed hash. Nothing here knows a clock or a source
//! of randomness: both are arguments.

use std::fmt;

use uuid::{Builder, Uuid};

use crate::random::{NoRandomness, Random};

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// The sixteen bytes of the name.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// The name these bytes are.
            #[must_use]
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// Reads the usual form with hyphens, or the form without.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::try_parse(text).ok().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    };
}

macro_rules! random_name {
    ($name:ident) => {
        impl $name {
            /// A new name, drawn at random: it says nothing about what it names.
            ///
            /// # Errors
            /// When there is no randomness to be had.
            pub fn random(random: &dyn Random) -> Result<Self, NoRandomness> {
                let mut bytes = [0; 16];
                random.fill(&mut bytes)?;
                Ok(Self(Builder::from_random_bytes(bytes).into_uuid()))
            }
        }
    };
}

macro_rules! name_in_a_column {
    ($name:ident) => {
        impl $name {
            pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
                Uuid::from_slice(bytes).ok().map(Self)
            }
        }
    };
}

name!(
    /// A ledger, for ever: backups and snapshots name the one they belong to.
    LedgerId
);
name!(
    /// A stream of entries with versions of its own: a case, a person, a setting.
    StreamId
);
name!(
    /// A key of a case or of a person.
    KeyId
);
name!(
    /// One thing somebody asked for, made by whoever asks, kept when it is asked again.
    OperationId
);
random_name!(LedgerId);
random_name!(StreamId);
random_name!(KeyId);
name_in_a_column!(LedgerId);
name_in_a_column!(KeyId);

impl OperationId {
    /// A new UUIDv7 (RFC 9562, 5.7) for an operation asked for at `now`.
    ///
    /// A clock set back gives a name that sorts before older ones, and is as unique:
    /// 74 bits of it are random, and the ledger's order is that of positions.
    ///
    /// # Errors
    /// When there is no randomness to be had.
    pub fn at(now: jiff::Timestamp, random: &dyn Random) -> Result<Self, NoRandomness> {
        let mut bytes = [0; 10];
        random.fill(&mut bytes)?;
        // A clock before 1970 is a clock nobody set: it counts as 1970.
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        Ok(Self(Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()))
    }
}

/// A place in the log: the first entry is at 1, and there are no gaps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(pub u64);

impl Position {
    /// Before the first entry.
    pub const START: Position = Position(0);

    /// The place after this one.
    #[must_use]
    pub fn next(self) -> Position {
        Position(self.0.saturating_add(1))
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// How many entries a stream has: its first entry makes version 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub u64);

impl Version {
    /// Of a stream that has no entry yet.
    pub const NONE: Version = Version(0);

    /// The version one entry later.
    #[must_use]
    pub fn next(self) -> Version {
        Version(self.0.saturating_add(1))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
