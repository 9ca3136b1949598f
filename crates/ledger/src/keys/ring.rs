//! The keys in use: the root, what is derived from the ledger's own key, and the keys
//! of cases and persons that were asked for.
//!
//! Keys are unwrapped when they are first needed and stay until they are destroyed,
//! sealed, or the ledger is closed. A box names the root that wraps it, so that a
//! rotation can stop halfway and go on later.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tokio::task::JoinHandle;

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
/// Pages that are unwrapped while the next one comes.
const AHEAD: usize = 2;

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
    pub(crate) parts: Arc<Key>,
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
            parts: Arc::new(master.derive("parts")),
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
            return Ok(Found::Key(Arc::clone(&self.own.parts)));
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

    /// The same for many: those in memory under one lock, the others one by one.
    pub(crate) async fn find_all(
        &self,
        db: &Db,
        owners: &[Owner],
    ) -> Result<HashMap<Owner, Arc<Found>>> {
        let mut all = HashMap::with_capacity(owners.len());
        {
            let keys = held(&self.keys);
            for owner in owners {
                let held = owner.key().and_then(|id| keys.get(&id));
                if let Some((_, key)) = held.filter(|(of, _)| of == owner) {
                    all.insert(*owner, Arc::new(Found::Key(Arc::clone(key))));
                }
            }
        }
        for owner in owners {
            if !all.contains_key(owner) {
                all.insert(*owner, Arc::new(self.find(db, *owner).await?));
            }
        }
        Ok(all)
    }

    /// Unwraps every key there is, on threads of their own while the next page comes.
    pub(crate) async fn load_all(self: &Arc<Self>, db: &Db) -> Result<u64> {
        let mut after = None;
        let mut loaded = 0;
        let mut pages: VecDeque<JoinHandle<Result<u64>>> = VecDeque::new();
        loop {
            let page = sql::bulk::keys_after(db, after, PAGE).await?;
            let last = page.last().map(|(last, _)| *last);
            let most = if last.is_some() { AHEAD } else { 0 };
            while pages.len() > most {
                let Some(first) = pages.pop_front() else { break };
                loaded += first.await.map_err(|_| Error::Closed)??;
            }
            if last.is_none() {
                return Ok(loaded);
            }
            after = last;
            let ring = Arc::clone(self);
            pages.push_back(tokio::task::spawn_blocking(move || ring.load(&page)));
        }
    }

    fn load(&self, page: &[(KeyId, Vec<u8>)]) -> Result<u64> {
        let mut opened = Vec::with_capacity(page.len());
        for (id, sealed) in page {
            opened.extend(self.unwrap(*id, sealed)?.map(|(of, key)| (*id, (of, Arc::new(key)))));
        }
        let loaded = u64::try_from(opened.len()).unwrap_or(0);
        held(&self.keys).extend(opened);
        Ok(loaded)
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
