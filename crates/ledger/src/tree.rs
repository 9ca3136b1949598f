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

use crate::db::Db;
use crate::error::{Damage, Error, Result};
use crate::id::Position;
use crate::ledger::Ledger;
use crate::row::Hash;
use crate::sql;
use hash::{BLOCK, Shape};

const PAGE: u32 = 4096;
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
            catch_up(self.0.db(), &mut held).await?;
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

/// Reads what was appended since, first from the cache of whole blocks.
async fn catch_up(db: &Db, shape: &mut Shape) -> Result<()> {
    if shape.size() == shape.whole() {
        for (place, hash) in sql::blocks(db, shape.size() / BLOCK).await? {
            if place != shape.size() / BLOCK {
                break;
            }
            shape.push_block(hash);
        }
    }
    let first_new = shape.whole() / BLOCK;
    loop {
        let next = Position(shape.size() + 1);
        let page = sql::commitments(db, next, PAGE).await?;
        let full = page.len() == usize::try_from(PAGE).unwrap_or(usize::MAX);
        for (at, (position, commitment)) in (next.0..).zip(page) {
            if position.0 != at {
                return Err(missing(at));
            }
            shape.push(hash::leaf(&commitment));
        }
        if !full {
            break;
        }
    }
    if shape.whole() / BLOCK > first_new {
        let mut tx = db.begin().await?;
        for (place, hash) in shape.blocks_from(first_new) {
            sql::insert_block(&mut tx, place, hash).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}
