//! What is appended and what is read: entries of one or more parts.
//!
//! A part is bytes sealed under one key: the case's, a person's, or the ledger's own.
//! The ledger does not know what the bytes mean. When a key has been destroyed its
//! parts read as [`Content::Erased`], and the rest of the entry stays as it was.

use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::id::{KeyId, OperationId, Position, StreamId, Version};
use crate::keys::NewKey;

/// The largest part. What is larger (a scan, a photograph) is divided by the caller.
pub const PART_BYTES_MAX: usize = 1 << 20;
/// The most parts of an entry.
pub const PARTS_MAX: usize = 64;
/// The most entries of an operation.
pub const ENTRIES_MAX: usize = 4096;
/// The most bytes of an operation.
pub const OPERATION_BYTES_MAX: usize = 32 << 20;
/// The most new keys of an operation.
pub const KEYS_MAX: usize = 4096;

/// Whose key a part is sealed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// The ledger itself: what belongs to no case and no person.
    Ledger,
    /// A case.
    Case(KeyId),
    /// A person: names, birth dates, documents, contacts. Destroying the key erases them.
    Person(KeyId),
}

impl Owner {
    /// The name of the key, unless it is the ledger's own.
    #[must_use]
    pub fn key(self) -> Option<KeyId> {
        match self {
            Owner::Ledger => None,
            Owner::Case(key) | Owner::Person(key) => Some(key),
        }
    }
}

/// A part to be sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPart {
    /// Under whose key.
    pub owner: Owner,
    /// The shape of the bytes, for whoever reads them; bound to the ciphertext.
    pub schema: u16,
    /// The bytes. They leave memory with this value.
    pub bytes: Zeroizing<Vec<u8>>,
}

impl NewPart {
    /// A part under a key.
    #[must_use]
    pub fn new(owner: Owner, schema: u16, bytes: impl Into<Vec<u8>>) -> NewPart {
        NewPart { owner, schema, bytes: Zeroizing::new(bytes.into()) }
    }
}

/// An entry to be appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// To which stream.
    pub stream: StreamId,
    /// The version the stream has before this entry, as far as the caller knows.
    pub expected: Version,
    /// Its parts, at least one.
    pub parts: Vec<NewPart>,
}

/// What is appended together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its name. A repeat under the same name changes nothing and gets the first answer.
    pub id: OperationId,
    /// Keys to be made with it.
    pub new_keys: Vec<NewKey>,
    /// Entries, at least one; several of one stream follow on from each other.
    pub entries: Vec<NewEntry>,
}

impl Operation {
    /// An operation that makes no keys.
    #[must_use]
    pub fn new(id: OperationId, entries: Vec<NewEntry>) -> Operation {
        Operation { id, new_keys: Vec::new(), entries }
    }

    /// Keys to be made together with the entries.
    #[must_use]
    pub fn with_keys(mut self, owners: impl IntoIterator<Item = Owner>) -> Operation {
        self.new_keys.extend(owners.into_iter().map(NewKey::Open));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        let refuse = |what| Err(Error::Improper(what));
        if self.entries.is_empty() {
            return refuse("it has no entry");
        }
        if self.entries.len() > ENTRIES_MAX {
            return refuse("it has more than 4096 entries");
        }
        if self.new_keys.len() > KEYS_MAX {
            return refuse("it makes more than 4096 keys");
        }
        if self.new_keys.iter().any(|key| key.owner() == Owner::Ledger) {
            return refuse("the ledger's own key cannot be made");
        }
        let mut bytes = 0_usize;
        for entry in &self.entries {
            if entry.parts.is_empty() {
                return refuse("an entry has no part");
            }
            if entry.parts.len() > PARTS_MAX {
                return refuse("an entry has more than 64 parts");
            }
            if entry.parts.iter().any(|part| part.bytes.len() > PART_BYTES_MAX) {
                return refuse("a part has more than 1 MiB");
            }
            if entry.expected.0 >= u64::from(u32::MAX) {
                return refuse("a version is beyond any stream");
            }
            bytes += entry.parts.iter().map(|part| part.bytes.len()).sum::<usize>();
        }
        if bytes > OPERATION_BYTES_MAX {
            return refuse("it has more than 32 MiB");
        }
        Ok(())
    }
}

/// Where the entries of an operation stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Of each entry, in the order asked for.
    pub entries: Vec<Place>,
    /// Whether the operation had been done before; nothing was written then.
    pub repeated: bool,
}

impl Appended {
    /// The last position.
    #[must_use]
    pub fn last(&self) -> Position {
        self.entries.last().map_or(Position::START, |place| place.position)
    }
}

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// In the log.
    pub position: Position,
    /// Of the stream.
    pub stream: StreamId,
    /// The version the stream has with it.
    pub version: Version,
}

/// An entry as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands.
    pub place: Place,
    /// The operation it belongs to.
    pub operation: OperationId,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A part as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Whose it is.
    pub owner: Owner,
    /// The shape of its bytes.
    pub schema: u16,
    /// What can be read of it now.
    pub content: Content,
}

/// What can be read of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The bytes. They leave memory with this value.
    Clear(Zeroizing<Vec<u8>>),
    /// Its key was destroyed: nobody can read it any more.
    Erased,
    /// Its case is sealed and no member has opened it here.
    Sealed,
}

impl Content {
    /// The bytes, if they can be read.
    #[must_use]
    pub fn clear(&self) -> Option<&[u8]> {
        match self {
            Content::Clear(bytes) => Some(bytes),
            Content::Erased | Content::Sealed => None,
        }
    }
}
