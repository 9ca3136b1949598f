//! `audit.json`: what an audit was made from, so that it can be repeated and each clock explained.
//!
//! Digests of the inputs, of the mapping and of the law; the two instants; and the coverages that the event columns
//! refer to by number. No record's content.

use crate::failure::Failure;
use crate::staging::MANIFEST;
use law::{KindSet, Law};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use when::Instant;

/// The version of the layout of an audit folder.
const LAYOUT: u32 = 1;

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Manifest {
    pub(crate) layout: u32,
    pub(crate) program: String,
    pub(crate) jurisdiction: String,
    pub(crate) law_digest: String,
    pub(crate) as_of: String,
    pub(crate) as_known_on: Option<String>,
    pub(crate) as_of_seconds: i64,
    pub(crate) as_known_on_seconds: Option<i64>,
    pub(crate) mapping: Input,
    /// Newer tables of treaty status that were used beside the lists of the law folder.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) treaty_tables: Vec<Input>,
    pub(crate) inputs: Vec<Input>,
    pub(crate) rows: u64,
    pub(crate) accepted: u64,
    pub(crate) refused: u64,
    pub(crate) cases: u64,
    pub(crate) clocks: u64,
    /// Kinds for which silence means no, by the number that the events carry.
    pub(crate) coverages: Vec<Vec<String>>,
}

#[derive(Serialize, Deserialize, Clone, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) sha256: String,
}

impl Manifest {
    pub(crate) const fn layout() -> u32 {
        LAYOUT
    }

    pub(crate) fn write(&self, folder: &Path) -> Result<(), Failure> {
        let path = folder.join(MANIFEST);
        let text = serde_json::to_string_pretty(self).map_err(Failure::internal)?;
        fs::write(&path, text + "\n").map_err(|error| Failure::writing(&path, &error))
    }

    /// Reads the manifest of a folder and checks that this program and this law can explain it.
    pub(crate) fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(MANIFEST);
        let text = fs::read_to_string(&path).map_err(|error| {
            Failure::input(format!(
                "{} is not the folder of an audit: {} cannot be read ({error}). Name the folder that `amparo audit --out` wrote.",
                folder.display(),
                path.display()
            ))
        })?;
        let manifest: Self = serde_json::from_str(&text).map_err(|error| {
            Failure::input(format!(
                "{} is damaged: {error}. Run `amparo audit` again.",
                path.display()
            ))
        })?;
        if manifest.layout != LAYOUT {
            return Err(Failure::input(format!(
                "{} has layout {}; this version reads layout {LAYOUT}. Run `amparo audit` again.",
                path.display(),
                manifest.layout
            )));
        }
        Ok(manifest)
    }

    pub(crate) fn as_of(&self) -> Instant {
        Instant::from_seconds(self.as_of_seconds)
    }

    pub(crate) fn as_known_on(&self) -> Instant {
        self.as_known_on_seconds.map_or(Instant::MAX, Instant::from_seconds)
    }

    /// The coverage with this number.
    pub(crate) fn coverage(&self, number: u16, law: &Law) -> KindSet {
        let names = self.coverages.get(usize::from(number)).map_or(&[][..], Vec::as_slice);
        names.iter().filter_map(|name| law.vocabulary.kind(name)).collect()
    }
}

/// The coverages as names of kinds.
pub(crate) fn coverage_names(coverages: &[KindSet], law: &Law) -> Vec<Vec<String>> {
    coverages
        .iter()
        .map(|kinds| law.vocabulary.kind_names(kinds).map(str::to_owned).collect())
        .collect()
}

/// Name and digest of a file. Only the last part of the path is kept: folders may tell who worked where.
pub(crate) fn input(path: &Path) -> Result<Input, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::input(format!(
            "{} cannot be read: {error}. Check the path and the permissions.",
            path.display()
        ))
    };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 18];
    loop {
        let n = file.read(&mut buffer).map_err(unreadable)?;
        if n == 0 {
            break;
        }
        digest.update(&buffer[..n]);
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Input { name, sha256: hex(&digest.finalize()) })
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
