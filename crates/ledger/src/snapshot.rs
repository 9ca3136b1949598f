//! Snapshots: the state that somebody derived from the log, kept to start faster.
//!
//! A snapshot is bound to the ledger, to the position and the root it was derived at, and
//! to the shape of its bytes; anything else is refused and the log is read instead. Each
//! has a key of its own, in the ledger, and destroying any person's or case's key destroys
//! those too: a snapshot holds in the clear what that key protected, and every copy of it
//! turns to noise. Losing a snapshot loses nothing.

use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use age::stream::{StreamReader, StreamWriter};

use crate::bytes::{Put, Take};
use crate::error::{Error, Result, file};
use crate::files::{self, Whole};
use crate::id::{KeyId, LedgerId, Position};
use crate::keys::Identity;
use crate::ledger::Ledger;
use crate::seal;
use crate::sql;

const MAGIC: &[u8; 18] = b"amparo snapshot 1\n";
const WHAT: &str = "snapshot";

/// A snapshot being written: write to it, then finish it.
#[must_use = "a snapshot that is not finished is not there"]
pub struct SnapshotWriter {
    out: StreamWriter<Whole>,
    id: KeyId,
    ledger: Ledger,
}

impl SnapshotWriter {
    /// Puts the snapshot in its place.
    ///
    /// # Errors
    /// When the file cannot be written, or a key was destroyed since it was begun.
    pub async fn finish(self) -> Result<()> {
        let whole = self.out.finish().map_err(file(WHAT))?;
        if sql::snapshot_key(self.ledger.db(), self.id).await?.is_none() {
            return Err(unfit("something was erased while it was written"));
        }
        whole.finish()
    }
}

impl Write for SnapshotWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A snapshot being read. Believe nothing of it before it was read to its end without an
/// error: a file cut short is noticed there.
pub struct SnapshotReader {
    input: StreamReader<BufReader<std::fs::File>>,
    position: Position,
}

impl SnapshotReader {
    /// Up to where the log is in it; read on after that.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }
}

impl Read for SnapshotReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.input.read(out)
    }
}

fn unfit(why: &str) -> Error {
    Error::Unfit { what: WHAT, why: why.to_owned() }
}

fn place(ledger: LedgerId, id: KeyId) -> Vec<u8> {
    Put::default().raw(b"amparo snapshot v1").raw(ledger.as_bytes()).raw(id.as_bytes()).0
}

/// What stands before the state, encrypted with it.
fn heading(ledger: LedgerId, position: Position, root: &[u8; 32], schema: u32) -> Vec<u8> {
    Put::default().raw(ledger.as_bytes()).u64(position.0).raw(root).u32(schema).0
}

const HEADING_BYTES: usize = 16 + 8 + 32 + 4;

impl Ledger {
    /// Begins a snapshot of the state at a position. `schema` names the shape of what
    /// will be written.
    ///
    /// # Errors
    /// When the log is not that long, or the file cannot be written.
    pub async fn write_snapshot(
        &self,
        path: &Path,
        position: Position,
        schema: u32,
    ) -> Result<SnapshotWriter> {
        let root = self.tree().root(position.0).await?;
        let ring = self.ring();
        let id = KeyId::random(&*ring.random)?;
        let identity = Identity::generate();
        let secret = identity.expose();
        let sealed = seal::seal(
            &ring.own.snapshot,
            &place(self.id(), id),
            secret.as_bytes(),
            &*ring.random,
        )?;
        let mut tx = self.db().begin().await?;
        sql::insert_snapshot_key(&mut tx, id, &sealed).await?;
        tx.commit().await?;
        let mut whole = Whole::begin(path)?;
        let head = Put::default().raw(MAGIC).raw(self.id().as_bytes()).raw(id.as_bytes()).0;
        whole.write_all(&head).map_err(file(WHAT))?;
        let recipient = identity.member().0;
        let encryptor =
            age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
                .map_err(|error| unfit(&error.to_string()))?;
        let mut out = encryptor.wrap_output(whole).map_err(file(WHAT))?;
        out.write_all(&heading(self.id(), position, &root, schema)).map_err(file(WHAT))?;
        Ok(SnapshotWriter { out, id, ledger: self.clone() })
    }

    /// Opens a snapshot of this ledger, of this shape, of this history.
    ///
    /// # Errors
    /// [`Error::AnotherLedger`] and [`Error::Unfit`] when it is none of that, or when
    /// something was erased since: then read the log.
    pub async fn read_snapshot(&self, path: &Path, schema: u32) -> Result<SnapshotReader> {
        let mut input = BufReader::with_capacity(1 << 16, files::open(path)?);
        let mut head = [0; 18 + 16 + 16];
        input.read_exact(&mut head).map_err(|_| unfit("it is no snapshot"))?;
        let mut take = Take(&head);
        if take.raw(18) != Some(MAGIC) {
            return Err(unfit("it is no snapshot"));
        }
        let names = take.array().zip(take.array());
        let (ledger, id) = names.ok_or_else(|| unfit("it is no snapshot"))?;
        let (found, id) = (LedgerId::from_bytes(ledger), KeyId::from_bytes(id));
        if found != self.id() {
            return Err(Error::AnotherLedger { found, own: self.id() });
        }
        let sealed = sql::snapshot_key(self.db(), id).await?;
        let sealed = sealed.ok_or_else(|| unfit("something was erased after it was made"))?;
        let secret = seal::open(&self.ring().own.snapshot, &place(found, id), &sealed)
            .map_err(|_| Error::DamagedTable("keys of snapshots"))?;
        let identity = std::str::from_utf8(&secret).ok().and_then(Identity::parse);
        let identity = identity.ok_or(Error::DamagedTable("keys of snapshots"))?;
        let decryptor = age::Decryptor::new(input).map_err(|_| unfit("its bytes were changed"))?;
        let mut input = decryptor
            .decrypt(std::iter::once(&identity.0 as &dyn age::Identity))
            .map_err(|_| unfit("its bytes were changed"))?;
        let mut inside = [0; HEADING_BYTES];
        input.read_exact(&mut inside).map_err(|_| unfit("its bytes were changed"))?;
        let position = Take(inside.get(16..).unwrap_or_default()).u64();
        let position = Position(position.ok_or_else(|| unfit("it is no snapshot"))?);
        if position > sql::head(self.db()).await? {
            return Err(unfit("it is of a later log than this one"));
        }
        let root = self.tree().root(position.0).await?;
        let own = heading(found, position, &root, schema);
        if inside.get(..56) != own.get(..56) {
            return Err(unfit("it is of another history than this log's"));
        }
        if inside[..] != own[..] {
            return Err(unfit("its state has another shape"));
        }
        Ok(SnapshotReader { input, position })
    }
}
