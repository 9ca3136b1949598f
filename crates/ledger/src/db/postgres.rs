//! PostgreSQL: any number of nodes on one database.
//!
//! Nodes hear of commits by `LISTEN`/`NOTIFY`. A notification is a hint, not a promise:
//! whoever listens looks at the head after every reconnection, and from time to time.

use std::str::FromStr;
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::db::{Db, migrate};
use crate::error::{Error, Result};

/// Where commits are announced: the payload is the last position.
pub(crate) const CHANNEL: &str = "amparo_ledger";
/// Where destroyed keys are announced.
pub(crate) const ERASED_CHANNEL: &str = "amparo_erased";
const CONNECTIONS_MAX: u32 = 8;

/// `blob` is what SQLite calls bytes, `"integer"` what it calls the key its rows are
/// ordered by; here they are other names for `bytea` and `bigint`.
const DOMAINS: [&str; 2] = [
    "do $$ begin create domain blob as bytea; \
        exception when duplicate_object or unique_violation then null; end $$",
    "do $$ begin create domain \"integer\" as bigint; \
        exception when duplicate_object or unique_violation then null; end $$",
];
/// A connection that lay idle this long is asked whether it is still there.
const IDLE: Duration = Duration::from_secs(5);

pub(crate) async fn open(address: &str) -> Result<Db> {
    let options = PgConnectOptions::from_str(address)
        .map_err(|_| Error::NotADatabase)?
        .application_name("amparo");
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS_MAX)
        .test_before_acquire(false)
        .before_acquire(|connection, found| {
            Box::pin(async move {
                Ok(found.idle_for < IDLE || sqlx::Connection::ping(connection).await.is_ok())
            })
        })
        // A commit waits for the disk, whatever the server's default is. There is one good
        // way to do each of our statements: it need not be looked for again.
        .after_connect(|connection, _| {
            Box::pin(async move {
                let settings =
                    ["set synchronous_commit = on", "set plan_cache_mode = force_generic_plan"];
                for setting in settings {
                    sqlx::query(setting).execute(&mut *connection).await?;
                }
                Ok(())
            })
        })
        .connect_with(options)
        .await?;
    let mut connection = pool.acquire().await?;
    for domain in DOMAINS {
        sqlx::query(domain).execute(&mut *connection).await?;
    }
    migrate(&mut *connection).await?;
    drop(connection);
    Ok(Db::Postgres(pool))
}

/// Rewrites the table of keys, so that no dead row of it stays in its file. What the
/// server's write-ahead log and its archives still hold is beyond reach from here: see
/// `docs/ledger.md`.
pub(crate) async fn scrub(pool: &PgPool) -> Result<()> {
    sqlx::query("vacuum (full) wrapped_key").execute(pool).await?;
    Ok(())
}
