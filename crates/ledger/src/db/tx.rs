//! Transactions on either database.
//!
//! `begin` and `commit` are our own words here, not the library's transactions: when a
//! `commit` fails because the disk is full, SQLite has rolled back already, the library's
//! own rollback then fails, and it goes on counting the transaction as open. Later
//! "commits" only release savepoints inside a transaction that nobody ends, and what they
//! acknowledge is lost. `drill full` shows it. A connection that failed is closed instead.

use sqlx::pool::PoolConnection;
use sqlx::{Postgres, Sqlite};

use crate::db::Db;
use crate::error::{Error, Result};

/// A connection to either.
pub(crate) enum Connection {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

impl Connection {
    /// Whatever it was in the middle of is over when this is dropped.
    pub(crate) fn close_on_drop(&mut self) {
        match self {
            Connection::Sqlite(held) => held.close_on_drop(),
            Connection::Postgres(held) => held.close_on_drop(),
        }
    }
}

/// A transaction on either. One that is dropped before it was committed or rolled back
/// takes its connection with it.
pub(crate) struct Tx {
    connection: Connection,
    db: Db,
    open: bool,
}

impl Drop for Tx {
    fn drop(&mut self) {
        if self.open {
            self.connection.close_on_drop();
        }
    }
}

impl Db {
    /// A connection that can write.
    pub(crate) async fn writer(&self) -> Result<Connection> {
        self.check()?;
        Ok(match self {
            Db::Sqlite { write, .. } => Connection::Sqlite(write.acquire().await?),
            Db::Postgres(pool) => Connection::Postgres(pool.acquire().await?),
        })
    }

    pub(crate) async fn begin(&self) -> Result<Tx> {
        let connection = self.writer().await?;
        let mut tx = Tx { connection, db: self.clone(), open: true };
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
}

impl Tx {
    pub(crate) fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// After this the transaction stands, wherever the power goes.
    pub(crate) async fn commit(mut self) -> Result<()> {
        let committed = self.end("commit").await;
        committed.map_err(|error| self.db.noted(unanswered(error)))
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

/// What a failed commit means to whoever asked.
pub(crate) fn unanswered(error: sqlx::Error) -> Error {
    // The connection broke between the question and the answer.
    let broke = matches!(error, sqlx::Error::Io(_) | sqlx::Error::Protocol(_));
    let said = Error::from(error);
    if let (true, Error::Database(error)) = (broke, &said) {
        return Error::Unanswered(sqlx::Error::Protocol(error.to_string()));
    }
    said
}
