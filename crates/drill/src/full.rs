//! A disk that fills up in the middle of commits.
//!
//! The disk is a small file system in memory, mounted where only the child sees it. The
//! child appends until it is told that there is no room, looks that nothing was
//! acknowledged that is not there, makes room, and goes on in the same process.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use ledger::{
    Config, Error, Ledger, NewEntry, NewPart, Operation, OperationId, Owner, Position, StreamId,
    SystemRandom, Version,
};

use crate::child::{open, runtime};

pub(crate) fn drill(megabytes: u32) -> Result<()> {
    let folder = throwaway::folder();
    let own = std::env::current_exe().context("finding this program")?;
    let script = "mount -t tmpfs -o size=\"$1\"m tmpfs \"$2\" && exec \"$3\" fill --folder \"$2\"";
    let output = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", script, "full"])
        .arg(megabytes.to_string())
        .arg(folder.path())
        .arg(own)
        .output()
        .context("cannot run unshare (util-linux)")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "the drill failed: {said}");
    print!("{}", String::from_utf8_lossy(&output.stdout));
    Ok(())
}

fn operation(version: u64, random: &SystemRandom) -> Result<Operation> {
    let entry = NewEntry {
        stream: StreamId::from_bytes([7; 16]),
        expected: Version(version),
        parts: vec![NewPart::new(Owner::Ledger, 1, vec![b'x'; 3000])],
    };
    Ok(Operation::new(OperationId::at(jiff::Timestamp::UNIX_EPOCH, random)?, vec![entry]))
}

pub(crate) fn child(folder: &Path) -> Result<()> {
    let config = Config::folder(folder.join("data"));
    let ballast = folder.join("ballast");
    fs::write(&ballast, vec![1; 1 << 20])?;
    runtime()?.block_on(async {
        let ledger = open(&config).await?;
        let full_at = until_full(&ledger, 0).await?;
        ensure!(full_at > 10, "there was no room from the beginning");
        look(&ledger, full_at).await.context("with the disk full")?;
        // Still full: still refused, still readable.
        ensure!(until_full(&ledger, full_at).await? == full_at, "room from nowhere");
        fs::remove_file(&ballast)?;
        let more = until_full(&ledger, full_at).await?;
        ensure!(more > full_at, "no append after room was made");
        look(&ledger, more).await.context("after room was made")?;
        // The power of a full disk goes too: nothing is closed.
        drop(ledger);
        println!("full: refused at {full_at} entries and at {more}, 0 lost, 0 too many");
        Ok(())
    })
}

/// Appends until the disk is full; gives the number of entries acknowledged.
async fn until_full(ledger: &Ledger, mut version: u64) -> Result<u64> {
    let random = SystemRandom;
    loop {
        match ledger.append(operation(version, &random)?).await {
            Ok(_) => version += 1,
            Err(Error::DiskFull) => return Ok(version),
            Err(other) => bail!("not told that the disk is full but: {other:?}"),
        }
    }
}

async fn look(ledger: &Ledger, count: u64) -> Result<()> {
    ensure!(ledger.head() == Position(count), "the head is at {}", ledger.head());
    let found = ledger.verify(Position(1)..=Position(u64::MAX), &[]).await?;
    ensure!(found.wrong_count == 0 && found.entries == count, "{found:?}");
    Ok(())
}
