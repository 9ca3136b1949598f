//! A row of the log: how an entry is taken apart, sealed, put together and committed to.
//!
//! Parts are sealed before the position is known, outside every lock, and bound to
//! ledger, stream, version, number, key and schema. The header is sealed last, when the
//! position is known, and bound to everything else of the row: moving, cutting or
//! pasting anything makes it fail to open. The commitment needs no key to check: it is
//! what goes into the tree.

use sha2::{Digest, Sha256};

use crate::bytes::{Put, Take};
use crate::entry::{Content, Entry, Owner, Part, Place};
use crate::error::{Damage, Error, Result};
use crate::id::{KeyId, LedgerId, OperationId, Position, StreamId, Version};
use crate::keys::ring::Found;
use crate::seal::{self, Key};

/// The first byte of every body.
const FORMAT: u8 = 1;
/// The first byte of every header.
const HEADER: u8 = 1;

/// A hash of the tree, or a commitment.
pub type Hash = [u8; 32];
/// The stored name of an operation: a keyed hash of the real one.
pub(crate) type Blind = [u8; 32];

/// A row as it lies in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) position: Position,
    pub(crate) stream: StreamId,
    pub(crate) version: Version,
    pub(crate) operation: Blind,
    pub(crate) ordinal: u32,
    pub(crate) salt: [u8; 16],
    pub(crate) body: Vec<u8>,
    pub(crate) commitment: Hash,
}

/// Everything of a row but its position and what depends on it.
pub(crate) struct Draft {
    pub(crate) stream: StreamId,
    pub(crate) version: Version,
    pub(crate) operation: Blind,
    pub(crate) ordinal: u32,
    pub(crate) salt: [u8; 16],
    pub(crate) header: Vec<u8>,
    pub(crate) boxes: Vec<Vec<u8>>,
}

/// What the header of an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) operation: OperationId,
    pub(crate) parts: Vec<(Owner, u16)>,
}

impl Header {
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut put = Put::default().u8(HEADER).raw(self.operation.as_bytes());
        for (owner, schema) in &self.parts {
            put = put_owner(put, *owner).u16(*schema);
        }
        put.0
    }

    fn from_bytes(bytes: &[u8]) -> Option<Header> {
        let mut take = Take(bytes);
        if take.u8()? != HEADER {
            return None;
        }
        let operation = OperationId::from_bytes(take.array()?);
        let mut parts = Vec::new();
        while take.end().is_none() {
            parts.push((take_owner(&mut take)?, take.u16()?));
        }
        Some(Header { operation, parts })
    }
}

/// Class and name of a key; the ledger's own has no name.
pub(crate) fn put_owner(put: Put, owner: Owner) -> Put {
    match owner {
        Owner::Ledger => put.u8(1).raw(&[0; 16]),
        Owner::Case(key) => put.u8(2).raw(key.as_bytes()),
        Owner::Person(key) => put.u8(3).raw(key.as_bytes()),
    }
}

fn take_owner(take: &mut Take<'_>) -> Option<Owner> {
    let class = take.u8()?;
    let key = KeyId::from_bytes(take.array()?);
    match class {
        1 => Some(Owner::Ledger),
        2 => Some(Owner::Case(key)),
        3 => Some(Owner::Person(key)),
        _ => None,
    }
}

/// Where a part belongs: sealed anywhere else, it does not open.
pub(crate) fn part_place(
    ledger: LedgerId,
    (stream, version): (StreamId, Version),
    number: u8,
    (owner, schema): (Owner, u16),
) -> Vec<u8> {
    let put = Put::with_capacity(80)
        .raw(b"amparo part v1")
        .raw(ledger.as_bytes())
        .raw(stream.as_bytes())
        .u64(version.0)
        .u8(number);
    put_owner(put, owner).u16(schema).0
}

impl Draft {
    /// Seals the header for this position and commits to the whole. The nonce is for this
    /// position only: placed elsewhere, a draft needs another.
    pub(crate) fn place(
        &self,
        ledger: LedgerId,
        header_key: &Key,
        position: Position,
        nonce: [u8; 24],
    ) -> Row {
        let boxes = frame(&self.boxes);
        let length = 5 + seal::sealed_bytes(self.header.len()) + boxes.len();
        let mut row = Row {
            position,
            stream: self.stream,
            version: self.version,
            operation: self.operation,
            ordinal: self.ordinal,
            salt: self.salt,
            body: Vec::new(),
            commitment: [0; 32],
        };
        let place = row.header_place(ledger, &boxes);
        let header = seal::seal_with(header_key, nonce, &place, &self.header);
        row.body = Put::with_capacity(length).u8(FORMAT).block(&header).raw(&boxes).0;
        row.commitment = row.commit(ledger);
        row
    }
}

/// The boxes of the parts, one after the other.
fn frame(boxes: &[Vec<u8>]) -> Vec<u8> {
    let count = u8::try_from(boxes.len()).unwrap_or(u8::MAX);
    let length = 1 + boxes.iter().map(|sealed| 4 + sealed.len()).sum::<usize>();
    boxes.iter().fold(Put::with_capacity(length).u8(count), |put, sealed| put.block(sealed)).0
}

/// A body taken apart: the header's box, the framed parts, and the box of each.
type Apart<'a> = (&'a [u8], &'a [u8], Vec<&'a [u8]>);

impl Row {
    /// The commitment of the row as it lies there. Needs no key: an outside verifier
    /// computes the same from the columns.
    pub(crate) fn commit(&self, ledger: LedgerId) -> Hash {
        let mut hash = Sha256::new();
        hash.update(b"amparo entry v1\n");
        hash.update(ledger.as_bytes());
        hash.update(self.position.0.to_be_bytes());
        hash.update(self.stream.as_bytes());
        hash.update(self.version.0.to_be_bytes());
        hash.update(self.operation);
        hash.update(self.ordinal.to_be_bytes());
        hash.update(self.salt);
        hash.update(Sha256::digest(&self.body));
        hash.finalize().into()
    }

    fn header_place(&self, ledger: LedgerId, boxes: &[u8]) -> Vec<u8> {
        Put::with_capacity(160)
            .raw(b"amparo header v1")
            .raw(ledger.as_bytes())
            .u64(self.position.0)
            .raw(self.stream.as_bytes())
            .u64(self.version.0)
            .raw(&self.operation)
            .u32(self.ordinal)
            .raw(&self.salt)
            .raw(&Sha256::digest(boxes))
            .0
    }

    fn apart(&self) -> Option<Apart<'_>> {
        let mut take = Take(&self.body);
        if take.u8()? != FORMAT {
            return None;
        }
        let header = take.block()?;
        let framed = take.0;
        let count = take.u8()?;
        let boxes = (0..count).map(|_| take.block()).collect::<Option<Vec<_>>>()?;
        take.end()?;
        Some((header, framed, boxes))
    }

    /// Opens the header; the boxes of the parts stay shut.
    pub(crate) fn open(&self, ledger: LedgerId, header_key: &Key) -> Result<(Header, Vec<&[u8]>)> {
        let (sealed, framed, boxes) = self.apart().ok_or(self.damaged(Damage::Shape))?;
        let place = self.header_place(ledger, framed);
        let header = seal::open(header_key, &place, sealed)
            .map_err(|_| self.damaged(Damage::Seal))
            .and_then(|bytes| {
                Header::from_bytes(&bytes).ok_or_else(|| self.damaged(Damage::Shape))
            })?;
        if header.parts.len() == boxes.len() {
            Ok((header, boxes))
        } else {
            Err(self.damaged(Damage::Shape))
        }
    }

    /// The boxes of the parts alone.
    pub(crate) fn boxes(&self) -> Option<Vec<&[u8]>> {
        self.apart().map(|(_, _, boxes)| boxes)
    }

    /// Opens the parts, each with what was found of its key.
    pub(crate) fn entry<'a>(
        &self,
        ledger: LedgerId,
        header: &Header,
        boxes: &[&[u8]],
        found: impl Fn(Owner) -> Option<&'a Found>,
    ) -> Result<Entry> {
        let mut parts = Vec::with_capacity(boxes.len());
        for (number, (bound, sealed)) in (0..).zip(header.parts.iter().zip(boxes)) {
            let (owner, schema) = *bound;
            let content = match found(owner) {
                Some(Found::Erased) => Content::Erased,
                Some(Found::Sealed) => Content::Sealed,
                Some(Found::Unknown) | None => return Err(self.damaged(Damage::KeyLost(number))),
                Some(Found::Key(key)) => {
                    let place = part_place(ledger, (self.stream, self.version), number, *bound);
                    let plain = seal::open(key, &place, sealed)
                        .map_err(|_| self.damaged(Damage::Part(number)))?;
                    Content::Clear(plain)
                }
            };
            parts.push(Part { owner, schema, content });
        }
        let place = Place { position: self.position, stream: self.stream, version: self.version };
        Ok(Entry { place, operation: header.operation, parts })
    }

    pub(crate) fn damaged(&self, what: Damage) -> Error {
        Error::Damaged { position: self.position, what }
    }
}
