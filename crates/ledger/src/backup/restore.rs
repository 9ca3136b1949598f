//! Restoring a folder of backups into an empty place.
//!
//! Nothing can be read there before everything was checked: entries first, each against
//! its commitment and all against the signed roots; then, in one transaction, the keys,
//! without those that were destroyed (by the list in the backup and the newer one that is
//! handed in), the seals, and what makes it a ledger. A restore that was interrupted
//! leaves no ledger, and the next one begins anew. Either database can be restored into
//! from a backup of the other.

use std::collections::BTreeSet;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use age::stream::StreamReader;

use crate::backup::manifest::{self, Manifest, Part};
use crate::backup::{check_part, name, record};
use crate::bytes::Take;
use crate::config::Config;
use crate::db::Db;
use crate::error::{Damage, Error, Result};
use crate::files;
use crate::id::{KeyId, LedgerId, Position, StreamId, Version};
use crate::keys::ring::{Own, Root};
use crate::keys::root::open_root;
use crate::keys::rotate::OwnBox;
use crate::keys::{Erasures, Identity, Unlock};
use crate::ledger::Ledger;
use crate::random::Random;
use crate::row::{Hash, Row};
use crate::sql;
use crate::tree::checkpoint::{erasures_hash, own_checkpoint};
use crate::tree::hash::{self, Blocks, Shape};

const WHAT: &str = "backup";
const BATCH: usize = 2000;
/// The largest record: an entry of an operation of the largest size, sealed.
const RECORD_BYTES_MAX: usize = 128 << 20;

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// How many entries.
    pub entries: u64,
    /// How many keys.
    pub keys: u64,
    /// How many keys in the backup had been destroyed since, and were left out.
    pub erased: u64,
    /// How many more entries there were, by the checkpoint that was handed in: they were
    /// not backed up.
    pub missing: u64,
}

/// What a restore needs besides the folder.
#[derive(Clone)]
pub struct RestoreWith {
    /// The private key of one of those the backup is encrypted to.
    pub identity: Identity,
    /// What opens the root, as it was sealed when the backup was made.
    pub unlock: Unlock,
    /// The newest list of destroyed keys that is known.
    pub erasures: Option<Erasures>,
    /// The newest checkpoint that is known, from a witness or from paper: it tells when
    /// the list of destroyed keys or the backup is too old.
    pub checkpoint: Option<String>,
}

impl RestoreWith {
    /// Without a newer list or checkpoint than those in the backup.
    #[must_use]
    pub fn new(identity: Identity, unlock: Unlock) -> RestoreWith {
        RestoreWith { identity, unlock, erasures: None, checkpoint: None }
    }
}

/// What a `keys` file says.
#[derive(Default)]
struct Rest {
    ledger: Option<(LedgerId, Vec<u8>)>,
    seals: Vec<(String, u32, String)>,
    erasures: Option<Erasures>,
    checkpoints: Vec<(u64, String)>,
    glass: Option<(String, String)>,
    keys: Vec<(KeyId, u32, Vec<u8>)>,
}

impl Ledger {
    /// Restores the newest backup of a folder into an empty place, and opens it.
    ///
    /// # Errors
    /// When the place holds a ledger; when a file of the backup is missing, changed, cut
    /// short or of another ledger (it is named); when the root does not open. There is no
    /// ledger in the place then.
    pub async fn restore(
        folder: &Path,
        config: &Config,
        with: &RestoreWith,
        random: Arc<dyn Random>,
    ) -> Result<(Ledger, Restored)> {
        let notes = manifest::all(folder)?;
        let last = notes.last().and_then(|note| manifest::parse(note));
        let last = last.ok_or_else(|| unfit("there is no backup in the folder".to_owned()))?;
        let rest = read_rest(folder, &last, &with.identity)?;
        let missing = || unfit("it does not say which ledger it is of".to_owned());
        let (id, sealed) = rest.ledger.clone().ok_or_else(missing)?;
        let root = open_root(id, &rest.seals, &with.unlock)?;
        let own = Own::new(id, &OwnBox::unwrap(id, &root, &sealed)?.master);
        let manifests =
            notes.iter().map(|note| manifest::read(&own, note)).collect::<Result<Vec<_>>>()?;
        manifest::follow_on(&manifests)?;
        let erasures = erasures(&own, &rest, with)?;

        let lock = crate::ledger::lock(config, true)?;
        let db = Db::open(config, true).await?;
        if sql::identity(&db).await?.is_some() {
            return Err(Error::Present(config.place()));
        }
        let mut tx = db.begin().await?;
        sql::clear(&mut tx).await?;
        tx.commit().await?;
        let known = known(&own, with)?;
        let identity = &with.identity;
        let mut entries = Entries { db: &db, id, folder, identity, known, shape: Shape::default() };
        for manifest in &manifests {
            entries.restore(manifest).await?;
        }
        let missing = known.map_or(0, |(size, _)| size.saturating_sub(last.to.0));
        let mut restored = finish(&db, &root, &own, &rest, &erasures, last.to).await?;
        restored.missing = missing;
        db.close().await?;
        drop(lock);
        let ledger = Ledger::open(config, &with.unlock, random).await?;
        Ok((ledger, restored))
    }
}

fn unfit(why: String) -> Error {
    Error::Unfit { what: WHAT, why }
}

/// The newest list of destroyed keys, and whether it is new enough.
fn erasures(own: &Own, rest: &Rest, with: &RestoreWith) -> Result<Erasures> {
    let none = || unfit("it holds no list of destroyed keys".to_owned());
    let mut list = rest.erasures.clone().ok_or_else(none)?;
    list.check(own)?;
    if let Some(newer) = &with.erasures {
        newer.check(own)?;
        list = list.longer(newer.clone())?;
    }
    if let Some(note) = &with.checkpoint {
        let checkpoint = own_checkpoint(own, note).ok_or_else(|| {
            unfit("the checkpoint that was handed in is not of this ledger".to_owned())
        })?;
        if let Some(known) = checkpoint.erasures
            && !list.lines.iter().any(|(_, chain)| erasures_hash(chain) == known)
        {
            return Err(Error::Unfit {
                what: "list of erasures",
                why: "keys were destroyed after it; hand in the newer one".to_owned(),
            });
        }
    }
    Ok(list)
}

/// A file of a backup, decrypted as it is read.
struct Decrypted {
    input: StreamReader<BufReader<std::fs::File>>,
    name: String,
}

impl Decrypted {
    /// Checks size and hash first: what is inside is then what the ledger wrote, or the
    /// manifest is forged, which its signature tells.
    fn open(
        folder: &Path,
        number: u32,
        what: &str,
        part: &Part,
        identity: &Identity,
    ) -> Result<Decrypted> {
        check_part(folder, number, what, part)?;
        let path = name(folder, number, what);
        let shown = format!("{number:06}-{what}");
        let input = BufReader::with_capacity(1 << 16, files::open(&path)?);
        let decryptor =
            age::Decryptor::new(input).map_err(|_| unfit(format!("{shown} cannot be read")))?;
        let input = decryptor
            .decrypt(std::iter::once(&identity.0 as &dyn age::Identity))
            .map_err(|_| unfit(format!("{shown} is not encrypted to this identity")))?;
        Ok(Decrypted { input, name: shown })
    }

    fn short(&self) -> Error {
        unfit(format!("{} ends in the middle", self.name))
    }

    /// The next byte, or the end.
    fn byte(&mut self) -> Result<Option<u8>> {
        let mut byte = [0];
        match self.input.read(&mut byte) {
            Ok(0) => Ok(None),
            Ok(_) => Ok(Some(byte[0])),
            Err(_) => Err(self.short()),
        }
    }

    /// A block whose first length byte was read already.
    fn block(&mut self, first: u8) -> Result<Vec<u8>> {
        let mut rest = [0; 3];
        self.input.read_exact(&mut rest).map_err(|_| self.short())?;
        let [b, c, d] = rest;
        let length = u32::from_be_bytes([first, b, c, d]);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        if length > RECORD_BYTES_MAX {
            return Err(unfit(format!("{} holds a record that is too large", self.name)));
        }
        let mut bytes = Vec::new();
        let limit = u64::try_from(length).unwrap_or(0);
        let read = self.input.by_ref().take(limit).read_to_end(&mut bytes);
        match read {
            Ok(read) if read == length => Ok(bytes),
            Ok(_) | Err(_) => Err(self.short()),
        }
    }
}

fn read_rest(folder: &Path, last: &Manifest, identity: &Identity) -> Result<Rest> {
    let mut input = Decrypted::open(folder, last.number, "keys.age", &last.keys, identity)?;
    let odd = || unfit(format!("{:06}-keys.age holds what is not known here", last.number));
    let mut rest = Rest::default();
    loop {
        let kind = input.byte()?.ok_or_else(|| input.short())?;
        let first = input.byte()?.ok_or_else(|| input.short())?;
        let bytes = input.block(first)?;
        if kind == record::END {
            return Ok(rest);
        }
        rest.take(kind, &bytes).ok_or_else(odd)?;
    }
}

impl Rest {
    fn take(&mut self, kind: u8, bytes: &[u8]) -> Option<()> {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok();
        let mut take = Take(bytes);
        match kind {
            record::LEDGER => {
                self.ledger = Some((LedgerId::from_bytes(take.array()?), take.0.to_vec()));
            }
            record::SEAL => {
                let root = take.u32()?;
                self.seals.push((text(take.block()?)?, root, text(take.block()?)?));
            }
            record::ERASURES => self.erasures = Some(Erasures::parse(&text(bytes)?)?),
            record::CHECKPOINT => self.checkpoints.push((take.u64()?, text(take.0)?)),
            record::GLASS => self.glass = Some((text(take.block()?)?, text(take.0)?)),
            record::KEY => {
                self.keys.push((KeyId::from_bytes(take.array()?), take.u32()?, take.0.to_vec()));
            }
            _ => return None,
        }
        Some(())
    }
}

fn read_row(bytes: &[u8]) -> Option<Row> {
    let mut take = Take(bytes);
    Some(Row {
        position: Position(take.u64()?),
        stream: StreamId::from_bytes(take.array()?),
        version: Version(take.u64()?),
        operation: take.array()?,
        ordinal: take.u32()?,
        salt: take.array()?,
        commitment: take.array()?,
        body: take.0.to_vec(),
    })
}

/// The size and root that a checkpoint from outside vouches for.
fn known(own: &Own, with: &RestoreWith) -> Result<Option<(u64, Hash)>> {
    let Some(note) = &with.checkpoint else { return Ok(None) };
    let checkpoint = own_checkpoint(own, note).ok_or_else(|| {
        unfit("the checkpoint that was handed in is not of this ledger".to_owned())
    })?;
    Ok(Some((checkpoint.size, checkpoint.root)))
}

/// Entries on their way into the database.
struct Entries<'a> {
    db: &'a Db,
    id: LedgerId,
    folder: &'a Path,
    identity: &'a Identity,
    known: Option<(u64, Hash)>,
    shape: Shape,
}

impl Entries<'_> {
    /// One file of entries: every one against its commitment, all against the signed root.
    async fn restore(&mut self, manifest: &Manifest) -> Result<()> {
        let (number, part) = (manifest.number, &manifest.entries);
        let mut input = Decrypted::open(self.folder, number, "entries.age", part, self.identity)?;
        let mut next = manifest.from;
        let mut batch = Vec::with_capacity(BATCH);
        while let Some(first) = input.byte()? {
            let bytes = input.block(first)?;
            let row = self.check(next, &bytes)?;
            batch.push(row);
            next = next.next();
            if batch.len() == BATCH {
                insert(self.db, &mut batch).await?;
            }
        }
        insert(self.db, &mut batch).await?;
        if next != manifest.to.next() || self.root() != Some(manifest.root) {
            let why = format!("the entries of backup {number} are not those it signed");
            return Err(unfit(why));
        }
        Ok(())
    }

    fn root(&self) -> Option<Hash> {
        self.shape.root(self.shape.size(), &Blocks::new())
    }

    fn check(&mut self, position: Position, bytes: &[u8]) -> Result<Row> {
        let damaged = |what| Error::Damaged { position, what };
        let row = read_row(bytes).ok_or_else(|| damaged(Damage::Shape))?;
        if row.position != position {
            return Err(damaged(Damage::Missing));
        }
        if row.commit(self.id) != row.commitment {
            return Err(damaged(Damage::Commitment));
        }
        self.shape.push(hash::leaf(&row.commitment));
        if let Some((size, root)) = self.known
            && size == self.shape.size()
            && self.root() != Some(root)
        {
            return Err(damaged(Damage::Tree));
        }
        Ok(row)
    }
}

async fn insert(db: &Db, batch: &mut Vec<Row>) -> Result<()> {
    let mut tx = db.begin().await?;
    sql::append::rows(&mut tx, batch.split_off(0)).await?;
    tx.commit().await
}

/// All the rest at once: from here on it is a ledger.
async fn finish(
    db: &Db,
    root: &Root,
    own: &Own,
    rest: &Rest,
    erasures: &Erasures,
    to: Position,
) -> Result<Restored> {
    let gone: BTreeSet<_> = erasures.lines.iter().map(|(blind, _)| *blind).collect();
    let mut restored = Restored { entries: to.0, keys: 0, erased: 0, missing: 0 };
    let mut tx = db.begin().await?;
    for (id, generation, sealed) in &rest.keys {
        if gone.contains(&own.blind_erasure(*id)) {
            restored.erased += 1;
        } else {
            sql::insert_key(&mut tx, *id, *generation, sealed).await?;
            restored.keys += 1;
        }
    }
    for (number, (blind, chain)) in (1..).zip(&erasures.lines) {
        sql::insert_erased(&mut tx, number, blind, chain).await?;
    }
    for (size, note) in rest.checkpoints.iter().filter(|(size, _)| *size <= to.0) {
        sql::put_checkpoint(&mut tx, *size, note).await?;
    }
    if let Some((member, sealed)) = &rest.glass {
        sql::put_glass(&mut tx, member, sealed).await?;
    }
    let seals: Vec<_> = rest.seals.iter().map(|(name, _, text)| (name, text.clone())).collect();
    sql::replace_seals(&mut tx, root.generation, &seals).await?;
    let (id, sealed) = rest.ledger.as_ref().ok_or(Error::DamagedTable("identity"))?;
    sql::insert_identity(&mut tx, *id, sealed).await?;
    sql::advance(&mut tx, i64::try_from(to.0).unwrap_or(i64::MAX)).await?;
    tx.commit().await?;
    Ok(restored)
}
