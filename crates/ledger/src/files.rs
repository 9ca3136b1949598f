//! Files that are there whole or not at all: written beside, synced, then renamed.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::db::sqlite::sync_folder;
use crate::error::{Result, file};

/// A file that appears under its name when it is finished.
pub(crate) struct Whole {
    beside: NamedTempFile,
    path: PathBuf,
}

impl Whole {
    pub(crate) fn begin(path: &Path) -> Result<Whole> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let beside = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
            .map_err(file(path.display().to_string()))?;
        Ok(Whole { beside, path: path.to_owned() })
    }

    /// After this it survives a power cut.
    pub(crate) fn finish(self) -> Result<()> {
        let name = || self.path.display().to_string();
        self.beside.as_file().sync_all().map_err(file(name()))?;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).to_owned();
        let shown = name();
        self.beside.persist(&self.path).map_err(|error| file(shown)(error.error))?;
        sync_folder(&folder)
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.beside.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.beside.flush()
    }
}

/// Opens a file for reading.
pub(crate) fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(file(path.display().to_string()))
}
