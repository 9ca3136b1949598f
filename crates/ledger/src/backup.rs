//! Backups: made while the ledger is in use, only what is new, encrypted to whoever may
//! restore (age), each part signed for by the ledger.
//!
//! A folder of backups holds numbered triples:
//! - `NNNNNN-entries.age`: the entries since the backup before, as they lie in the log;
//! - `NNNNNN-keys.age`: everything else, whole: seals of the root, wrapped keys, the list
//!   of destroyed keys, checkpoints;
//! - `NNNNNN-manifest.txt`: what they are, their hashes, and the tree's root, signed.
//!
//! A restore needs all entries and the *last* keys. Older keys may be deleted, and must be
//! for an erasure to reach the backups: an older `keys` file still holds a key that was
//! destroyed after it was made. Nothing in a folder of backups opens without both a
//! recipient's private key and what opens the root.

pub(crate) mod manifest;
pub(crate) mod restore;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use age::stream::StreamWriter;
use sha2::{Digest, Sha256};

use crate::bytes::Put;
use crate::error::{Error, Result, file};
use crate::files::{self, Whole};
use crate::id::Position;
use crate::keys::Member;
use crate::ledger::Ledger;
use crate::row::{Hash, Row};
use crate::sql;
use crate::tree::note::{Note, NoteKey};
use manifest::{Manifest, Part};

const WHAT: &str = "backup";
const PAGE: u32 = 1024;

/// What was backed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// The number of the backup in its folder.
    pub number: u32,
    /// The first new entry.
    pub from: Position,
    /// The last one.
    pub to: Position,
    /// The bytes written.
    pub bytes: u64,
}

/// Kinds of records in a `keys` file.
pub(crate) mod record {
    pub(crate) const LEDGER: u8 = b'L';
    pub(crate) const SEAL: u8 = b'S';
    pub(crate) const ERASURES: u8 = b'E';
    pub(crate) const KEY: u8 = b'K';
    pub(crate) const CHECKPOINT: u8 = b'C';
    pub(crate) const GLASS: u8 = b'G';
    pub(crate) const END: u8 = b'Z';
}

/// Counts and hashes what goes through.
struct Measured<W> {
    inner: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Measured<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        self.bytes += u64::try_from(written).unwrap_or(0);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// An encrypted file being written.
struct Encrypted(StreamWriter<Measured<Whole>>);

impl Encrypted {
    fn begin(path: &Path, members: &[Member]) -> Result<Encrypted> {
        let unfit = |why: String| Error::Unfit { what: WHAT, why };
        let recipients = members.iter().map(|member| &member.0 as &dyn age::Recipient);
        let encryptor = age::Encryptor::with_recipients(recipients)
            .map_err(|error| unfit(error.to_string()))?;
        let measured = Measured { inner: Whole::begin(path)?, hash: Sha256::new(), bytes: 0 };
        encryptor.wrap_output(measured).map(Encrypted).map_err(file(WHAT))
    }

    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.0.write_all(bytes).map_err(file(WHAT))
    }

    fn record(&mut self, kind: u8, bytes: Vec<u8>) -> Result<()> {
        self.put(&Put::default().u8(kind).block(&bytes).0)
    }

    fn finish(self) -> Result<Part> {
        let measured = self.0.finish().map_err(file(WHAT))?;
        measured.inner.finish()?;
        let hash: Hash = measured.hash.finalize().into();
        Ok(Part { bytes: measured.bytes, hash })
    }
}

pub(crate) fn row_bytes(row: &Row) -> Vec<u8> {
    let fixed = Put::default()
        .u64(row.position.0)
        .raw(row.stream.as_bytes())
        .u64(row.version.0)
        .raw(&row.operation)
        .u32(row.ordinal)
        .raw(&row.salt)
        .raw(&row.commitment)
        .raw(&row.body)
        .0;
    Put::default().block(&fixed).0
}

pub(crate) fn name(folder: &Path, number: u32, what: &str) -> PathBuf {
    folder.join(format!("{number:06}-{what}"))
}

impl Ledger {
    /// Backs up what is new since the last backup in the folder, encrypted to `members`,
    /// while the ledger is in use. Of `keys` files only the newest `keep_keys` stay.
    ///
    /// What is acknowledged after this began may be missing: after the loss of the disk,
    /// at most the time since the last backup began is lost, and nothing without one.
    ///
    /// # Errors
    /// When the folder belongs to another ledger, when the log does not continue what was
    /// backed up (then something is wrong with the log: nothing is written), or when a
    /// file cannot be written.
    pub async fn back_up(
        &self,
        folder: &Path,
        members: &[Member],
        keep_keys: u32,
        now: jiff::Timestamp,
    ) -> Result<BackedUp> {
        fs::create_dir_all(folder).map_err(file(folder.display().to_string()))?;
        let own = &self.ring().own;
        let before = manifest::last(folder)?;
        let before = before.map(|(_, note)| manifest::read(own, &note)).transpose()?;
        let to = sql::head(self.db()).await?;
        if let Some(before) = &before {
            let continues = before.to <= to && self.tree().root(before.to.0).await? == before.root;
            if !continues {
                let why = "the log does not continue what was backed up before".to_owned();
                return Err(Error::Unfit { what: WHAT, why });
            }
        }
        let number = before.as_ref().map_or(1, |before| before.number + 1);
        let from = before.map_or(Position(1), |before| before.to.next());
        let root = self.tree().root(to.0).await?;
        let path = name(folder, number, "entries.age");
        let entries = self.back_up_entries(&path, members, from, to).await?;
        // After the entries: a key they need was made with them.
        let keys = self.back_up_keys(&name(folder, number, "keys.age"), members).await?;
        let bytes = entries.bytes + keys.bytes;
        let manifest = Manifest { ledger: self.id(), number, from, to, root, entries, keys };
        let mut whole = Whole::begin(&name(folder, number, "manifest.txt"))?;
        let note = manifest::sign(own, &manifest, now);
        whole.write_all(note.as_bytes()).map_err(file(WHAT))?;
        whole.finish()?;
        forget_keys(folder, number, keep_keys.max(1))?;
        Ok(BackedUp { number, from, to, bytes })
    }

    async fn back_up_entries(
        &self,
        path: &Path,
        members: &[Member],
        from: Position,
        to: Position,
    ) -> Result<Part> {
        let mut out = Encrypted::begin(path, members)?;
        let mut next = from;
        while next <= to {
            let limit = u32::try_from(to.0 - next.0 + 1).unwrap_or(u32::MAX).min(PAGE);
            let rows = sql::rows(self.db(), next, limit).await?;
            for row in rows {
                // A backup of a damaged log would hide the damage until it is needed.
                let damaged = |what| Error::Damaged { position: next, what };
                if row.position != next {
                    return Err(damaged(crate::error::Damage::Missing));
                }
                if row.commit(self.id()) != row.commitment {
                    return Err(damaged(crate::error::Damage::Commitment));
                }
                out.put(&row_bytes(&row))?;
                next = next.next();
            }
        }
        out.finish()
    }

    async fn back_up_keys(&self, path: &Path, members: &[Member]) -> Result<Part> {
        let db = self.db();
        let mut out = Encrypted::begin(path, members)?;
        let (id, own) = sql::identity(db).await?.ok_or(Error::DamagedTable("identity"))?;
        out.record(record::LEDGER, Put::default().raw(id.as_bytes()).raw(&own).0)?;
        let seals = sql::seals(db).await?;
        for (name, root, text) in &seals {
            let put = Put::default().u32(*root).block(name.as_bytes()).block(text.as_bytes());
            out.record(record::SEAL, put.0)?;
        }
        out.record(record::ERASURES, self.keys().erasures().await?.to_string().into_bytes())?;
        for (size, note) in sql::checkpoints(db).await? {
            out.record(record::CHECKPOINT, Put::default().u64(size).raw(note.as_bytes()).0)?;
        }
        if let Some((member, sealed)) = sql::glass(db).await? {
            let put = Put::default().block(member.as_bytes()).raw(sealed.as_bytes());
            out.record(record::GLASS, put.0)?;
        }
        let mut after = None;
        loop {
            let page = sql::keys_and_roots_after(db, after, PAGE).await?;
            let Some((last, _, _)) = page.last() else { break };
            after = Some(*last);
            for (id, root, sealed) in &page {
                let put = Put::default().raw(id.as_bytes()).u32(*root).raw(sealed);
                out.record(record::KEY, put.0)?;
            }
        }
        if sql::seals(db).await? != seals {
            let why = "the root or its seals were changed meanwhile; ask again".to_owned();
            return Err(Error::Unfit { what: WHAT, why });
        }
        out.record(record::END, Vec::new())?;
        out.finish()
    }
}

/// Whether a file is as the manifest says; needs no key.
pub(crate) fn check_part(folder: &Path, number: u32, what: &str, part: &Part) -> Result<()> {
    let shown = format!("{number:06}-{what}");
    let mut input = files::open(&name(folder, number, what))?;
    let mut all = Measured { inner: io::sink(), hash: Sha256::new(), bytes: 0 };
    io::copy(&mut input, &mut all).map_err(file(shown.clone()))?;
    let why = if all.bytes != part.bytes {
        format!("{shown} has {} bytes where {} were written", all.bytes, part.bytes)
    } else if Hash::from(all.hash.finalize()) != part.hash {
        format!("{shown} was changed")
    } else {
        return Ok(());
    };
    Err(Error::Unfit { what: WHAT, why })
}

/// Checks a folder of backups against the public key of its ledger, without anything that
/// opens it: manifests signed and in order, entries there and unchanged, the newest keys
/// too. Gives the last position it holds.
///
/// # Errors
/// Names the first file that is missing or changed.
pub fn check_backup(folder: &Path, key: &NoteKey) -> Result<Position> {
    let unfit = |why: String| Error::Unfit { what: WHAT, why };
    let mut manifests = Vec::new();
    for (number, text) in (1..).zip(manifest::all(folder)?) {
        let note = Note::parse(&text);
        let signed = note.is_some_and(|note| note.signed_by(key).is_some());
        let manifest = manifest::parse(&text).filter(|_| signed);
        let why = || unfit(format!("the manifest of backup {number} is not signed by this key"));
        manifests.push(manifest.ok_or_else(why)?);
    }
    manifest::follow_on(&manifests)?;
    for manifest in &manifests {
        check_part(folder, manifest.number, "entries.age", &manifest.entries)?;
    }
    let last = manifests.last().ok_or_else(|| unfit("there is no backup in the folder".into()))?;
    check_part(folder, last.number, "keys.age", &last.keys)?;
    Ok(last.to)
}

/// Deletes `keys` files but the newest.
fn forget_keys(folder: &Path, last: u32, keep: u32) -> Result<()> {
    for number in 1..=last.saturating_sub(keep) {
        let path = name(folder, number, "keys.age");
        match fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(file(path.display().to_string())(error)),
        }
    }
    Ok(())
}
