//! Another root, other seals, other custodians.
//!
//! A new root is sealed first and wraps the old one while boxes are moved over, page by
//! page; whoever opens the ledger after a crash in between goes on where it stopped. At
//! the end the old root is gone from the database. What somebody copied before with the
//! old seals stays readable to whoever could open those: that is what a copy is.

use crate::bytes::{Put, Take};
use crate::db::Db;
use crate::error::{Error, Result};
use crate::id::LedgerId;
use crate::keys::Keys;
use crate::keys::custodians::Share;
use crate::keys::ring::{Ring, Root};
use crate::keys::root::{NewSeal, SealMethod, methods, seal_root};
use crate::random::Random;
use crate::seal::{self, Key};
use crate::sql;

const IDENTITY: &str = "identity";
const PAGE: u32 = 500;

/// The ledger's own key as the table holds it: wrapped by the root; during a rotation
/// with the root before, wrapped by the new one.
pub(crate) struct OwnBox {
    pub(crate) master: Key,
    pub(crate) before: Option<Root>,
}

fn place(ledger: LedgerId, what: &[u8]) -> Vec<u8> {
    Put::default().raw(b"amparo own v1").raw(ledger.as_bytes()).raw(what).0
}

impl OwnBox {
    pub(crate) fn wrap(&self, id: LedgerId, root: &Root, random: &dyn Random) -> Result<Vec<u8>> {
        let master = seal::seal(&root.key, &place(id, b"key"), self.master.expose(), random)?;
        let put = Put::default().u32(root.generation).block(&master);
        Ok(match &self.before {
            None => put.u32(0).0,
            Some(before) => {
                let sealed =
                    seal::seal(&root.key, &place(id, b"before"), before.key.expose(), random)?;
                put.u32(before.generation).block(&sealed).0
            }
        })
    }

    pub(crate) fn unwrap(id: LedgerId, root: &Root, sealed: &[u8]) -> Result<OwnBox> {
        let damaged = || Error::DamagedTable(IDENTITY);
        let open = |what: &[u8], sealed: &[u8]| {
            let text = seal::open(&root.key, &place(id, what), sealed).map_err(|_| damaged())?;
            Key::from_slice(&text).ok_or_else(damaged)
        };
        let mut take = Take(sealed);
        if take.u32() != Some(root.generation) {
            return Err(damaged());
        }
        let master = open(b"key", take.block().ok_or_else(damaged)?)?;
        let before = match take.u32().ok_or_else(damaged)? {
            0 => None,
            generation => {
                let key = open(b"before", take.block().ok_or_else(damaged)?)?;
                Some(Root { generation, key })
            }
        };
        Ok(OwnBox { master, before })
    }
}

impl Keys<'_> {
    /// In which ways the root is sealed.
    ///
    /// # Errors
    /// When the database cannot be read or a seal is damaged.
    pub async fn seals(&self) -> Result<Vec<SealMethod>> {
        methods(&sql::seals(self.0.db()).await?)
    }

    /// Seals the present root in other ways; the ways before open it no more. Custodians'
    /// shares are given once and are nowhere else.
    ///
    /// A custodian who left and copied the database before can still open that copy with
    /// others: change the root too ([`Keys::rotate_root`]).
    ///
    /// # Errors
    /// When a seal is improper or the database cannot be written.
    pub async fn reseal(&self, seals: &[NewSeal]) -> Result<Vec<Share>> {
        let ring = self.0.ring();
        let root = ring.root()?;
        let (texts, shares) = seal_root(ring.own.id, &root, seals, &*ring.random)?;
        let mut tx = self.0.db().begin().await?;
        sql::advance(&mut tx, 0).await?;
        self.0.check_root(&mut tx).await?;
        sql::replace_seals(&mut tx, root.generation, &texts).await?;
        tx.commit().await?;
        self.0.db().scrub().await?;
        Ok(shares)
    }

    /// Draws another root, wraps every key under it, and seals it. Other nodes must be
    /// unlocked anew.
    ///
    /// # Errors
    /// When a seal is improper or the database cannot be written; what was begun goes on
    /// when the ledger is opened next.
    pub async fn rotate_root(&self, seals: &[NewSeal]) -> Result<Vec<Share>> {
        let ring = self.0.ring();
        let old = ring.root()?;
        let generation = old.generation.checked_add(1);
        let generation = generation.ok_or(Error::Improper("the root was changed too often"))?;
        let new = Root { generation, key: Key::random(&*ring.random)? };
        let (texts, shares) = seal_root(ring.own.id, &new, seals, &*ring.random)?;
        let own = self.0.own_box(&old).await?;
        let own = OwnBox { master: own.master, before: Some(old.clone()) };
        let mut tx = self.0.db().begin().await?;
        sql::advance(&mut tx, 0).await?;
        self.0.check_root(&mut tx).await?;
        sql::replace_seals(&mut tx, generation, &texts).await?;
        let wrapped = own.wrap(ring.own.id, &new, &*ring.random)?;
        sql::update_identity_key(&mut tx, &wrapped).await?;
        tx.commit().await?;
        ring.set_roots(vec![new.clone(), old.clone()]);
        finish(self.0.db(), ring, own.master, &new, &old).await?;
        Ok(shares)
    }
}

/// Moves what the old root still wraps, then lets go of the old root.
pub(crate) async fn finish(
    db: &Db,
    ring: &Ring,
    master: Key,
    new: &Root,
    old: &Root,
) -> Result<()> {
    loop {
        let mut tx = db.begin().await?;
        sql::advance(&mut tx, 0).await?;
        let page = sql::keys_of_root(&mut tx, old.generation, PAGE).await?;
        if page.is_empty() {
            let own = OwnBox { master, before: None };
            let wrapped = own.wrap(ring.own.id, new, &*ring.random)?;
            sql::update_identity_key(&mut tx, &wrapped).await?;
            tx.commit().await?;
            ring.set_roots(vec![new.clone()]);
            return db.scrub().await;
        }
        for (id, sealed) in page {
            let found = ring.unwrap(id, &sealed)?;
            let (owner, key) = found.ok_or(Error::DamagedTable("list of keys"))?;
            let (root, sealed) = ring.wrap(owner, &key)?;
            sql::update_key(&mut tx, id, root, &sealed).await?;
        }
        tx.commit().await?;
    }
}
