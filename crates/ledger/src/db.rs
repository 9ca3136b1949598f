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
use sqlx::pool::PoolConnection;
use sqlx::{PgPool, Postgres, SqlSafeStr, Sqlite, SqlitePool};

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

/// A transaction on either. One that is dropped before it was committed or rolled back
/// takes its connection with it.
///
/// `begin` and `commit` are our own words here, not the library's transactions: when a
/// `commit` fails because the disk is full, SQLite has rolled back already, the library's
/// own rollback then fails, and it goes on counting the transaction as open. Later
/// "commits" only release savepoints inside a transaction that nobody ends, and what they
/// acknowledge is lost. `drill full` shows it. A connection that failed is closed instead.
pub(crate) struct Tx {
    connection: Connection,
    open: bool,
}

pub(crate) enum Connection {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

impl Drop for Tx {
    fn drop(&mut self) {
        if self.open {
            match &mut self.connection {
                Connection::Sqlite(connection) => connection.close_on_drop(),
                Connection::Postgres(connection) => connection.close_on_drop(),
            }
        }
    }
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
        let connection = match self {
            Db::Sqlite { write, .. } => Connection::Sqlite(write.acquire().await?),
            Db::Postgres(pool) => Connection::Postgres(pool.acquire().await?),
        };
        let mut tx = Tx { connection, open: true };
        match &mut tx.connection {
            // The write lock now, not at the first write: a lock cannot be upgraded while
            // another has it.
            Connection::Sqlite(held) => {
                sqlx::query("begin immediate").execute(&mut **held).await.map(drop)
            }
            Connection::Postgres(held) => sqlx::query("begin").execute(&mut **held).await.map(drop),
        }?;
        Ok(tx)
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
    pub(crate) fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// After this the transaction stands, wherever the power goes.
    pub(crate) async fn commit(mut self) -> Result<()> {
        let committed = self.end("commit").await;
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

    pub(crate) async fn roll_back(mut self) -> Result<()> {
        Ok(self.end("rollback").await?)
    }

    async fn end(&mut self, word: &'static str) -> std::result::Result<(), sqlx::Error> {
        match &mut self.connection {
            Connection::Sqlite(held) => sqlx::query(word).execute(&mut **held).await.map(drop),
            Connection::Postgres(held) => sqlx::query(word).execute(&mut **held).await.map(drop),
        }?;
        self.open = false;
        Ok(())
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
