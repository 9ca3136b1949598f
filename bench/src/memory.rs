//! What an open clock costs in memory.
//!
//! A book is built in a process of its own, which tells how much its resident memory grew: memory that an earlier
//! measurement gave back to the allocator would hide what this one takes.

use crate::book;
use crate::invented::{Dice, Ground, Palette};
use crate::table::{Other, Table, Unit};
use anyhow::{Context as _, Result, ensure};
use clap::ValueEnum;
use duty::{Book, CaseId, Clock, Event};
use std::process::{Command, Stdio};
use std::{env, fs};

/// Which book.
#[derive(Copy, Clone, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Kind {
    /// One event and one open clock a case
    Open,
    /// Four events a case, every duty
    Full,
}

/// Measures both books.
pub(crate) fn run(table: &mut Table) -> Result<()> {
    let target = || Other::Target { value: 200.0 };
    let value = size_of::<Clock>() as f64;
    table.add("an open clock, its value", Unit::Bytes, value, target(), "size_of Clock");

    let cases = f64::from(book::CASES);
    let (bytes, clocks) = child(Kind::Open)?;
    ensure!(clocks == cases, "{clocks} clocks in {cases} cases");
    let event = size_of::<Event>();
    let note =
        format!("resident growth: clock, wake-up, case, and its one event (unpacked {event} B)");
    table.add("an open clock in a book, everything", Unit::Bytes, bytes / clocks, target(), &note);

    let (bytes, clocks) = child(Kind::Full)?;
    let each = clocks / cases;
    let note = format!("{each:.1} clocks and 4 events a case, resident growth over all clocks");
    let what = "a clock in a book under every duty";
    table.add(what, Unit::Bytes, bytes / clocks, target(), &note);
    Ok(())
}

/// What the process of one measurement does: prints by how many bytes it grew, and the number of clocks.
pub(crate) fn measure(kind: Kind) -> Result<()> {
    let ground = Ground::load()?;
    let palette = Palette::new(&ground)?;
    let before = resident()?;
    let book = match kind {
        Kind::Open => book::open(&ground)?,
        Kind::Full => book::full(&ground, &palette, &mut Dice::new(3))?,
    };
    let grown = resident()?.saturating_sub(before);
    println!("{grown} {}", clocks(&book));
    Ok(())
}

fn clocks(book: &Book) -> usize {
    (0..book::CASES).map(|case| book.clocks(CaseId(u64::from(case))).count()).sum()
}

fn child(kind: Kind) -> Result<(f64, f64)> {
    let itself = env::current_exe().context("the benchmark does not know where it is")?;
    let name = kind.to_possible_value().context("a book without a name")?;
    let output = Command::new(itself)
        .args(["--resident", name.get_name()])
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start a process for the book")?;
    ensure!(output.status.success(), "the process of the book ended with {}", output.status);
    let text = String::from_utf8(output.stdout).context("no text")?;
    let (bytes, clocks) = text.trim().split_once(' ').context("no two numbers")?;
    Ok((bytes.parse().context("no number")?, clocks.parse().context("no number")?))
}

/// Bytes that the system holds in memory for this process.
pub(crate) fn resident() -> Result<u64> {
    let text =
        fs::read_to_string("/proc/self/status").context("memory is measured on Linux only")?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    let kilobytes = line.trim().trim_end_matches("kB").trim();
    Ok(kilobytes.parse::<u64>().context("VmRSS is no number")? * 1_024)
}
