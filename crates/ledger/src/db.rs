//! The two databases behind one text.
//!
//! Every statement of the ledger is written once, in [`crate::sql`], with `$1` for
//! values; `on!` runs the same expression against either. What really differs (how a
//! database is opened, how other nodes hear of a commit, how deleted bytes are made to
//! go away) is in `db/sqlite.rs` and `db/postgres.rs`, and nowhere else.

pub(crate) mod postgres;
pub(crate) mod sqlite;

use std::borrow::Cow;

use sqlx::migrate::{Migrate, MigrateError, Migration, MigrationType, Migrator};
use sqlx::{PgPool, Postgres, SqlSafeStr, Sqlite, SqlitePool, Transaction};

use crate::config::Config;
use crate::error::{Error, Result};

/// An open database: where to write, where to read.
#[derive(Clone, Debug)]
pub(crate) enum Db {
    /// One writer; any number of readers beside it (write-ahead log).
    Sqlite { write: SqlitePool, read: SqlitePool },
    /// One pool for both.
    Postgres(PgPool),
}

/// A transaction on either.
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
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
        match $tx {
            $crate::db::Tx::Sqlite(tx) => {
                let $connection = &mut **tx;
                $body
            }
            $crate::db::Tx::Postgres(tx) => {
                let $connection = &mut **tx;
                $body
            }
        }
    };
}

pub(crate) use {on, within};

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

    pub(crate) async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Db::Sqlite { write, .. } => Tx::Sqlite(write.begin().await?),
            Db::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Sees to it that deleted bytes leave the files, as far as the database can.
    pub(crate) async fn scrub(&self) -> Result<()> {
        match self {
            Db::Sqlite { write, .. } => sqlite::scrub(write).await,
            Db::Postgres(pool) => postgres::scrub(pool).await,
        }
    }

    pub(crate) async fn close(&self) -> Result<()> {
        match self {
            Db::Sqlite { write, read } => {
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

impl Tx {
    /// After this the transaction stands, wherever the power goes.
    pub(crate) async fn commit(self) -> Result<()> {
        let committed = match self {
            Tx::Sqlite(tx) => tx.commit().await,
            Tx::Postgres(tx) => tx.commit().await,
        };
        committed.map_err(|error| {
            // The connection broke between the question and the answer.
            let unanswered = matches!(error, sqlx::Error::Io(_) | sqlx::Error::Protocol(_));
            let said = Error::from(error);
            if let (true, Error::Database(error)) = (unanswered, &said) {
                return Error::Unanswered(sqlx::Error::Protocol(error.to_string()));
            }
            said
        })
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
