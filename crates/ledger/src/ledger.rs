//! The ledger as its callers see it: create, open, append, read, follow, close.

use std::fmt;
use std::sync::Arc;

use subtle::ConstantTimeEq as _;
use tokio::sync::{Mutex, mpsc, oneshot, watch};
use tokio::task::JoinHandle;

use crate::config::Config;
use crate::db::sqlite::FolderLock;
use crate::db::{Db, Tx, sqlite};
use crate::entry::{Appended, Entry, Operation, Owner};
use crate::error::{Damage, Error, Result};
use crate::follow::{self, Tail};
use crate::id::{LedgerId, Position, StreamId, Version};
use crate::keys::members::wrap_to;
use crate::keys::ring::{Found, NO_ROOT, Own, Ring, Root};
use crate::keys::root::{open_root, seal_root};
use crate::keys::rotate::{self, OwnBox};
use crate::keys::{Keys, NewKey, NewSeal, Share, Unlock};
use crate::random::{Random, draw};
use crate::row::{Draft, Header, Row, part_place};
use crate::seal::{self, Key};
use crate::sql;
use crate::sql::append::NewKeyRow;
use crate::tree::Tree;
use crate::tree::hash::Shape;
use crate::write::{self, Done, Request, Sealed, Writer};

/// A key that was just drawn: whose, and whether it is sealed to members.
type Fresh = (Owner, Arc<Key>, bool);

/// The most entries one read gives.
pub const READ_MAX: u32 = 10_000;

/// An open ledger. Clones are handles of the same one.
#[derive(Clone)]
pub struct Ledger(Arc<Inner>);

struct Inner {
    db: Db,
    ring: Arc<Ring>,
    requests: Mutex<Option<mpsc::Sender<Request>>>,
    writer: Mutex<Option<JoinHandle<()>>>,
    head: watch::Receiver<Position>,
    place: String,
    lock: Mutex<Option<FolderLock>>,
    shape: Mutex<Shape>,
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ledger({} at {})", self.id(), self.0.place)
    }
}

impl Ledger {
    /// Makes a ledger where there is none, sealed in every way asked for. Custodians'
    /// shares are given here and are nowhere else.
    ///
    /// # Errors
    /// When there is a ledger already, a seal is improper, or the place cannot be
    /// written.
    pub async fn create(
        config: &Config,
        seals: &[NewSeal],
        random: Arc<dyn Random>,
    ) -> Result<(Ledger, Vec<Share>)> {
        let id = LedgerId::random(&*random)?;
        let root = Root { generation: 1, key: Key::random(&*random)? };
        let master = Key::random(&*random)?;
        // Seals first: an improper one must not leave an empty ledger behind.
        let (texts, shares) = seal_root(id, &root, seals, &*random)?;
        let lock = lock(config, true)?;
        let db = Db::open(config, true).await?;
        if sql::identity(&db).await?.is_some() {
            return Err(Error::Present(config.place()));
        }
        let own = OwnBox { master: master.clone(), before: None };
        let mut tx = db.begin().await?;
        sql::insert_identity(&mut tx, id, &own.wrap(id, &root, &*random)?).await?;
        sql::replace_seals(&mut tx, root.generation, &texts).await?;
        tx.commit().await?;
        let ring = Ring::new(Own::new(id, &master), vec![root], random);
        let ledger = Ledger::start(config, lock, db, ring).await?;
        Ok((ledger, shares))
    }

    /// Opens a ledger with what opens its root.
    ///
    /// # Errors
    /// When there is none, another process has it, its tables are of a later program, or
    /// the root does not open.
    pub async fn open(config: &Config, unlock: &Unlock, random: Arc<dyn Random>) -> Result<Ledger> {
        if let Config::Folder { folder, .. } = config
            && !sqlite::present(folder)
        {
            return Err(Error::Absent(config.place()));
        }
        let lock = lock(config, false)?;
        let db = Db::open(config, false).await?;
        let (id, sealed) =
            sql::identity(&db).await?.ok_or_else(|| Error::Absent(config.place()))?;
        let root = open_root(id, &sql::seals(&db).await?, unlock)?;
        let own = OwnBox::unwrap(id, &root, &sealed)?;
        let mut roots = vec![root.clone()];
        roots.extend(own.before.clone());
        let ring = Ring::new(Own::new(id, &own.master), roots, random);
        if let Some(before) = &own.before {
            rotate::finish(&db, &ring, own.master, &root, before).await?;
        }
        Ledger::start(config, lock, db, ring).await
    }

    async fn start(
        config: &Config,
        lock: Option<FolderLock>,
        db: Db,
        ring: Ring,
    ) -> Result<Ledger> {
        let ring = Arc::new(ring);
        let (announce, _) = watch::channel(Position::START);
        // Listen before looking: what is committed between is heard.
        if let Db::Postgres(pool) = &db {
            let listener = follow::connect(pool).await?;
            let listening =
                follow::listen(pool.clone(), listener, Arc::downgrade(&ring), announce.clone());
            tokio::spawn(listening);
        }
        let now = sql::head(&db).await?;
        announce.send_modify(|head| *head = now.max(*head));
        let head = announce.subscribe();
        let (requests, queue) = mpsc::channel(write::QUEUE_MAX);
        let writer = Writer::new(db.clone(), Arc::clone(&ring), announce);
        let writer = tokio::spawn(writer.run(queue));
        Ok(Ledger(Arc::new(Inner {
            db,
            ring,
            requests: Mutex::new(Some(requests)),
            writer: Mutex::new(Some(writer)),
            head,
            place: config.place(),
            lock: Mutex::new(lock),
            shape: Mutex::default(),
        })))
    }

    /// Waits for what was asked, writes back and lets go of everything. Handles that are
    /// left refuse from then on.
    ///
    /// # Errors
    /// When the database cannot write back; what was acknowledged is safe nevertheless.
    pub async fn close(&self) -> Result<()> {
        drop(self.0.requests.lock().await.take());
        if let Some(writer) = self.0.writer.lock().await.take() {
            let _ = writer.await;
        }
        self.0.ring.forget_all();
        let closed = self.0.db.close().await;
        drop(self.0.lock.lock().await.take());
        closed
    }

    /// The name of this ledger.
    #[must_use]
    pub fn id(&self) -> LedgerId {
        self.0.ring.own.id
    }

    /// The last position this node knows of.
    #[must_use]
    pub fn head(&self) -> Position {
        *self.0.head.borrow()
    }

    /// What can be done with keys.
    #[must_use]
    pub fn keys(&self) -> Keys<'_> {
        Keys(self)
    }

    /// The tree over the log, its checkpoints and proofs.
    #[must_use]
    pub fn tree(&self) -> Tree<'_> {
        Tree(self)
    }

    /// Appends all entries of the operation, or none. When this returns, they survive a
    /// power cut.
    ///
    /// A repeat of an operation gives the answer of the first time. Whoever stops
    /// waiting, or gets [`Error::Unanswered`], asks again with the same name.
    ///
    /// # Errors
    /// [`Error::Conflict`] when a stream has moved on; others when a key is missing, the
    /// operation improper, or the database not there. Nothing was acknowledged then.
    pub async fn append(&self, operation: Operation) -> Result<Appended> {
        operation.check()?;
        let (sealed, made) = self.seal(&operation).await?;
        let requests = self.0.requests.lock().await.clone().ok_or(Error::Closed)?;
        let (answer, answered) = oneshot::channel();
        requests.send(Request { sealed, answer }).await.map_err(|_| Error::Closed)?;
        match answered.await.map_err(|_| Error::Closed)?? {
            Done::Appended(appended) => {
                for (owner, key) in made {
                    self.0.ring.remember(owner, key);
                }
                Ok(appended)
            }
            Done::Repeated(rows) => self.repeated(&operation, &rows).await,
        }
    }

    /// The first answer, if this is the same operation as the first time.
    async fn repeated(&self, operation: &Operation, rows: &[Row]) -> Result<Appended> {
        let reused = || Error::OperationReused(operation.id);
        if rows.len() != operation.entries.len() {
            return Err(reused());
        }
        let mut entries = Vec::with_capacity(rows.len());
        for (row, asked) in rows.iter().zip(&operation.entries) {
            let entry = self.open_row(row).await?;
            let same_place = row.stream == asked.stream && row.version == asked.expected.next();
            let same_parts = entry.parts.len() == asked.parts.len()
                && entry.parts.iter().zip(&asked.parts).all(|(done, asked)| {
                    // What was erased or sealed since cannot be compared: it is taken
                    // for the same.
                    let same = done
                        .content
                        .clear()
                        .is_none_or(|bytes| bool::from(bytes.ct_eq(asked.bytes.as_slice())));
                    same && done.owner == asked.owner && done.schema == asked.schema
                });
            if !same_place || !same_parts {
                return Err(reused());
            }
            entries.push(entry.place);
        }
        Ok(Appended { entries, repeated: true })
    }

    /// Seals an operation but for what depends on its positions.
    async fn seal(&self, operation: &Operation) -> Result<(Sealed, Vec<(Owner, Arc<Key>)>)> {
        let ring = &self.0.ring;
        let random = &*ring.random;
        let blind = ring.own.operation.blind(operation.id.as_bytes());
        let (keys, fresh) = self.make_keys(&operation.new_keys)?;
        let mut drafts = Vec::with_capacity(operation.entries.len());
        for (ordinal, entry) in (0..).zip(&operation.entries) {
            let version = entry.expected.next();
            let mut boxes = Vec::with_capacity(entry.parts.len());
            let mut named = Vec::with_capacity(entry.parts.len());
            for (number, part) in (0..).zip(&entry.parts) {
                let made = fresh.iter().find(|(owner, _, _)| *owner == part.owner);
                let key = match made {
                    Some((_, key, _)) => Arc::clone(key),
                    None => self.usable(part.owner).await?,
                };
                let bound = (part.owner, part.schema);
                let place = part_place(ring.own.id, (entry.stream, version), number, bound);
                boxes.push(seal::seal(&key, &place, &part.bytes, random)?);
                named.push(bound);
            }
            let header = Header { operation: operation.id, parts: named };
            drafts.push(Draft {
                stream: entry.stream,
                version,
                operation: blind,
                ordinal,
                salt: draw(random)?,
                header: header.to_bytes(),
                boxes,
            });
        }
        let sealed = Sealed { operation: blind, keys, drafts };
        // Keys of sealed cases are not kept: only members open them again.
        let kept = fresh
            .into_iter()
            .filter(|(_, _, sealed)| !sealed)
            .map(|(owner, key, _)| (owner, key))
            .collect();
        Ok((sealed, kept))
    }

    fn make_keys(&self, new: &[NewKey]) -> Result<(Vec<NewKeyRow>, Vec<Fresh>)> {
        let ring = &self.0.ring;
        let present = ring.root()?.generation;
        let mut rows = Vec::with_capacity(new.len());
        let mut fresh: Vec<Fresh> = Vec::with_capacity(new.len());
        for new in new {
            let owner = new.owner();
            let id = owner.key().ok_or(Error::Improper("the ledger's own key cannot be made"))?;
            let key = Key::random(&*ring.random)?;
            let (root, wrapped) = match new {
                NewKey::Open(owner) => ring.wrap(*owner, &key)?,
                NewKey::Sealed(id, members) => (NO_ROOT, wrap_to(ring, *id, &key, members)?),
            };
            let blind = ring.own.blind_erasure(id);
            rows.push(NewKeyRow { id, root, sealed: wrapped, blind, present });
            fresh.push((owner, Arc::new(key), matches!(new, NewKey::Sealed(..))));
        }
        Ok((rows, fresh))
    }

    /// Entries from a position on, at most `limit` (and at most [`READ_MAX`]).
    ///
    /// # Errors
    /// [`Error::Damaged`] names the first entry that is not what was written.
    pub async fn read(&self, from: Position, limit: u32) -> Result<Vec<Entry>> {
        let from = from.max(Position(1));
        let rows = sql::rows(&self.0.db, from, limit.min(READ_MAX)).await?;
        let mut entries = Vec::with_capacity(rows.len());
        for (position, row) in (from.0..).zip(&rows) {
            if row.position != Position(position) {
                return Err(Error::Damaged { position: Position(position), what: Damage::Missing });
            }
            entries.push(self.open_row(row).await?);
        }
        Ok(entries)
    }

    /// Entries of a stream from a version on, at most `limit` (and at most
    /// [`READ_MAX`]).
    ///
    /// # Errors
    /// [`Error::Damaged`] names the first entry that is not what was written.
    pub async fn read_stream(
        &self,
        stream: StreamId,
        from: Version,
        limit: u32,
    ) -> Result<Vec<Entry>> {
        let from = from.max(Version(1));
        let rows = sql::stream_rows(&self.0.db, stream, from, limit.min(READ_MAX)).await?;
        let mut entries = Vec::with_capacity(rows.len());
        for (version, row) in (from.0..).zip(&rows) {
            if row.version != Version(version) {
                return Err(row.damaged(Damage::Version));
            }
            entries.push(self.open_row(row).await?);
        }
        Ok(entries)
    }

    /// The log after a position, for ever: waits for what is not there yet.
    #[must_use]
    pub fn tail(&self, after: Position) -> Tail {
        Tail::new(self.clone(), after)
    }

    pub(crate) async fn open_row(&self, row: &Row) -> Result<Entry> {
        let ring = &self.0.ring;
        let (header, boxes) = row.open(ring.own.id, &ring.own.header)?;
        let mut found = Vec::with_capacity(header.parts.len());
        for (owner, _) in &header.parts {
            found.push((*owner, ring.find(&self.0.db, *owner).await?));
        }
        row.entry(ring.own.id, &header, &boxes, |owner| {
            found.iter().find(|(of, _)| *of == owner).map(|(_, found)| found)
        })
    }

    /// The key, or why it cannot be used.
    pub(crate) async fn usable(&self, owner: Owner) -> Result<Arc<Key>> {
        let found = self.0.ring.find(&self.0.db, owner).await?;
        match (found, owner.key()) {
            (Found::Key(key), _) => Ok(key),
            (Found::Sealed, Some(id)) => Err(Error::KeySealed(id)),
            (Found::Erased, Some(id)) => Err(Error::KeyErased(id)),
            (Found::Unknown, Some(id)) => Err(Error::KeyUnknown(id)),
            (Found::Sealed | Found::Erased | Found::Unknown, None) => {
                Err(Error::DamagedTable("identity"))
            }
        }
    }

    /// Refuses when another node has changed the root.
    pub(crate) async fn check_root(&self, tx: &mut Tx) -> Result<()> {
        if sql::root_generation(tx).await? == self.0.ring.root()?.generation {
            Ok(())
        } else {
            Err(Error::RootChanged)
        }
    }

    pub(crate) async fn own_box(&self, root: &Root) -> Result<OwnBox> {
        let (id, sealed) =
            sql::identity(&self.0.db).await?.ok_or(Error::DamagedTable("identity"))?;
        OwnBox::unwrap(id, root, &sealed).map_err(|_| Error::RootChanged)
    }

    pub(crate) fn db(&self) -> &Db {
        &self.0.db
    }

    pub(crate) fn ring(&self) -> &Arc<Ring> {
        &self.0.ring
    }

    /// The tree as far as it was asked for.
    pub(crate) fn shape(&self) -> &Mutex<Shape> {
        &self.0.shape
    }

    pub(crate) fn watch(&self) -> watch::Receiver<Position> {
        self.0.head.clone()
    }
}

/// Takes the folder for this process; `make` makes it first.
pub(crate) fn lock(config: &Config, make: bool) -> Result<Option<FolderLock>> {
    let Config::Folder { folder, .. } = config else { return Ok(None) };
    if make {
        sqlite::make_folder(folder)?;
    }
    FolderLock::take(folder).map(Some)
}
