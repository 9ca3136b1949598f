//! The signed note that says what a backup is.
//!
//! It is readable by anybody (positions, sizes, hashes: nothing else), so that a copy can
//! be checked for wholeness by whoever keeps it, without a key.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::backup::name;
use crate::error::{Error, Result, file};
use crate::id::{LedgerId, Position};
use crate::keys::ring::Own;
use crate::row::Hash;
use crate::tree::checkpoint::{origin, signing_key};
use crate::tree::note::{Note, log_key};

const WHAT: &str = "backup";
const FIRST_WORD: &str = "amparo-backup/";
/// Backups in one folder: one an hour for a hundred years.
const NUMBER_MAX: u32 = 999_999;
const NOTE_BYTES_MAX: u64 = 64 * 1024;

/// A file of a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) bytes: u64,
    pub(crate) hash: Hash,
}

/// What a backup is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Manifest {
    pub(crate) ledger: LedgerId,
    pub(crate) number: u32,
    pub(crate) from: Position,
    pub(crate) to: Position,
    /// Of the tree over everything up to `to`.
    pub(crate) root: Hash,
    pub(crate) entries: Part,
    pub(crate) keys: Part,
}

pub(crate) fn sign(own: &Own, manifest: &Manifest, now: jiff::Timestamp) -> String {
    let part = |part: &Part| format!("{} {}", part.bytes, BASE64.encode(part.hash));
    let text = format!(
        "{FIRST_WORD}{}\nnumber {}\nfrom {}\nto {}\nroot {}\nentries {}\nkeys {}\nmade {now}\n",
        manifest.ledger,
        manifest.number,
        manifest.from,
        manifest.to,
        BASE64.encode(manifest.root),
        part(&manifest.entries),
        part(&manifest.keys),
    );
    let mut note = Note::new(text);
    note.sign(&origin(own.id), &signing_key(own));
    note.to_string()
}

/// Takes a manifest apart; its signature is not looked at.
pub(crate) fn parse(note: &str) -> Option<Manifest> {
    let note = Note::parse(note)?;
    let mut lines = note.text().lines();
    let ledger = LedgerId::parse(lines.next()?.strip_prefix(FIRST_WORD)?)?;
    let mut value = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
    let part = |text: &str| {
        let (bytes, hash) = text.split_once(' ')?;
        let hash = BASE64.decode(hash).ok()?.try_into().ok()?;
        Some(Part { bytes: bytes.parse().ok()?, hash })
    };
    let manifest = Manifest {
        ledger,
        number: value("number")?.parse().ok()?,
        from: Position(value("from")?.parse().ok()?),
        to: Position(value("to")?.parse().ok()?),
        root: BASE64.decode(value("root")?).ok()?.try_into().ok()?,
        entries: part(value("entries")?)?,
        keys: part(value("keys")?)?,
    };
    let proper = manifest.number <= NUMBER_MAX
        && manifest.from.0 >= 1
        && manifest.to.0.checked_add(1).is_some_and(|end| end >= manifest.from.0);
    proper.then_some(manifest)
}

/// Reads a manifest that this ledger signed.
pub(crate) fn read(own: &Own, text: &str) -> Result<Manifest> {
    let unfit = |why: &str| Error::Unfit { what: WHAT, why: why.to_owned() };
    let manifest = parse(text).ok_or_else(|| unfit("a manifest cannot be read"))?;
    if manifest.ledger != own.id {
        return Err(Error::AnotherLedger { found: manifest.ledger, own: own.id });
    }
    let key = log_key(&origin(own.id), &signing_key(own));
    let signed = Note::parse(text).and_then(|note| note.signed_by(&key));
    signed.map(|_| manifest).ok_or_else(|| unfit("a manifest is not signed by this ledger"))
}

/// The text of a manifest, if it is there.
fn text(folder: &Path, number: u32) -> Result<Option<String>> {
    let path = name(folder, number, "manifest.txt");
    let Ok(about) = fs::metadata(&path) else { return Ok(None) };
    if about.len() > NOTE_BYTES_MAX {
        return Err(Error::Unfit { what: WHAT, why: "a manifest is too large".to_owned() });
    }
    fs::read_to_string(&path).map(Some).map_err(file(path.display().to_string()))
}

/// All manifests of a folder in order; a missing one is named.
pub(crate) fn all(folder: &Path) -> Result<Vec<String>> {
    let mut notes = Vec::new();
    let last = last(folder)?.map_or(0, |(number, _)| number);
    for number in 1..=last {
        let note = text(folder, number)?;
        notes.push(note.ok_or_else(|| Error::Unfit {
            what: WHAT,
            why: format!("the manifest of backup {number} is missing"),
        })?);
    }
    Ok(notes)
}

/// The newest manifest of a folder.
pub(crate) fn last(folder: &Path) -> Result<Option<(u32, String)>> {
    let shown = || folder.display().to_string();
    let mut last = None;
    for found in fs::read_dir(folder).map_err(file(shown()))? {
        let found = found.map_err(file(shown()))?.file_name();
        let number = found.to_str().and_then(|name| name.strip_suffix("-manifest.txt"));
        last = last.max(number.and_then(|number| number.parse::<u32>().ok()));
    }
    let Some(number) = last else { return Ok(None) };
    Ok(text(folder, number)?.map(|text| (number, text)))
}

/// Numbers and positions without a gap, from one.
pub(crate) fn follow_on(manifests: &[Manifest]) -> Result<()> {
    let mut next = Position(1);
    for (number, manifest) in (1..).zip(manifests) {
        if manifest.number != number || manifest.from != next {
            let why = format!("backup {number} does not follow the one before");
            return Err(Error::Unfit { what: WHAT, why });
        }
        next = manifest.to.next();
    }
    Ok(())
}
