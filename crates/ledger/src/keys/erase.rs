//! Destroying a key, and the list of what was destroyed.
//!
//! The row of the key is deleted and overwritten; every part under it is noise from then
//! on, in the log, in snapshots and in those backups whose keys are older than nothing
//! (see `docs/ledger.md`). The list names destroyed keys by a keyed hash: only this
//! ledger can say whose they were, and a restore deletes them again before anything can
//! be read. Each line is chained to the one before by a keyed hash, so a list that was
//! shortened in the middle or made up is refused.

use std::fmt;

use crate::bytes::Put;
use crate::db::postgres;
use crate::entry::Owner;
use crate::error::{Error, Result};
use crate::id::{KeyId, LedgerId};
use crate::keys::Keys;
use crate::keys::custodians::{hex, unhex};
use crate::keys::ring::Own;
use crate::row::{Blind, Hash};
use crate::sql;

const FIRST_LINE: &str = "amparo erasures v1";
const LIST: &str = "list of erasures";
/// What a list read from a file may hold.
const LINES_MAX: usize = 10_000_000;

/// The list of destroyed keys, to be kept outside the ledger and its backups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasures {
    pub(crate) ledger: LedgerId,
    pub(crate) lines: Vec<(Blind, Hash)>,
}

impl Erasures {
    /// How many keys were destroyed.
    #[must_use]
    pub fn count(&self) -> usize {
        self.lines.len()
    }

    /// Reads what [`fmt::Display`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Erasures> {
        let mut lines = text.lines();
        if lines.next()? != FIRST_LINE {
            return None;
        }
        let ledger = LedgerId::parse(lines.next()?)?;
        let lines = lines
            .take(LINES_MAX)
            .map(|line| {
                let (blind, chain) = line.split_once(' ')?;
                Some((unhex(blind)?.try_into().ok()?, unhex(chain)?.try_into().ok()?))
            })
            .collect::<Option<_>>()?;
        Some(Erasures { ledger, lines })
    }

    /// Refuses a list of another ledger, and one whose chain does not hold.
    pub(crate) fn check(&self, own: &Own) -> Result<()> {
        if self.ledger != own.id {
            return Err(Error::AnotherLedger { found: self.ledger, own: own.id });
        }
        let mut before = [0; 32];
        for (number, (blind, chain)) in (1..).zip(&self.lines) {
            if link(own, number, blind, &before) != *chain {
                let why = format!("line {number} does not follow the one before");
                return Err(Error::Unfit { what: LIST, why });
            }
            before = *chain;
        }
        Ok(())
    }

    /// The longer of two lists, if one continues the other.
    pub(crate) fn longer(self, other: Erasures) -> Result<Erasures> {
        let (long, short) =
            if self.lines.len() >= other.lines.len() { (self, other) } else { (other, self) };
        if long.lines.starts_with(&short.lines) {
            return Ok(long);
        }
        let why = "it does not continue the one in the backup".to_owned();
        Err(Error::Unfit { what: LIST, why })
    }
}

impl fmt::Display for Erasures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST_LINE}\n{}", self.ledger)?;
        self.lines
            .iter()
            .try_for_each(|(blind, chain)| writeln!(f, "{} {}", hex(blind), hex(chain)))
    }
}

pub(crate) fn link(own: &Own, number: u64, blind: &Blind, before: &Hash) -> Hash {
    own.erasure.blind(&Put::default().raw(b"chain").u64(number).raw(blind).raw(before).0)
}

impl Keys<'_> {
    /// Destroys the key of a person or of a case. Answers whether it was there; a repeat
    /// is harmless. Snapshots are destroyed with it: they hold what it protected.
    ///
    /// # Errors
    /// When there never was such a key, or the database cannot be written.
    pub async fn destroy(&self, owner: Owner) -> Result<bool> {
        let id = owner.key().ok_or(Error::Improper("the ledger's own key is not destroyed"))?;
        let (db, own) = (self.0.db(), &self.0.ring().own);
        let blind = own.blind_erasure(id);
        let mut tx = db.begin().await?;
        sql::advance(&mut tx, 0).await?;
        if !sql::delete_key(&mut tx, id).await? {
            tx.roll_back().await?;
            // A repeat still sees to what a crash may have left undone.
            let why = self.absent(id).await?;
            if !matches!(why, Error::KeyErased(_)) {
                return Err(why);
            }
            return self.clean_after(id).await.map(|()| false);
        }
        let last = sql::last_erased(&mut tx).await?;
        let (number, before) = match last {
            None => (1, [0; 32]),
            Some((number, chain)) => {
                (number + 1, chain.try_into().map_err(|_| Error::DamagedTable(LIST))?)
            }
        };
        let chain = link(own, number, &blind, &before);
        sql::insert_erased(&mut tx, number, &blind, &chain).await?;
        sql::delete_snapshot_keys(&mut tx).await?;
        sql::notify(&mut tx, postgres::ERASED_CHANNEL, &id.to_string()).await?;
        tx.commit().await?;
        self.clean_after(id).await.map(|()| true)
    }

    async fn clean_after(&self, id: KeyId) -> Result<()> {
        self.0.ring().forget(id);
        self.0.db().scrub().await
    }

    /// The list of destroyed keys as it is now.
    ///
    /// # Errors
    /// When the database cannot be read or the list is damaged.
    pub async fn erasures(&self) -> Result<Erasures> {
        let own = &self.0.ring().own;
        let mut lines = Vec::new();
        for (place, (number, blind, chain)) in (1..).zip(sql::erased(self.0.db()).await?) {
            let line = blind.try_into().ok().zip(chain.try_into().ok());
            lines.push(line.filter(|_| number == place).ok_or(Error::DamagedTable(LIST))?);
        }
        let list = Erasures { ledger: own.id, lines };
        list.check(own).map_err(|_| Error::DamagedTable(LIST))?;
        Ok(list)
    }
}
