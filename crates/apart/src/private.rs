//! Values that only somebody's own key may seal.
//!
//! An event has a part that names nobody and a part under the key of whom it tells of. A [`Private`] value cannot get into the first
//! part: its serialization is empty, whatever the format, and [`crate::part`] carries the value apart. When the key is destroyed, what comes
//! back is [`Private::Erased`].

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A value that identifies somebody.
#[derive(Clone, PartialEq, Eq)]
pub enum Private<T> {
    /// Here, in memory.
    Here(T),
    /// Carried apart: what stands in the part of the event that names nobody.
    Apart,
    /// The key is destroyed.
    Erased,
}

impl<T> Private<T> {
    /// The value, if it is here.
    pub const fn here(&self) -> Option<&T> {
        match self {
            Self::Here(value) => Some(value),
            Self::Apart | Self::Erased => None,
        }
    }

    /// Takes the value out and leaves the mark that it is apart.
    pub fn take(&mut self) -> Option<T> {
        match std::mem::replace(self, Self::Apart) {
            Self::Here(value) => Some(value),
            Self::Apart | Self::Erased => None,
        }
    }
}

impl<T> From<T> for Private<T> {
    fn from(value: T) -> Self {
        Self::Here(value)
    }
}

impl<T> fmt::Debug for Private<T> {
    /// Never the value: debug output ends in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Here(_) => "(private)",
            Self::Apart => "(apart)",
            Self::Erased => "(erased)",
        })
    }
}

impl<T> Serialize for Private<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl<'de, T> Deserialize<'de> for Private<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <()>::deserialize(deserializer).map(|()| Self::Apart)
    }
}
