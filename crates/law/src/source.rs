//! Where a law folder comes from: inside the program, a directory, or memory.
//!
//! Every file is taken as hostile: its size, the number of files, the depth of folders and their sum are bounded, and what
//! is not UTF-8 is refused with the offset of the first bad byte. Only `.toml` and `.csv` files are law; texts for people
//! beside them are neither read nor part of the digest. What the files mean is not decided here.

use crate::problem::{Code, Log, Problem};
use include_dir::{Dir, DirEntry, include_dir};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The largest law file that is read.
pub const FILE_BYTES_MAX: usize = 4 << 20;
/// The most law files a folder may have.
pub const FILES_MAX: usize = 4_096;
/// The most bytes all law files may have together.
pub const FOLDER_BYTES_MAX: usize = 64 << 20;
/// How deep folders may lie in each other: the format needs two.
const DEPTH_MAX: usize = 6;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../law");

/// Where the law comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Source {
    /// The law folder that is carried inside the program.
    Embedded,
    /// A folder on this machine.
    Folder(PathBuf),
    /// Files in memory, by path inside the folder: for tests and fuzzers.
    Memory(BTreeMap<String, Vec<u8>>),
}

/// A file of the law folder: where it lies inside the folder (with `/`), and its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct LawFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// All law files in the order of their paths, and the digest over them.
pub(crate) struct LawFiles {
    pub(crate) list: Vec<LawFile>,
    pub(crate) digest: String,
}

/// Reads all law files; what cannot be read becomes a problem.
pub(crate) fn read(source: &Source, log: &Log) -> LawFiles {
    let mut gathered = Gathered { files: BTreeMap::new(), bytes: 0, log };
    match source {
        Source::Embedded => gathered.embedded(&EMBEDDED),
        Source::Folder(root) => gathered.folder(root, root, 0),
        Source::Memory(files) => {
            for (path, bytes) in files {
                gathered.add(path.clone(), bytes.len(), || Ok(bytes.clone()));
            }
        }
    }
    gathered.finish()
}

struct Gathered<'l> {
    files: BTreeMap<String, Vec<u8>>,
    bytes: usize,
    log: &'l Log,
}

impl Gathered<'_> {
    fn refuse(&self, path: &str, message: String, help: &str) {
        self.log.add(Problem::of_file(Code::File, path, message, help.to_owned()));
    }

    fn embedded(&mut self, dir: &Dir<'static>) {
        for entry in dir.entries() {
            match entry {
                DirEntry::Dir(dir) => self.embedded(dir),
                DirEntry::File(file) => {
                    let bytes = file.contents();
                    self.add(slashes(file.path()), bytes.len(), || Ok(bytes.to_vec()));
                }
            }
        }
    }

    fn folder(&mut self, root: &Path, dir: &Path, depth: usize) {
        let name = slashes(dir.strip_prefix(root).unwrap_or(dir));
        let name = if name.is_empty() { root.display().to_string() } else { name };
        if depth > DEPTH_MAX {
            return self.refuse(
                &name,
                format!("folders lie more than {DEPTH_MAX} deep"),
                "law files lie at most two folders deep; look for a link that leads back into the folder",
            );
        }
        let entries = match fs::read_dir(dir) {
            Ok(entries) => entries,
            Err(error) => {
                return self.refuse(
                    &name,
                    format!("the folder cannot be read: {error}"),
                    "name a folder that holds vocabulary/, duties/, instruments/, jurisdictions/ and treaties/",
                );
            }
        };
        for entry in entries {
            let path = match entry {
                Ok(entry) => entry.path(),
                Err(error) => {
                    self.refuse(&name, format!("the folder cannot be listed: {error}"), "");
                    continue;
                }
            };
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
                continue;
            }
            if self.files.len() > FILES_MAX {
                return;
            }
            match fs::metadata(&path) {
                Ok(meta) if meta.is_dir() => self.folder(root, &path, depth + 1),
                Ok(meta) => {
                    let inside = slashes(path.strip_prefix(root).unwrap_or(&path));
                    let size = usize::try_from(meta.len()).unwrap_or(usize::MAX);
                    self.add(inside, size, || bounded(&path));
                }
                Err(error) => {
                    let inside = slashes(path.strip_prefix(root).unwrap_or(&path));
                    self.refuse(&inside, format!("the file cannot be read: {error}"), "");
                }
            }
        }
    }

    fn add(&mut self, path: String, size: usize, read: impl FnOnce() -> std::io::Result<Vec<u8>>) {
        if !is_law(&path) {
            return;
        }
        if size > FILE_BYTES_MAX {
            return self.too_large(&path);
        }
        if self.files.len() >= FILES_MAX || self.bytes.saturating_add(size) > FOLDER_BYTES_MAX {
            return self.refuse(
                &path,
                format!("more than {FILES_MAX} law files, or more than {FOLDER_BYTES_MAX} bytes together"),
                "is this really a law folder?",
            );
        }
        match read() {
            // A file that grew while it was read.
            Ok(bytes) if bytes.len() > FILE_BYTES_MAX => self.too_large(&path),
            Ok(bytes) => {
                self.bytes += bytes.len();
                self.files.insert(path, bytes);
            }
            Err(error) => self.refuse(&path, format!("the file cannot be read: {error}"), ""),
        }
    }

    fn too_large(&self, path: &str) {
        self.refuse(
            path,
            format!("the file has more than {FILE_BYTES_MAX} bytes"),
            "split it: several files of one sort may stand side by side",
        );
    }

    fn finish(self) -> LawFiles {
        let mut hash = Sha256::new();
        let mut list = Vec::with_capacity(self.files.len());
        for (path, bytes) in self.files {
            // Lengths keep two different folders from giving one stream of bytes.
            hash.update((path.len() as u64).to_le_bytes());
            hash.update(path.as_bytes());
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(&bytes);
            match String::from_utf8(bytes) {
                Ok(text) => list.push(LawFile { path, text }),
                Err(error) => self.log.add(Problem::of_file(
                    Code::File,
                    &path,
                    format!("byte {} is not UTF-8", error.utf8_error().valid_up_to()),
                    "save the file as UTF-8".to_owned(),
                )),
            }
        }
        let digest = hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        LawFiles { list, digest }
    }
}

fn is_law(path: &str) -> bool {
    path.ends_with(".toml") || path.ends_with(".csv")
}

fn bounded(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(FILE_BYTES_MAX as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
