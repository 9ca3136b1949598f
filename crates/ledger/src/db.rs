//! The two databases behind one text.
//!
//! Every statement of the ledger is written once, in [`crate::sql`], with `$1` for
//! values; `on!` runs the same expression against either. What really differs (how a
//! database is opened, how other nodes hear of a commit, how deleted bytes are made to
//! go away) is in `db/sqlite.rs` and `db/postgres.rs`, and nowhere else.

pub(crate) mod postgres;
pub(crate) mod sqlite;
mod tx;

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sqlx::migrate::{Migrate, MigrateError, Migration, MigrationType, Migrator};
use sqlx::{PgPool, SqlSafeStr, SqlitePool};

use crate::config::Config;
use crate::error::{Error, Result};

/// An open database: where to write, where to read.
#[derive(Clone, Debug)]
pub(crate) enum Db {
    /// One writes at a time; any number read beside it (write-ahead log). `failed` once
    /// the disk failed in the middle of a write.
    Sqlite { write: SqlitePool, read: SqlitePool, failed: Arc<AtomicBool> },
    /// One pool for both.
    Postgres(PgPool),
}

/// The same expression on whichever database is open, reading.
macro_rules! on {
    ($db:expr, $pool:ident => $body:expr) => {
        match $db {
            $crate::db::Db::Sqlite { read: $pool, .. } => $body,
            $crate::db::Db::Postgres($pool) => $body,
        }
    };
}

/// The same expression in a transaction on either.
macro_rules! within {
    ($tx:expr, $connection:ident => $body:expr) => {
        match $tx.connection() {
            $crate::db::Connection::Sqlite(held) => {
                let $connection = &mut **held;
                $body
            }
            $crate::db::Connection::Postgres(held) => {
                let $connection = &mut **held;
                $body
            }
        }
    };
}

pub(crate) use {on, within};

pub(crate) use tx::{Connection, Tx, unanswered};

impl Db {
    /// Opens the database and brings its tables up to date.
    pub(crate) async fn open(config: &Config, create: bool) -> Result<Db> {
        match config {
            Config::Folder { folder, durability } => {
                sqlite::open(folder, *durability, create).await
            }
            Config::Postgres { address } => postgres::open(address).await,
        }
    }

    /// Refuses to write after the disk failed in the middle of a write: a sync that failed
    /// may be answered with success when it is asked again, though nothing was kept.
    pub(crate) fn check(&self) -> Result<()> {
        match self {
            Db::Sqlite { failed, .. } if failed.load(Ordering::Acquire) => Err(Error::AfterFailure),
            Db::Sqlite { .. } | Db::Postgres(_) => Ok(()),
        }
    }

    /// Keeps in mind that the disk failed, if that is what it was.
    pub(crate) fn noted(&self, error: Error) -> Error {
        if let (Db::Sqlite { failed, .. }, Error::DiskFailed(_)) = (self, &error) {
            failed.store(true, Ordering::Release);
        }
        error
    }

    /// Sees to it that deleted bytes leave the files, as far as the database can.
    pub(crate) async fn scrub(&self) -> Result<()> {
        match self {
            Db::Sqlite { write, .. } => {
                sqlite::scrub(write).await.map_err(|error| self.noted(error))
            }
            Db::Postgres(pool) => postgres::scrub(pool).await,
        }
    }

    pub(crate) async fn close(&self) -> Result<()> {
        match self {
            Db::Sqlite { write, read, .. } => {
                read.close().await;
                let scrubbed = sqlite::scrub(write).await;
                write.close().await;
                scrubbed
            }
            Db::Postgres(pool) => {
                pool.close().await;
                Ok(())
            }
        }
    }
}

/// All there ever was, in order; the last one is the version of the tables.
fn migrations() -> Vec<Migration> {
    let migration = |version, name: &'static str, sql: &'static str| {
        Migration::new(
            version,
            Cow::Borrowed(name),
            MigrationType::Simple,
            sql.into_sql_str(),
            false,
        )
    };
    vec![migration(1, "ledger", include_str!("../migrations/0001_ledger.sql"))]
}

/// Brings the tables up to date; refuses tables of a later program.
async fn migrate<C>(connection: &mut C) -> Result<()>
where
    C: Migrate,
{
    let known = migrations().iter().map(|migration| migration.version).max().unwrap_or(0);
    match Migrator::with_migrations(migrations()).run_direct(None, connection, false).await {
        Ok(()) => Ok(()),
        Err(MigrateError::VersionMissing(found)) => Err(Error::FromTheFuture { found, known }),
        Err(MigrateError::VersionMismatch(_) | MigrateError::Dirty(_)) => {
            Err(Error::DamagedTable("list of migrations"))
        }
        Err(MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)) => {
            Err(error.into())
        }
        Err(_) => Err(Error::DamagedTable("list of migrations")),
    }
}
