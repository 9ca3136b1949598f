//! The tree over the log: RFC 6962 hashes, proofs, signed checkpoints, witnesses.
//!
//! A leaf is the salted commitment of an entry ([`crate::row`]), so proofs and
//! checkpoints can be shown to anybody: they say how many entries there are and nothing
//! else. The tree is derived from the log and kept up when somebody asks; appending does
//! not wait for it. Of ten million entries it keeps 2.5 MB in memory.

pub(crate) mod checkpoint;
pub(crate) mod hash;
pub(crate) mod note;
pub(crate) mod witness;

use std::collections::BTreeMap;

use crate::bytes::Put;
use crate::db::Db;
use crate::error::{Damage, Error, Result};
use crate::id::Position;
use crate::keys::ring::Own;
use crate::ledger::Ledger;
use crate::row::Hash;
use crate::sql;
use hash::{BLOCK, Shape};

const PAGE: u32 = 1024;
const WHAT: &str = "size of a tree";

/// That an entry stands in the tree of a size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inclusion {
    /// Which entry.
    pub position: Position,
    /// In the tree of how many entries.
    pub size: u64,
    /// What the leaf commits to: [`Inclusion::verify`] hashes it.
    pub commitment: Hash,
    /// The path, from the leaf up.
    pub path: Vec<Hash>,
}

impl Inclusion {
    /// Whether the path leads to this root (RFC 9162, 2.1.3.2).
    #[must_use]
    pub fn verify(&self, root: &Hash) -> bool {
        let Some(index) = self.position.0.checked_sub(1) else { return false };
        let leaf = hash::leaf(&self.commitment);
        hash::verify_inclusion(&leaf, index, self.size, &self.path, root)
    }
}

/// What can be asked of the tree.
#[derive(Clone, Copy, Debug)]
pub struct Tree<'a>(pub(crate) &'a Ledger);

impl Tree<'_> {
    /// The root over the first `size` entries.
    ///
    /// # Errors
    /// When there are fewer entries, or the log cannot be read.
    pub async fn root(&self, size: u64) -> Result<Hash> {
        let shape = self.up_to(size).await?;
        let blocks = self.blocks(&shape, &[size]).await?;
        shape.root(size, &blocks).ok_or_else(|| unfit(size))
    }

    /// Proof that an entry stands in the tree of `size`.
    ///
    /// # Errors
    /// When there are fewer entries, or the log cannot be read.
    pub async fn inclusion(&self, position: Position, size: u64) -> Result<Inclusion> {
        let index = position.0.checked_sub(1).filter(|index| *index < size);
        let index = index.ok_or_else(|| unfit(size))?;
        let shape = self.up_to(size).await?;
        let blocks = self.blocks(&shape, &[index, size]).await?;
        let path = shape.inclusion(index, size, &blocks).ok_or_else(|| unfit(size))?;
        let found = sql::commitments(self.0.db(), position, 1).await?;
        let missing = Error::Damaged { position, what: Damage::Missing };
        let (_, commitment) = *found.first().filter(|(at, _)| *at == position).ok_or(missing)?;
        Ok(Inclusion { position, size, commitment, path })
    }

    /// Proof that the tree of `new` entries continues the one of `old`.
    ///
    /// # Errors
    /// When there are fewer entries, or the log cannot be read.
    pub async fn consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>> {
        if old > new {
            return Err(unfit(old));
        }
        let shape = self.up_to(new).await?;
        let blocks = self.blocks(&shape, &[old, new]).await?;
        shape.consistency(old, new, &blocks).ok_or_else(|| unfit(new))
    }

    /// The tree, with at least the first `size` entries.
    async fn up_to(&self, size: u64) -> Result<Shape> {
        let mut held = self.0.shape().lock().await;
        if held.size() < size {
            catch_up(self.0.db(), &self.0.ring().own, &mut held).await?;
        }
        if held.size() < size {
            return Err(unfit(size));
        }
        // 2.5 MB at ten million entries; proofs are asked for by people.
        Ok(held.clone())
    }

    /// Leaves of the blocks that hold these indices, where the tree keeps only the whole.
    async fn blocks(&self, shape: &Shape, indices: &[u64]) -> Result<BTreeMap<u64, Vec<Hash>>> {
        let mut blocks = BTreeMap::new();
        for place in indices.iter().map(|index| index / BLOCK) {
            if place * BLOCK >= shape.whole() || blocks.contains_key(&place) {
                continue;
            }
            let from = Position(place * BLOCK + 1);
            let found = sql::commitments(self.0.db(), from, u32::try_from(BLOCK).unwrap_or(0));
            let leaves = (from.0..).zip(found.await?).map(|(at, (position, commitment))| {
                if position.0 == at { Ok(hash::leaf(&commitment)) } else { Err(missing(at)) }
            });
            blocks.insert(place, leaves.collect::<Result<_>>()?);
        }
        Ok(blocks)
    }
}

fn unfit(size: u64) -> Error {
    Error::Unfit { what: WHAT, why: format!("there is no tree of {size} entries here") }
}

fn missing(at: u64) -> Error {
    Error::Damaged { position: Position(at), what: Damage::Missing }
}

/// A hash of the cache with what only this ledger can put to it: a flipped bit in the
/// cache must not find its way under a signature.
fn vouched(own: &Own, place: u64, hash: &Hash) -> Vec<u8> {
    let text = Put::default().raw(b"amparo block v1").u64(place).raw(hash).0;
    [&hash[..], &own.rows.blind(&text)].concat()
}

/// Reads what was appended since, first from the cache of whole blocks. What is not in the
/// cache, or not as it was put there, is made from the entries, each against its
/// commitment.
async fn catch_up(db: &Db, own: &Own, shape: &mut Shape) -> Result<()> {
    if shape.size() == shape.whole() {
        for (place, bytes) in sql::blocks(db, shape.size() / BLOCK).await? {
            let hash = bytes.first_chunk::<32>();
            let Some(hash) = hash.filter(|hash| vouched(own, place, hash) == bytes) else { break };
            if place != shape.size() / BLOCK {
                break;
            }
            shape.push_block(*hash);
        }
    }
    let first_new = shape.whole() / BLOCK;
    loop {
        let next = Position(shape.size() + 1);
        let page = sql::rows(db, next, PAGE).await?;
        let full = page.len() == usize::try_from(PAGE).unwrap_or(usize::MAX);
        for (at, row) in (next.0..).zip(page) {
            if row.position.0 != at {
                return Err(missing(at));
            }
            if row.commit(own.id) != row.commitment {
                return Err(row.damaged(Damage::Commitment));
            }
            shape.push(hash::leaf(&row.commitment));
        }
        if !full {
            break;
        }
    }
    if shape.whole() / BLOCK > first_new {
        let mut tx = db.begin().await?;
        for (place, hash) in shape.blocks_from(first_new) {
            sql::put_block(&mut tx, place, &vouched(own, place, hash)).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}
