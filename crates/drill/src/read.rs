//! How fast a log and a snapshot are read back.
//!
//! A ledger of cases and persons is written first (whole pages in one commit, and without
//! waiting for the disk, which is not what is measured), closed, opened again, and read:
//! the keys, every entry with all its parts opened, and a snapshot of so many bytes.

#![expect(clippy::disallowed_methods, reason = "a measurement looks at the clock")]

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use ledger::{
    Config, Durability, KeyId, Ledger, NewEntry, NewPart, Operation, OperationId, Owner, Position,
    StreamId, SystemRandom, Version,
};

use crate::child::{open, runtime};

/// Entries of one case.
const OF_CASE: u64 = 10;
const CASES_OF_OPERATION: u64 = 40;
/// What a part says, before padding.
const TEXT_BYTES: usize = 110;
const SCHEMA: u32 = 1;

pub(crate) struct Reading {
    pub(crate) entries: u64,
    pub(crate) parts: u64,
    pub(crate) snapshot_megabytes: u64,
    pub(crate) postgres: bool,
    pub(crate) folder: Option<PathBuf>,
}

pub(crate) fn run(reading: &Reading) -> Result<()> {
    let own = throwaway::folder();
    let folder = reading.folder.clone().unwrap_or_else(|| own.path().to_owned());
    let config = if reading.postgres {
        Config::parse(&throwaway::postgres().database())?
    } else {
        Config::Folder { folder: folder.join("data"), durability: Durability::BrokenForDrills }
    };
    runtime()?.block_on(async {
        let start = Instant::now();
        fill(&config, reading).await?;
        say("written", reading.entries, "entries", start.elapsed());
        let start = Instant::now();
        let ledger = open(&config).await?;
        say("opened", 1, "ledger", start.elapsed());
        let start = Instant::now();
        let keys = ledger.keys().load_all().await?;
        say("unwrapped", keys, "keys", start.elapsed());
        let before = processor();
        let start = Instant::now();
        let (mut read, mut bytes) = (0, 0);
        let mut replay = ledger.replay(Position::START);
        while let Some(entries) = replay.next().await? {
            for entry in &entries {
                read += 1;
                bytes += entry.parts.iter().filter_map(|part| part.content.clear()).count();
            }
        }
        say("read and opened", read, "entries", start.elapsed());
        let spent = Duration::from_millis((processor() - before) * 10);
        say("the same in time of one processor", read, "entries", spent);
        let parts = usize::try_from(reading.entries * reading.parts)?;
        ensure!(read == reading.entries && bytes == parts, "{read} entries, {bytes} parts");
        snapshot(&ledger, &folder.join("snapshot"), reading.snapshot_megabytes).await?;
        ledger.close().await?;
        Ok(())
    })
}

fn say(what: &str, count: u64, of: &str, took: Duration) {
    let rate = u128::from(count) * 1_000_000_000 / took.as_nanos().max(1);
    println!("{what}: {count} {of} in {} ms, {rate}/s", took.as_millis());
}

/// The time that this process had of all processors, in hundredths of a second: on a busy
/// machine that says more than the clock.
fn processor() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let field = |at: usize| after.split(' ').nth(at).and_then(|word| word.parse::<u64>().ok());
    field(12).zip(field(13)).map_or(0, |(user, system)| user + system)
}

async fn fill(config: &Config, reading: &Reading) -> Result<()> {
    let random = SystemRandom;
    let ledger = open(config).await?;
    // What an earlier run left in the folder is read again.
    let mut written = ledger.head().0;
    while written < reading.entries {
        let mut owners = Vec::new();
        let mut entries = Vec::new();
        for _ in 0..CASES_OF_OPERATION {
            let stream = StreamId::random(&random)?;
            let case = Owner::Case(KeyId::random(&random)?);
            let person = Owner::Person(KeyId::random(&random)?);
            owners.push(case);
            owners.extend((reading.parts > 1).then_some(person));
            for version in 0..OF_CASE.min(reading.entries - written) {
                let part = |owner| NewPart::new(owner, 1, vec![b'x'; TEXT_BYTES]);
                let mut parts = vec![part(case)];
                parts.extend((reading.parts > 1).then(|| part(person)));
                entries.push(NewEntry { stream, expected: Version(version), parts });
                written += 1;
            }
        }
        entries.retain(|entry| !entry.parts.is_empty());
        if entries.is_empty() {
            break;
        }
        let id = OperationId::at(jiff::Timestamp::UNIX_EPOCH, &random)?;
        ledger.append(Operation::new(id, entries).with_keys(owners)).await?;
    }
    ledger.close().await?;
    Ok(())
}

async fn snapshot(ledger: &Ledger, path: &std::path::Path, megabytes: u64) -> Result<()> {
    let chunk = vec![b's'; 1 << 20];
    let start = Instant::now();
    let mut out = ledger.write_snapshot(path, ledger.head(), SCHEMA).await?;
    say("tree for the snapshot", 1, "root", start.elapsed());
    let start = Instant::now();
    for _ in 0..megabytes {
        out.write_all(&chunk)?;
    }
    out.finish().await?;
    say("snapshot written", megabytes, "MiB", start.elapsed());
    let start = Instant::now();
    let mut input = ledger.read_snapshot(path, SCHEMA).await?;
    let mut buffer = vec![0; 1 << 20];
    let mut read = 0;
    loop {
        let some = input.read(&mut buffer)?;
        if some == 0 {
            break;
        }
        read += u64::try_from(some)?;
    }
    ensure!(read == megabytes << 20, "{read} bytes");
    say("snapshot read", megabytes, "MiB", start.elapsed());
    Ok(())
}
