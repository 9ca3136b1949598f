//! Going through the log and saying what is not as it was written.
//!
//! Every row must be there, give its commitment, open at its place, follow on in its
//! stream, and together they must give the roots that were signed. The first wrong entry
//! is named; what stands before it is safe. Reading goes on behind it, so that a flipped
//! bit in one entry does not hide the state of the others.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::entry::Content;
use crate::error::{Damage, Error, Result};
use crate::id::{Position, StreamId, Version};
use crate::ledger::Ledger;
use crate::row::{Hash, Row};
use crate::sql;
use crate::tree::checkpoint::own_checkpoint;
use crate::tree::hash::{self, Blocks, Shape};

const PAGE: u32 = 512;
/// How many wrong entries are listed.
const WRONG_MAX: usize = 100;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many entries were looked at.
    pub entries: u64,
    /// Wrong entries in order, at most a hundred.
    pub wrong: Vec<(Position, Damage)>,
    /// How many wrong ones there are.
    pub wrong_count: u64,
    /// Parts whose key was destroyed: they cannot be opened, and are not wrong.
    pub erased_parts: u64,
    /// Parts of sealed cases that no member has open: their bytes are as committed.
    pub sealed_parts: u64,
    /// Checkpoints that fit.
    pub checkpoints: u64,
    /// The root over everything that was looked at, if that began with the first entry.
    pub root: Option<Hash>,
    /// What the database says about its file.
    pub complaints: Vec<String>,
}

impl Verified {
    /// Whether everything is as it was written.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.wrong_count == 0 && self.complaints.is_empty()
    }

    /// The first wrong entry. Everything before it is safe.
    #[must_use]
    pub fn first_wrong(&self) -> Option<(Position, Damage)> {
        self.wrong.first().copied()
    }

    fn blame(&mut self, position: Position, what: Damage) {
        self.wrong_count += 1;
        if self.wrong.len() < WRONG_MAX && !self.wrong.iter().any(|(at, _)| *at == position) {
            self.wrong.push((position, what));
            self.wrong.sort_by_key(|(at, _)| *at);
        }
    }
}

/// What a walk through the log carries along.
struct Walk {
    found: Verified,
    from_start: bool,
    shape: Shape,
    versions: BTreeMap<StreamId, Version>,
    /// Signed roots by size.
    signed: BTreeMap<u64, Hash>,
    /// Up to where a signed root fitted.
    fitted: u64,
}

impl Ledger {
    /// Looks at every entry in the range, and, if it begins with the first, compares the
    /// tree with every checkpoint kept here and with those given (from a witness, from
    /// paper).
    ///
    /// # Errors
    /// When the database cannot be read at all, or a given checkpoint is not ours.
    /// Damage is no error here: it is in the answer.
    pub async fn verify(
        &self,
        range: RangeInclusive<Position>,
        checkpoints: &[&str],
    ) -> Result<Verified> {
        let mut walk = self.begin(*range.start(), checkpoints).await?;
        let head = sql::head(self.db()).await?;
        let largest_signed = walk.signed.keys().next_back().copied().unwrap_or(0);
        let to = (*range.end()).min(Position(head.0.max(largest_signed)));
        let mut next = (*range.start()).max(Position(1));
        while next <= to {
            let limit = (to.0 - next.0 + 1).min(u64::from(PAGE));
            let limit = u32::try_from(limit).unwrap_or(PAGE);
            match sql::rows(self.db(), next, limit).await {
                Ok(rows) => {
                    let last = Position(next.0 + u64::from(limit) - 1);
                    let mut rows = rows.into_iter().peekable();
                    while next <= last {
                        let here = rows.next_if(|row| row.position == next);
                        self.look(&mut walk, next, here.as_ref()).await?;
                        next = next.next();
                    }
                }
                // Somewhere in the page: one by one.
                Err(_) => {
                    for _ in 0..limit {
                        match sql::rows(self.db(), next, 1).await {
                            Ok(rows) => {
                                let here = rows.first().filter(|row| row.position == next);
                                self.look(&mut walk, next, here).await?;
                            }
                            Err(error) if unreadable(&error) => {
                                walk.wrong(next, Damage::Shape);
                            }
                            Err(error) => return Err(error),
                        }
                        next = next.next();
                    }
                }
            }
        }
        self.end(walk, *range.end() >= to, head).await
    }

    async fn begin(&self, from: Position, checkpoints: &[&str]) -> Result<Walk> {
        let own = &self.ring().own;
        let mut signed = BTreeMap::new();
        let kept = sql::checkpoints(self.db()).await?;
        for (_, text) in &kept {
            let checkpoint = own_checkpoint(own, text);
            let checkpoint = checkpoint.ok_or(Error::DamagedTable("list of checkpoints"))?;
            signed.insert(checkpoint.size, checkpoint.root);
        }
        let mut found = Verified::default();
        for text in checkpoints {
            let checkpoint = own_checkpoint(own, text).ok_or_else(|| Error::Unfit {
                what: "checkpoint",
                why: "it is not signed by this ledger".to_owned(),
            })?;
            // Two roots for one size: what was signed outside counts.
            signed.insert(checkpoint.size, checkpoint.root);
        }
        found.complaints =
            sql::complaints(self.db()).await.unwrap_or_else(|error| vec![error.to_string()]);
        Ok(Walk {
            found,
            from_start: from <= Position(1),
            shape: Shape::default(),
            versions: BTreeMap::new(),
            signed,
            fitted: 0,
        })
    }

    async fn look(&self, walk: &mut Walk, position: Position, row: Option<&Row>) -> Result<()> {
        let Some(row) = row else {
            walk.wrong(position, Damage::Missing);
            return Ok(());
        };
        walk.found.entries += 1;
        let commitment = row.commit(self.id());
        if commitment != row.commitment {
            walk.wrong(position, Damage::Commitment);
            return Ok(());
        }
        match self.open_row(row).await {
            Ok(entry) => {
                for part in &entry.parts {
                    match part.content {
                        Content::Clear(_) => {}
                        Content::Erased => walk.found.erased_parts += 1,
                        Content::Sealed => walk.found.sealed_parts += 1,
                    }
                }
            }
            Err(Error::Damaged { what, .. }) => {
                walk.wrong(position, what);
                return Ok(());
            }
            Err(error) => return Err(error),
        }
        if walk.from_start {
            let version = walk.versions.entry(row.stream).or_default();
            if version.next() != row.version {
                walk.found.blame(position, Damage::Version);
            }
            *version = row.version;
        }
        walk.push(commitment);
        Ok(())
    }

    async fn end(&self, mut walk: Walk, to_the_end: bool, head: Position) -> Result<Verified> {
        if to_the_end {
            // Entries nobody counted: behind the head there must be nothing.
            let behind = sql::rows(self.db(), head.next(), 1).await;
            if let Ok(rows) = behind
                && let Some(row) = rows.first()
            {
                walk.found.blame(row.position, Damage::Tree);
            }
        }
        if walk.from_start && walk.found.wrong_count == 0 {
            walk.found.root = walk.shape.root(walk.shape.size(), &Blocks::new());
        }
        Ok(walk.found)
    }
}

/// Whether it is the row that cannot be read, not the database that cannot be asked.
fn unreadable(error: &Error) -> bool {
    matches!(error, Error::Damaged { .. } | Error::Database(sqlx::Error::Database(_)))
}

impl Walk {
    fn wrong(&mut self, position: Position, what: Damage) {
        self.found.blame(position, what);
        // From here on the tree is another; roots behind it say nothing new.
        self.from_start = false;
    }

    fn push(&mut self, commitment: Hash) {
        if !self.from_start {
            return;
        }
        self.shape.push(hash::leaf(&commitment));
        let size = self.shape.size();
        let Some(signed) = self.signed.get(&size) else { return };
        if self.shape.root(size, &Blocks::new()) == Some(*signed) {
            self.fitted = size;
            self.found.checkpoints += 1;
        } else {
            // Every entry since the last root that fitted may be the one.
            self.wrong(Position(self.fitted + 1), Damage::Tree);
        }
    }
}
