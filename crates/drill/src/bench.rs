//! What an append costs beside a bare commit of the same database on the same disk.
//!
//! Both are measured in one run, by turns, so that a busy machine is busy for both. The
//! bare commit is one insert of a row of the same size, with the same settings.

#![expect(clippy::disallowed_methods, reason = "a measurement looks at the clock")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Result;
use ledger::{
    Config, NewEntry, NewPart, Operation, OperationId, Owner, StreamId, SystemRandom, Version,
};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::child::{open, runtime};

const WRITERS: u32 = 16;
/// Commits of one kind in a row.
const BLOCK: u32 = 20;
/// What a row of the ledger takes for a text of 300 bytes.
const ROW_BYTES: usize = 900;

fn operation(random: &SystemRandom) -> Result<Operation> {
    let entry = NewEntry {
        stream: StreamId::random(random)?,
        expected: Version::NONE,
        parts: vec![NewPart::new(Owner::Ledger, 1, vec![b'x'; 300])],
    };
    Ok(Operation::new(OperationId::at(jiff::Timestamp::UNIX_EPOCH, random)?, vec![entry]))
}

async fn bare(folder: &Path) -> Result<sqlx::SqlitePool> {
    let options = SqliteConnectOptions::new()
        .filename(folder.join("bare.sqlite"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "on");
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    sqlx::query("create table bare (id integer primary key, body blob not null)")
        .execute(&pool)
        .await?;
    Ok(pool)
}

pub(crate) fn run(commits: u32, folder: Option<PathBuf>) -> Result<()> {
    let own = throwaway::folder();
    let folder = folder.unwrap_or_else(|| own.path().to_owned());
    runtime()?.block_on(async {
        let random = SystemRandom;
        let ledger = open(&Config::folder(folder.join("data"))).await?;
        let pool = bare(&folder).await?;
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for block in 0..commits.div_ceil(BLOCK) {
            // Who comes second in a pair of syncs waits for some of the first's work too:
            // by blocks, and the first block counts for nobody.
            for _ in 0..BLOCK {
                let operation = operation(&random)?;
                let start = Instant::now();
                ledger.append(operation).await?;
                ours.extend((block > 0).then(|| start.elapsed()));
            }
            for _ in 0..BLOCK {
                let start = Instant::now();
                sqlx::query("insert into bare (body) values ($1)")
                    .bind(vec![7_u8; ROW_BYTES])
                    .execute(&pool)
                    .await?;
                theirs.extend((block > 0).then(|| start.elapsed()));
            }
        }
        let (ours, theirs) = (median(&mut ours), median(&mut theirs));
        println!(
            "durable append: {} µs, bare commit: {} µs (medians of {commits}), {}",
            ours.as_micros(),
            theirs.as_micros(),
            ratio(ours, theirs)
        );
        let start = Instant::now();
        let mut tasks = Vec::new();
        for _ in 0..WRITERS {
            let ledger = ledger.clone();
            tasks.push(tokio::spawn(async move {
                for _ in 0..commits {
                    ledger.append(operation(&SystemRandom)?).await?;
                }
                anyhow::Ok(())
            }));
        }
        for task in tasks {
            task.await??;
        }
        let all = u128::from(WRITERS * commits);
        let rate = all * 1_000_000 / start.elapsed().as_micros().max(1);
        let alone = 1_000_000 / ours.as_micros().max(1);
        println!("group commit: {rate} durable appends/s by {WRITERS} writers, {alone}/s by one");
        ledger.close().await?;
        Ok(())
    })
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ratio(ours: Duration, theirs: Duration) -> String {
    let hundredths = ours.as_micros() * 100 / theirs.as_micros().max(1);
    format!("{}.{:02}×", hundredths / 100, hundredths % 100)
}
