//! SQLite: one file in the data folder, one process, one writer.
//!
//! Write-ahead log with full synchronisation: a commit returns after the log is on the
//! disk. `secure_delete` overwrites what is deleted; truncating the log afterwards takes
//! away the pages that still held it. The folder's lock file keeps a second process out:
//! SQLite itself would let it in, and two programs would each believe they know the head.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::config::Durability;
use crate::db::{Db, migrate};
use crate::error::{Error, Result, file};

/// The database in the data folder.
pub(crate) const FILE: &str = "ledger.sqlite";
const LOCK: &str = "ledger.lock";
/// Readers beside the writer.
const READERS_MAX: u32 = 4;

/// Whoever holds this is the only process in the folder. The system lets go of it when
/// the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct FolderLock {
    _file: File,
}

impl FolderLock {
    pub(crate) fn take(folder: &Path) -> Result<FolderLock> {
        let path = folder.join(LOCK);
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(file(path.display().to_string()))?;
        match lock.try_lock() {
            Ok(()) => Ok(FolderLock { _file: lock }),
            Err(TryLockError::WouldBlock) => Err(Error::Locked(folder.display().to_string())),
            Err(TryLockError::Error(source)) => {
                Err(Error::File { what: path.display().to_string(), source })
            }
        }
    }
}

/// Makes the folder, for its owner only.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(file(folder.display().to_string()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
            .map_err(file(folder.display().to_string()))?;
    }
    Ok(())
}

/// Whether there is a database in the folder.
pub(crate) fn present(folder: &Path) -> bool {
    folder.join(FILE).is_file()
}

pub(crate) async fn open(folder: &Path, durability: Durability, create: bool) -> Result<Db> {
    if !create && !present(folder) {
        return Err(Error::Absent(folder.display().to_string()));
    }
    let synchronous = match durability {
        Durability::Full => SqliteSynchronous::Full,
        Durability::BrokenForDrills => SqliteSynchronous::Off,
    };
    let options = SqliteConnectOptions::new()
        .filename(folder.join(FILE))
        .create_if_missing(create)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(synchronous)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .pragma("secure_delete", "on")
        .pragma("trusted_schema", "off")
        .pragma("cell_size_check", "on")
        .pragma("temp_store", "memory");
    let write = SqlitePoolOptions::new()
        .min_connections(1)
        .max_connections(1)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options.clone())
        .await?;
    migrate(&mut *write.acquire().await?).await?;
    if create {
        sync_folder(folder)?;
    }
    let read = SqlitePoolOptions::new()
        .max_connections(READERS_MAX)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_lazy_with(options.pragma("query_only", "on"));
    Ok(Db::Sqlite { write, read })
}

/// A new file survives a power cut only if its folder does.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    let name = folder.display().to_string();
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(file(name))
}

/// Moves all of the write-ahead log into the database and empties it.
pub(crate) async fn scrub(write: &SqlitePool) -> Result<()> {
    sqlx::query("pragma wal_checkpoint(truncate)").fetch_all(write).await?;
    Ok(())
}
