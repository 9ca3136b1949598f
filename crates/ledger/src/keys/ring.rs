//! The keys in use: the root, what is derived from the ledger's own key, and the keys
//! of cases and persons that were asked for.
//!
//! Keys are unwrapped when they are first needed and stay until they are destroyed,
//! sealed, or the ledger is closed. A box names the root that wraps it, so that a
//! rotation can stop halfway and go on later.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use crate::bytes::{Put, Take};
use crate::db::Db;
use crate::entry::Owner;
use crate::error::{Error, Result};
use crate::id::{KeyId, LedgerId};
use crate::random::Random;
use crate::row::Blind;
use crate::seal::{self, Key};
use crate::sql;

/// First byte of a box that the root wraps.
pub(crate) const BY_ROOT: u8 = 1;
/// First byte of a box that is wrapped to members.
pub(crate) const TO_MEMBERS: u8 = 2;
/// In place of a generation, for boxes no root wraps.
pub(crate) const NO_ROOT: u32 = 0;
const LIST: &str = "list of keys";
const PAGE: u32 = 4096;

/// A root key and its generation, from 1.
#[derive(Clone)]
pub(crate) struct Root {
    pub(crate) generation: u32,
    pub(crate) key: Key,
}

/// What is derived from the ledger's own key; a rotation of the root leaves it as it is.
pub(crate) struct Own {
    pub(crate) id: LedgerId,
    /// Seals headers.
    pub(crate) header: Key,
    /// Seals parts that belong to no case and no person.
    pub(crate) parts: Key,
    /// Blinds names of operations.
    pub(crate) operation: Key,
    /// Blinds names of destroyed keys, and chains their list.
    pub(crate) erasure: Key,
    /// Authenticates rows that are not encrypted by the root.
    pub(crate) rows: Key,
    /// Seals keys of snapshots.
    pub(crate) snapshot: Key,
    /// Seed of the checkpoint signature.
    pub(crate) signature: Key,
    /// Makes aliases of the callers' names.
    pub(crate) names: Key,
}

impl Own {
    pub(crate) fn new(id: LedgerId, master: &Key) -> Own {
        Own {
            id,
            header: master.derive("header"),
            parts: master.derive("parts"),
            operation: master.derive("operation"),
            erasure: master.derive("erasure"),
            rows: master.derive("rows"),
            snapshot: master.derive("snapshot"),
            signature: master.derive("signature"),
            names: master.derive("names"),
        }
    }

    pub(crate) fn blind_erasure(&self, key: KeyId) -> Blind {
        self.erasure.blind(key.as_bytes())
    }
}

pub(crate) struct Ring {
    pub(crate) own: Own,
    /// The present root first; during a rotation the one before it after.
    roots: RwLock<Vec<Root>>,
    keys: Mutex<HashMap<KeyId, (Owner, Arc<Key>)>>,
    /// Sealed cases that members have open, and how many hold each open.
    pub(crate) opened: Mutex<HashMap<KeyId, (Arc<Key>, usize)>>,
    pub(crate) random: Arc<dyn Random>,
}

/// What a search for a key found.
pub(crate) enum Found {
    Key(Arc<Key>),
    Sealed,
    Erased,
    Unknown,
}

/// A lock whose holder panicked still guards consistent data: every change is one insert
/// or one removal.
pub(crate) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Ring {
    pub(crate) fn new(own: Own, roots: Vec<Root>, random: Arc<dyn Random>) -> Ring {
        Ring {
            own,
            roots: RwLock::new(roots),
            keys: Mutex::default(),
            opened: Mutex::default(),
            random,
        }
    }

    pub(crate) fn root(&self) -> Result<Root> {
        let roots = self.roots.read().unwrap_or_else(PoisonError::into_inner);
        roots.first().cloned().ok_or(Error::Closed)
    }

    pub(crate) fn set_roots(&self, roots: Vec<Root>) {
        *self.roots.write().unwrap_or_else(PoisonError::into_inner) = roots;
    }

    fn root_of(&self, generation: u32) -> Result<Root> {
        let roots = self.roots.read().unwrap_or_else(PoisonError::into_inner);
        let root = roots.iter().find(|root| root.generation == generation).cloned();
        root.ok_or(Error::RootChanged)
    }

    /// Looks in memory, then in the table, then in the list of the destroyed.
    pub(crate) async fn find(&self, db: &Db, owner: Owner) -> Result<Found> {
        let Some(id) = owner.key() else {
            return Ok(Found::Key(Arc::new(self.own.parts.clone())));
        };
        if let Some((of, key)) = held(&self.keys).get(&id) {
            return Ok(if *of == owner { Found::Key(Arc::clone(key)) } else { Found::Unknown });
        }
        if let Some((key, _)) = held(&self.opened).get(&id) {
            return Ok(Found::Key(Arc::clone(key)));
        }
        let Some(sealed) = sql::key(db, id).await? else {
            let erased = sql::is_erased(db, &self.own.blind_erasure(id)).await?;
            return Ok(if erased { Found::Erased } else { Found::Unknown });
        };
        match self.unwrap(id, &sealed)? {
            None => Ok(Found::Sealed),
            Some((of, key)) => {
                let key = Arc::new(key);
                held(&self.keys).insert(id, (of, Arc::clone(&key)));
                Ok(if of == owner { Found::Key(key) } else { Found::Unknown })
            }
        }
    }

    pub(crate) async fn load_all(&self, db: &Db) -> Result<u64> {
        let mut after = None;
        let mut loaded = 0;
        loop {
            let page = sql::keys_after(db, after, PAGE).await?;
            let Some((last, _)) = page.last() else { return Ok(loaded) };
            after = Some(*last);
            for (id, sealed) in page {
                if let Some((owner, key)) = self.unwrap(id, &sealed)? {
                    held(&self.keys).insert(id, (owner, Arc::new(key)));
                    loaded += 1;
                }
            }
        }
    }

    /// Drops a key from memory: it was destroyed or sealed.
    pub(crate) fn forget(&self, id: KeyId) {
        held(&self.keys).remove(&id);
        held(&self.opened).remove(&id);
    }

    /// Drops a key that was sealed; whoever has the case open keeps it.
    pub(crate) fn forget_unless_open(&self, id: KeyId) {
        held(&self.keys).remove(&id);
    }

    pub(crate) fn forget_all(&self) {
        held(&self.keys).clear();
    }

    /// Puts a key that an operation just made where the next reader finds it.
    pub(crate) fn remember(&self, owner: Owner, key: Arc<Key>) {
        if let Some(id) = owner.key() {
            held(&self.keys).insert(id, (owner, key));
        }
    }

    fn place(&self, id: KeyId) -> Vec<u8> {
        Put::default().raw(b"amparo key v1").raw(self.own.id.as_bytes()).raw(id.as_bytes()).0
    }

    /// The box of a key under the present root.
    pub(crate) fn wrap(&self, owner: Owner, key: &Key) -> Result<(u32, Vec<u8>)> {
        let root = self.root()?;
        let id = owner.key().ok_or(Error::Improper("the ledger's own key is not in the list"))?;
        let secret = key_text(owner, key);
        let sealed = seal::seal(&root.key, &self.place(id), &secret, &*self.random)?;
        Ok((root.generation, Put::default().u8(BY_ROOT).u32(root.generation).raw(&sealed).0))
    }

    /// Opens the box of a key; `None` when it is wrapped to members.
    pub(crate) fn unwrap(&self, id: KeyId, sealed: &[u8]) -> Result<Option<(Owner, Key)>> {
        let damaged = Error::DamagedTable(LIST);
        let mut take = Take(sealed);
        match take.u8() {
            Some(TO_MEMBERS) => Ok(None),
            Some(BY_ROOT) => {
                let generation = take.u32().ok_or(Error::DamagedTable(LIST))?;
                let root = self.root_of(generation)?;
                let secret = seal::open(&root.key, &self.place(id), take.0)
                    .map_err(|_| Error::DamagedTable(LIST))?;
                read_key_text(id, &secret).map(Some).ok_or(damaged)
            }
            Some(_) | None => Err(damaged),
        }
    }
}

/// Class and key, as they are wrapped.
pub(crate) fn key_text(owner: Owner, key: &Key) -> zeroize::Zeroizing<Vec<u8>> {
    let class = match owner {
        Owner::Ledger => 1,
        Owner::Case(_) => 2,
        Owner::Person(_) => 3,
    };
    zeroize::Zeroizing::new(Put::default().u8(class).raw(key.expose()).0)
}

pub(crate) fn read_key_text(id: KeyId, text: &[u8]) -> Option<(Owner, Key)> {
    let (class, key) = text.split_first()?;
    let owner = match class {
        2 => Owner::Case(id),
        3 => Owner::Person(id),
        _ => return None,
    };
    Some((owner, Key::from_slice(key)?))
}
