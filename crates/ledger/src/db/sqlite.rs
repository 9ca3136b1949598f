//! SQLite: one file in the data folder, one process, one writer.
//!
//! Write-ahead log with full synchronisation: a commit returns after the log is on the
//! disk. `secure_delete` overwrites what is deleted; truncating the log afterwards takes
//! away the pages that still held it. The folder's lock file keeps a second process out:
//! SQLite itself would let it in, and two programs would each believe they know the head.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::config::Durability;
use crate::db::{Db, migrate};
use crate::error::{Error, Result, file};

/// The database in the data folder.
pub(crate) const FILE: &str = "ledger.sqlite";
const LOCK: &str = "ledger.lock";
/// Readers beside the writers.
const READERS_MAX: u32 = 4;
/// One is kept by whoever appends; one is for keys, checkpoints and backups. They take
/// turns by the lock of the database.
const WRITERS_MAX: u32 = 2;
/// Statements that are kept ready: appends of one to thirty-two entries, and the rest.
const STATEMENTS_MAX: usize = 200;
/// Rows that may wait for their reader.
const ROWS_WAITING_MAX: usize = 512;

/// Whoever holds this is the only process in the folder. The system lets go of it when
/// the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct FolderLock(File);

impl Drop for FolderLock {
    fn drop(&mut self) {
        // Closing it would do, but for a child that was just started: it holds the same
        // lock until it is a program of its own.
        let _ = self.0.unlock();
    }
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
            Ok(()) => Ok(FolderLock(lock)),
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
        .statement_cache_capacity(STATEMENTS_MAX)
        .row_buffer_size(ROWS_WAITING_MAX)
        .pragma("secure_delete", "on")
        .pragma("trusted_schema", "off")
        .pragma("cell_size_check", "on")
        .pragma("temp_store", "memory");
    let write = SqlitePoolOptions::new()
        .max_connections(WRITERS_MAX)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options.clone())
        .await?;
    // What a failed sync left in the log's pages may be in memory and not on the disk, and
    // no later sync would write it. Moved into the database, it is written again.
    // One connection does all of this: two that make a new file ready at once are in each
    // other's way.
    let mut first = write.acquire().await?;
    sqlx::query(EMPTY_LOG).fetch_all(&mut *first).await?;
    migrate(&mut *first).await?;
    drop(first);
    if create {
        sync_folder(folder)?;
    }
    let read = SqlitePoolOptions::new()
        .max_connections(READERS_MAX)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_lazy_with(options.pragma("query_only", "on"));
    Ok(Db::Sqlite { write, read, failed: Arc::default() })
}

/// A new file survives a power cut only if its folder does.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    let name = folder.display().to_string();
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(file(name))
}

const EMPTY_LOG: &str = "pragma wal_checkpoint(truncate)";

/// Moves all of the write-ahead log into the database and empties it.
pub(crate) async fn scrub(write: &SqlitePool) -> Result<()> {
    sqlx::query(EMPTY_LOG).fetch_all(write).await?;
    Ok(())
}
