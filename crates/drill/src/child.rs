//! The writer that is killed, and the reader that looks for what it acknowledged.
//!
//! Several tasks append operations of two entries each, to streams of their own. A line
//! `ack TASK TURN POSITION` leaves the process after the ledger said that the operation
//! stands, and not before.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use ledger::{
    Config, Durability, Error, Ledger, NewEntry, NewPart, NewSeal, Operation, OperationId, Owner,
    Position, StreamId, SystemRandom, Unlock, Version,
};
use zeroize::Zeroizing;

/// What opens the drill's ledgers; they hold nothing.
fn key() -> Zeroizing<Vec<u8>> {
    Zeroizing::new(b"the key of a drill, which protects nothing".to_vec())
}

/// Appends until it is killed, or until its turns are done.
#[derive(Args)]
pub(crate) struct Write {
    /// A folder or postgres://….
    #[arg(long)]
    database: String,
    /// Tasks that append at once.
    #[arg(long, default_value_t = 4)]
    tasks: u16,
    /// Operations of each task.
    #[arg(long, default_value_t = u64::MAX)]
    turns: u64,
    /// After the disk failed, ask again, and say so if that is not refused.
    #[arg(long)]
    insist: bool,
    /// Do not wait for the disk.
    #[arg(long)]
    broken: bool,
}

/// One acknowledged operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ack {
    pub(crate) task: u16,
    pub(crate) turn: u64,
    pub(crate) position: u64,
}

impl Ack {
    pub(crate) fn parse(line: &str) -> Option<Ack> {
        let mut words = line.trim_end().split(' ');
        if words.next()? != "ack" {
            return None;
        }
        let ack = Ack {
            task: words.next()?.parse().ok()?,
            turn: words.next()?.parse().ok()?,
            position: words.next()?.parse().ok()?,
        };
        // A line cut short is no acknowledgement: the newline is written with it.
        (words.next().is_none() && line.ends_with('\n')).then_some(ack)
    }
}

pub(crate) fn runtime() -> Result<tokio::runtime::Runtime> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(2).enable_all().build().context("starting tasks")
}

fn stream(task: u16) -> StreamId {
    let mut bytes = [0xd1; 16];
    bytes[14..].copy_from_slice(&task.to_be_bytes());
    StreamId::from_bytes(bytes)
}

fn operation_id(task: u16, turn: u64) -> OperationId {
    let mut bytes = [0xd2; 16];
    bytes[4..6].copy_from_slice(&task.to_be_bytes());
    bytes[8..].copy_from_slice(&turn.to_be_bytes());
    OperationId::from_bytes(bytes)
}

fn text(task: u16, turn: u64, half: u8) -> String {
    format!("{task}/{turn}/{half} {}", "x".repeat(300))
}

fn operation(task: u16, turn: u64) -> Operation {
    let entry = |half: u8| NewEntry {
        stream: stream(task),
        expected: Version(turn * 2 + u64::from(half)),
        parts: vec![NewPart::new(Owner::Ledger, 1, text(task, turn, half))],
    };
    Operation::new(operation_id(task, turn), vec![entry(0), entry(1)])
}

/// Opens the drill's ledger, or makes it.
pub(crate) async fn open(config: &Config) -> Result<Ledger> {
    let random = Arc::new(SystemRandom);
    match Ledger::open(config, &Unlock::Handed(key()), random.clone()).await {
        Ok(ledger) => Ok(ledger),
        Err(Error::Absent(_)) => {
            let seals = [NewSeal::Handed(key())];
            Ok(Ledger::create(config, &seals, random).await?.0)
        }
        Err(error) => Err(error.into()),
    }
}

impl Write {
    pub(crate) fn run(self) -> Result<()> {
        let mut config = Config::parse(&self.database)?;
        if let (true, Config::Folder { durability, .. }) = (self.broken, &mut config) {
            *durability = Durability::BrokenForDrills;
        }
        runtime()?.block_on(async {
            let ledger = open(&config).await?;
            let insist = self.insist;
            let mut tasks = Vec::new();
            for task in 0..self.tasks {
                let turns = self.turns;
                tasks.push(tokio::spawn(append(ledger.clone(), task, turns, insist)));
            }
            for task in tasks {
                task.await??;
            }
            if insist {
                ledger.close().await?;
            }
            Ok(())
        })
    }
}

async fn append(ledger: Ledger, task: u16, turns: u64, insist: bool) -> Result<()> {
    // Go on where the last life of this task ended.
    let mut turn = 0;
    loop {
        let page = ledger.read_stream(stream(task), Version(turn * 2 + 1), 1000).await?;
        if page.is_empty() {
            break;
        }
        turn += u64::try_from(page.len() / 2)?;
    }
    let end = turn.saturating_add(turns);
    while turn < end {
        let position = match ledger.append(operation(task, turn)).await {
            Ok(appended) => appended.last(),
            Err(error) => {
                if insist && matches!(error, Error::DiskFailed(_)) {
                    let again = ledger.append(operation(task, turn)).await;
                    let refused = matches!(again, Err(Error::AfterFailure));
                    ensure!(refused, "went on after the disk failed: {again:?}");
                }
                return Err(error.into());
            }
        };
        let line = format!("ack {task} {turn} {position}\n");
        // One write: a line is there whole, or the process was killed before it.
        let mut out = std::io::stdout().lock();
        out.write_all(line.as_bytes())?;
        out.flush()?;
        turn += 1;
    }
    Ok(())
}

/// Looks for every acknowledged operation, and that none is there by half. Gives the
/// number of entries.
pub(crate) async fn check(config: &Config, acks: &[Ack]) -> Result<u64> {
    let ledger = open(config).await?;
    let found = ledger.verify(Position(1)..=Position(u64::MAX), &[]).await?;
    ensure!(found.is_sound(), "the log is not sound: {found:?}");
    let mut at: BTreeMap<u64, String> = BTreeMap::new();
    let mut next = Position(1);
    loop {
        let page = ledger.read(next, 1000).await?;
        let Some(last) = page.last() else { break };
        next = last.place.position.next();
        for entry in &page {
            let said = entry.parts.first().and_then(|part| part.content.clear());
            let said = String::from_utf8_lossy(said.unwrap_or_default()).into_owned();
            at.insert(entry.place.position.0, said);
        }
    }
    let (mut first, mut second) = (0_u64, 0_u64);
    for said in at.values() {
        match said.split(' ').next().and_then(|name| name.rsplit('/').next()) {
            Some("0") => first += 1,
            Some("1") => second += 1,
            other => bail!("an entry nobody wrote: {other:?}"),
        }
    }
    ensure!(first == second, "{first} first halves and {second} second halves");
    let lost = acks
        .iter()
        .filter(|ack| at.get(&ack.position) != Some(&text(ack.task, ack.turn, 1)))
        .count();
    ensure!(lost == 0, "{lost} of {} acknowledged operations are lost", acks.len());
    ledger.close().await?;
    Ok(u64::try_from(at.len())?)
}
