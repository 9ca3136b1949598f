//! Whole or not at all: outputs are written beside their place and renamed when all of them are complete.
//!
//! A reader never sees half an audit, and a failed run leaves the earlier one as it was.

use crate::failure::Failure;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The file by which a folder is recognised as ours: it may be replaced.
pub(crate) const MANIFEST: &str = "audit.json";

/// A folder in the making.
pub(crate) struct Staging {
    place: PathBuf,
    beside: TempDir,
    readers: Readers,
}

/// Who may read the folder when it stands.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Readers {
    /// The office: it holds histories of people.
    Office,
    /// Everybody: it is meant for them.
    Everybody,
}

impl Staging {
    /// Opens a folder beside the one that will be.
    pub(crate) fn open(place: &Path) -> Result<Self, Failure> {
        Self::marked(place, MANIFEST, Readers::Office)
    }

    /// The same for another sort of folder, recognised by another file.
    pub(crate) fn marked(place: &Path, mark: &str, readers: Readers) -> Result<Self, Failure> {
        if place.is_file() {
            return Err(Failure::usage(format!(
                "--out {} is a file; name a folder.",
                place.display()
            )));
        }
        let taken = fs::read_dir(place).is_ok_and(|mut entries| entries.next().is_some());
        if taken && !place.join(mark).is_file() {
            return Err(Failure::usage(format!(
                "The folder {} holds other files and no {mark}; name an empty or a new folder, so that nothing of yours is replaced.",
                place.display()
            )));
        }
        let parent = match place.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            Some(_) | None => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(|error| Failure::writing(parent, &error))?;
        let beside = tempfile::Builder::new()
            .prefix(".amparo-")
            .tempdir_in(parent)
            .map_err(|error| Failure::writing(parent, &error))?;
        Ok(Self { place: place.to_owned(), beside, readers })
    }

    /// Where to write.
    pub(crate) fn path(&self) -> &Path {
        self.beside.path()
    }

    /// Puts the folder in its place. An earlier audit there is kept until the new one stands.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let made = self.beside.keep();
        let result = open_up(&made, self.readers).and_then(|()| swap(&made, &self.place));
        if result.is_err() {
            // Nothing half-written stays; the error of the swap is the one to tell.
            let _ = fs::remove_dir_all(&made);
        }
        result.map_err(|error| Failure::writing(&self.place, &error))
    }
}

fn swap(made: &Path, place: &Path) -> io::Result<()> {
    if !place.exists() {
        return fs::rename(made, place);
    }
    let old = made.with_extension("old");
    fs::rename(place, &old)?;
    if let Err(error) = fs::rename(made, place) {
        fs::rename(&old, place)?;
        return Err(error);
    }
    fs::remove_dir_all(&old)
}

/// Temporary folders are private; an audit keeps that, a public site does not.
#[cfg(unix)]
fn open_up(made: &Path, readers: Readers) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = match readers {
        Readers::Office => 0o750,
        Readers::Everybody => 0o755,
    };
    fs::set_permissions(made, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn open_up(_: &Path, _: Readers) -> io::Result<()> {
    Ok(())
}
