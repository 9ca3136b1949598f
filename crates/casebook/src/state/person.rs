//! A person: fields with their versions.
//!
//! Each field is a multi-value register: a write replaces the versions its writer saw and stands beside those they did not. Two
//! different values of one field are a conflict, listed until a person writes one that has seen both. Nothing is lost silently.

use crate::fact::{FieldKey, FieldValue, Name};
use crate::ids::{EventId, ItemId, PersonId, UserId};
use crate::state::CaseNo;
use serde::Serialize;
use when::Instant;

/// One version of one field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FieldVersion {
    /// The field.
    pub field: FieldKey,
    /// The event that wrote it: the name of the version.
    pub version: EventId,
    /// When it was written.
    #[serde(with = "crate::fact::seconds")]
    pub recorded: Instant,
    /// Who wrote it.
    pub author: UserId,
    /// What it says.
    pub value: FieldValue,
}

/// What else is known about the record.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct PersonFlags {
    /// The key is destroyed.
    pub erased: bool,
}

/// A person's record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Person {
    /// Its identifier.
    pub id: PersonId,
    /// What else is known.
    pub flags: PersonFlags,
    /// By field, then in the order of writing.
    pub(crate) fields: Vec<FieldVersion>,
    /// Cases that the person belongs to, in the order of joining.
    pub(crate) cases: Vec<CaseNo>,
}

impl Person {
    pub(crate) const fn new(id: PersonId) -> Self {
        let flags = PersonFlags { erased: false };
        Self { id, flags, fields: Vec::new(), cases: Vec::new() }
    }

    /// All versions of all fields, by field.
    #[must_use]
    pub fn fields(&self) -> &[FieldVersion] {
        &self.fields
    }

    /// The current versions of a field: one, unless two people wrote at once.
    #[must_use]
    pub fn field(&self, key: FieldKey) -> &[FieldVersion] {
        let from = self.fields.partition_point(|version| version.field < key);
        let to = self.fields.partition_point(|version| version.field <= key);
        self.fields.get(from..to).unwrap_or_default()
    }

    /// The one value of a field; nothing if there is none, or a conflict.
    #[must_use]
    pub fn agreed(&self, key: FieldKey) -> Option<&FieldValue> {
        let versions = self.field(key);
        let first = &versions.first()?.value;
        let same = versions.iter().all(|version| version.value == *first);
        (same && *first != FieldValue::Removed).then_some(first)
    }

    /// Fields with values that differ: a person has to look.
    pub fn conflicts(&self) -> impl Iterator<Item = FieldKey> + '_ {
        let mut keys: Vec<_> = self.fields.iter().map(|version| version.field).collect();
        keys.dedup();
        keys.into_iter().filter(|key| {
            let versions = self.field(*key);
            versions.windows(2).any(|pair| matches!(pair, [a, b] if a.value != b.value))
        })
    }

    /// Names, every version of every one, in the order of their fields.
    pub fn names(&self) -> impl Iterator<Item = (ItemId, &Name)> {
        self.fields.iter().filter_map(|version| match (&version.field, &version.value) {
            (FieldKey::Name(item), FieldValue::Name(name)) => Some((*item, name)),
            _ => None,
        })
    }

    /// Cases that the person belongs to.
    #[must_use]
    pub fn cases(&self) -> &[CaseNo] {
        &self.cases
    }

    /// Writes a field: what the writer saw goes, what they did not see stays.
    pub(crate) fn write(&mut self, new: FieldVersion, seen: &[EventId]) {
        let key = new.field;
        self.fields.retain(|old| old.field != key || !seen.contains(&old.version));
        // A field that was taken back and that nobody else wrote is no field any more.
        if new.value == FieldValue::Removed && self.field(key).is_empty() {
            return;
        }
        let at = self.fields.partition_point(|old| old.field <= key);
        if self.fields.len() == self.fields.capacity() {
            self.fields.reserve_exact(2);
        }
        self.fields.insert(at, new);
    }
}
