//! What an append costs beside a bare commit of the same database on the same disk.
//!
//! Both are measured in one run, by turns, so that a busy machine is busy for both. The
//! bare commit is one insert of a row of the same size, through the same library with the
//! same settings, on a connection that is kept.

#![expect(clippy::disallowed_methods, reason = "a measurement looks at the clock")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use ledger::{
    Config, Ledger, NewEntry, NewPart, Operation, OperationId, Owner, StreamId, SystemRandom,
    Version,
};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection as _, PgConnection, SqliteConnection};
use tokio::sync::Mutex;

use crate::child::{open, runtime};

const WRITERS: u32 = 16;
/// Commits of one kind in a row.
const BLOCK: u32 = 20;
/// What a row of the ledger takes for a text of 300 bytes.
const ROW_BYTES: usize = 850;

fn operation(random: &SystemRandom) -> Result<Operation> {
    let entry = NewEntry {
        stream: StreamId::random(random)?,
        expected: Version::NONE,
        parts: vec![NewPart::new(Owner::Ledger, 1, vec![b'x'; 300])],
    };
    Ok(Operation::new(OperationId::at(jiff::Timestamp::UNIX_EPOCH, random)?, vec![entry]))
}

/// A bare database of the same kind.
enum Bare {
    /// All writers take turns: there is one writer in SQLite.
    Sqlite(Arc<Mutex<SqliteConnection>>),
    /// One for each writer.
    Postgres(Vec<Arc<Mutex<PgConnection>>>),
}

const INSERT: &str = "insert into bare (body) values ($1)";

impl Bare {
    async fn sqlite(folder: &Path) -> Result<Bare> {
        let options = SqliteConnectOptions::new()
            .filename(folder.join("bare.sqlite"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("secure_delete", "on");
        let mut connection = SqliteConnection::connect_with(&options).await?;
        let table = "create table bare (id integer primary key, body blob not null)";
        sqlx::query(table).execute(&mut connection).await?;
        Ok(Bare::Sqlite(Arc::new(Mutex::new(connection))))
    }

    async fn postgres(address: &str) -> Result<Bare> {
        let mut connections = Vec::new();
        for _ in 0..WRITERS {
            connections.push(PgConnection::connect(address).await?);
        }
        let first = connections.first_mut().context("a connection")?;
        let table = "create table bare \
            (id bigint generated always as identity primary key, body bytea not null)";
        sqlx::query(table).execute(first).await?;
        let shared = connections.into_iter().map(|held| Arc::new(Mutex::new(held)));
        Ok(Bare::Postgres(shared.collect()))
    }

    async fn commit(&self, writer: usize) -> Result<()> {
        let body = vec![7_u8; ROW_BYTES];
        match self {
            Bare::Sqlite(one) => {
                sqlx::query(INSERT).bind(body).execute(&mut *one.lock().await).await?;
            }
            Bare::Postgres(many) => {
                let one = many.get(writer).context("a connection for each writer")?;
                sqlx::query(INSERT).bind(body).execute(&mut *one.lock().await).await?;
            }
        }
        Ok(())
    }
}

pub(crate) fn run(commits: u32, folder: Option<PathBuf>) -> Result<()> {
    let own = throwaway::folder();
    let folder = folder.unwrap_or_else(|| own.path().to_owned());
    let runtime = runtime()?;
    // In a task, where a server's requests are; the main thread would be one hand-over
    // further away.
    let inside = folder.clone();
    runtime.block_on(runtime.spawn(async move {
        let ledger = open(&Config::folder(inside.join("data"))).await?;
        both("sqlite", ledger, Bare::sqlite(&inside).await?, commits).await
    }))??;
    let server = throwaway::Postgres::start(throwaway::Durable::Yes)?;
    let (ours, theirs) = (server.database(), server.database());
    runtime.block_on(runtime.spawn(async move {
        let ledger = open(&Config::parse(&ours)?).await?;
        both("postgresql", ledger, Bare::postgres(&theirs).await?, commits).await
    }))??;
    drop(runtime);
    Ok(())
}

async fn both(name: &str, ledger: Ledger, bare: Bare, commits: u32) -> Result<()> {
    let bare = Arc::new(bare);
    let (ours, theirs) = one_writer(&ledger, &bare, commits).await?;
    said(name, 1, ours, theirs);
    let (mut ours, mut theirs) = (Duration::ZERO, Duration::ZERO);
    let rounds = commits.div_ceil(BLOCK).min(10);
    for _ in 0..rounds {
        let each = BLOCK;
        ours += many(|_| {
            let ledger = ledger.clone();
            async move {
                for _ in 0..each {
                    ledger.append(operation(&SystemRandom)?).await?;
                }
                Ok(())
            }
        })
        .await?;
        theirs += many(|writer| {
            let bare = Arc::clone(&bare);
            async move {
                for _ in 0..each {
                    bare.commit(writer).await?;
                }
                Ok(())
            }
        })
        .await?;
    }
    let of_one = |all: Duration| all / (rounds * BLOCK * WRITERS);
    said(name, WRITERS, of_one(ours), of_one(theirs));
    ledger.close().await?;
    Ok(())
}

/// A line for people, which the table of `cargo xtask bench` reads too.
fn said(name: &str, writers: u32, ours: Duration, theirs: Duration) {
    let hundredths = ours.as_nanos() * 100 / theirs.as_nanos().max(1);
    println!(
        "append {name} {writers} writers: {} ns a durable append, {} ns a bare commit, \
         {}.{:02} times",
        ours.as_nanos(),
        theirs.as_nanos(),
        hundredths / 100,
        hundredths % 100
    );
}

/// Medians of one append and of one bare commit.
async fn one_writer(ledger: &Ledger, bare: &Bare, commits: u32) -> Result<(Duration, Duration)> {
    let random = SystemRandom;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for block in 0..=commits.div_ceil(BLOCK) {
        // Who comes second in a pair of syncs waits for some of the first's work too: by
        // blocks, and the first block counts for nobody.
        for _ in 0..BLOCK {
            let operation = operation(&random)?;
            let start = Instant::now();
            ledger.append(operation).await?;
            ours.extend((block > 0).then(|| start.elapsed()));
        }
        for _ in 0..BLOCK {
            let start = Instant::now();
            bare.commit(0).await?;
            theirs.extend((block > 0).then(|| start.elapsed()));
        }
    }
    Ok((median(&mut ours), median(&mut theirs)))
}

/// How long it takes that many tasks at once.
async fn many<F>(task: impl Fn(usize) -> F) -> Result<Duration>
where
    F: Future<Output = Result<()>> + Send + 'static,
{
    let start = Instant::now();
    let tasks: Vec<_> = (0..usize::try_from(WRITERS)?).map(|at| tokio::spawn(task(at))).collect();
    for task in tasks {
        task.await??;
    }
    Ok(start.elapsed())
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
