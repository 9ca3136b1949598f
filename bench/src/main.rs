//! What `cargo xtask bench` runs: Amparo beside peers and bare baselines, in one run, as one table.
//!
//! Speeds are shown, never tested: no test anywhere depends on what is printed here. `docs/benchmarks.md` says what each
//! row means. Histories are invented; the two real sets of records are used where they lie beside the project, and of
//! them only how long they take is printed.

// A developer command: it looks at the clock, at the environment, and writes to the terminal.
#![allow(clippy::disallowed_macros, clippy::disallowed_methods)]

mod audit;
mod batch;
mod book;
mod casebook;
mod gauge;
mod guide;
mod invented;
mod ledger;
mod memory;
mod peers;
mod resolution;
mod small;
mod table;

use anyhow::{Context as _, Result, ensure};
use clap::{Parser, ValueEnum};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The peers that are programs of others: the name of the package, and the parts that measure it.
const PACKAGES: [(&str, &[Part]); 4] = [
    ("openfisca-core", &[Part::Bare]),
    ("duckdb", &[Part::Audit]),
    ("pandas", &[Part::Audit]),
    ("bluebell-akn", &[Part::Resolution]),
];

/// Amparo beside peers and bare baselines.
#[derive(Parser)]
struct Options {
    /// Install the peers written in Python into bench/target/peers first
    #[arg(long)]
    peers: bool,
    /// Measure only this; everything when left out
    #[arg(long, value_enum)]
    only: Vec<Part>,
    /// Read every cell of a CSV file and stop: the bare baseline of an audit, as a process of its own
    #[arg(long, hide = true)]
    scan: Option<PathBuf>,
    /// Build a book, print by how many bytes it grew and how many clocks it has, and stop
    #[arg(long, hide = true, value_enum)]
    resident: Option<memory::Kind>,
    /// Evaluate so many times and stop: something for a profiler to look at
    #[arg(long, hide = true)]
    profile: Option<usize>,
}

#[derive(Copy, Clone, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Bytes of an open clock
    Memory,
    /// The batch engine on one rule
    Bare,
    /// The batch engine on every duty
    All,
    /// One event on a large book
    Incremental,
    /// A million invented cases in memory
    Book,
    /// Loading the law, reading dates
    Small,
    /// The whole program on real records
    Audit,
    /// The public guide of 2,000 ways
    Guide,
    /// Reading and writing resolutions
    Resolution,
    /// Durable appends, and reading the log back
    Ledger,
}

fn main() -> Result<()> {
    let options = Options::parse();
    if let Some(file) = options.scan {
        return audit::scan(&file);
    }
    if let Some(kind) = options.resident {
        return memory::measure(kind);
    }
    if let Some(times) = options.profile {
        return batch::profile(&options.only, times);
    }
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    let venv = target.join("peers");
    let wanted = |part| options.only.is_empty() || options.only.contains(&part);
    if options.peers {
        let packages = PACKAGES.iter().filter(|(_, parts)| parts.iter().any(|part| wanted(*part)));
        install(&venv, packages.map(|(package, _)| *package))?;
    }
    let ground = invented::Ground::load()?;
    let mut gauge = gauge::Gauge::new(&target.join("criterion"))?;
    let mut table = table::Table::default();
    if wanted(Part::Memory) {
        memory::run(&mut table)?;
    }
    if wanted(Part::Bare) {
        batch::bare(&mut gauge, &mut table, &ground, &venv)?;
    }
    if wanted(Part::All) {
        batch::all(&mut gauge, &mut table, &ground)?;
    }
    if wanted(Part::Incremental) {
        book::incremental(&mut table, &ground)?;
    }
    if wanted(Part::Book) {
        casebook::run(&mut table, casebook::CASES)?;
    }
    if wanted(Part::Small) {
        small::run(&mut gauge, &mut table)?;
    }
    if wanted(Part::Audit) {
        audit::run(&mut table, &target, &venv)?;
    }
    if wanted(Part::Guide) {
        guide::run(&mut table, &target)?;
    }
    if wanted(Part::Resolution) {
        resolution::run(&mut gauge, &mut table, &target, &venv)?;
    }
    if wanted(Part::Ledger) {
        ledger::run(&mut table)?;
    }
    println!("\n{}", table.text());
    let results = target.join("results.json");
    table.write(&results)?;
    println!("Above 1x we are better. The same figures: {}", results.display());
    Ok(())
}

/// Makes a Python environment with the peers. One that does not install is said and left out: its rows then say so too.
fn install<'p>(venv: &Path, packages: impl Iterator<Item = &'p str>) -> Result<()> {
    fs::create_dir_all(venv).context("cannot make the folder of peers")?;
    let made = Command::new("python3").args(["-m", "venv"]).arg(venv).status();
    ensure!(made.context("cannot start python3")?.success(), "python3 makes no environment");
    let pip = venv.join("bin").join("pip");
    for package in packages {
        let output = Command::new(&pip).args(["install", "--quiet", package]).output();
        let output = output.context("cannot start pip")?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            println!("{package} does not install: {}", said.lines().last().unwrap_or_default());
        }
    }
    Ok(())
}
