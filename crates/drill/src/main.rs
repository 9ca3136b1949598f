//! Drills: the ledger under kills, power cuts and full disks.
//!
//! A drill says a number only together with the broken configuration it would have
//! caught: `power --broken` must report losses, or the drill itself is worthless. Every
//! drill prints its seed. `kill` proves what a commit is; it says nothing about the disk,
//! because the system keeps its cache. `power` proves that what was acknowledged had been
//! asked of the disk, by replaying every write and every sync of a recorded run.
//!
//! `write`, `check` and `fill` are the children these drills start.

#![allow(clippy::disallowed_macros)] // A developer command says what it saw.

mod bench;
mod child;
mod fault;
mod full;
mod kill;
mod power;
mod read;
mod server;
mod shim;
mod trace;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Kills, power cuts and full disks, to see that nothing acknowledged is lost.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    drill: Drill,
}

/// How often something is killed, and where.
#[derive(clap::Args)]
struct Kills {
    /// How many times.
    #[arg(long, default_value_t = 1000)]
    times: u32,
    /// Where the random points come from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// On PostgreSQL instead of SQLite.
    #[arg(long)]
    postgres: bool,
}

#[derive(Subcommand)]
enum Drill {
    /// Kill -9 the writer at random points, again and again, and look for every entry.
    Kill(Kills),
    /// Kill -9 the real server while people write to it over HTTP.
    Serve {
        #[command(flatten)]
        kills: Kills,
        /// The program; the one beside this one if left out.
        #[arg(long, value_name = "FILE")]
        program: Option<PathBuf>,
        /// Put the records back to before a kill: the loss must be noticed.
        #[arg(long, conflicts_with = "postgres")]
        broken: bool,
    },
    /// Cut the power at every write and sync of a recorded run (needs strace).
    Power {
        /// Operations of the recorded run.
        #[arg(long, default_value_t = 200)]
        operations: u32,
        /// How many disks to look at; they are spread over the whole run.
        #[arg(long, default_value_t = 500)]
        cuts: usize,
        /// Which unsynced writes survive a cut.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Record a run that does not wait for the disk: losses must be found.
        #[arg(long)]
        broken: bool,
    },
    /// Fail every write, sync, read and truncation of a run, one by one (needs cc).
    Fault {
        /// Operations of each of two tasks in a run.
        #[arg(long, default_value_t = 6)]
        turns: u32,
        /// Only every so many calls.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
        step: u32,
        /// The negative control: writes that are said to be done and are not.
        #[arg(long)]
        lying: bool,
    },
    /// Fill the disk in mid-commit, make room, go on.
    Full {
        /// The size of the disk.
        #[arg(long, default_value_t = 4)]
        megabytes: u32,
    },
    /// Durable appends beside the bare database's own commits on the same disk.
    Bench {
        /// Commits of each kind.
        #[arg(long, default_value_t = 300)]
        commits: u32,
        /// A folder on the disk to measure.
        #[arg(long)]
        folder: Option<PathBuf>,
    },
    /// How fast a log and a snapshot are read back.
    Read {
        /// How many entries.
        #[arg(long, default_value_t = 200_000)]
        entries: u64,
        /// Parts of each: one, or two under different keys.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=2))]
        parts: u64,
        /// The size of the snapshot.
        #[arg(long, default_value_t = 256)]
        snapshot_megabytes: u64,
        /// On PostgreSQL instead of SQLite.
        #[arg(long)]
        postgres: bool,
        /// A folder on the disk to measure.
        #[arg(long)]
        folder: Option<PathBuf>,
    },
    /// (child) Appends and says so, until it is killed.
    #[command(hide = true)]
    Write(child::Write),
    /// (child) Fills the disk it stands on.
    #[command(hide = true)]
    Fill {
        #[arg(long)]
        folder: PathBuf,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().drill {
        Drill::Kill(kills) => kill::drill(kills.times, kills.seed, kills.postgres),
        Drill::Serve { kills, program, broken } => {
            let program = server::program(program)?;
            if broken {
                server::control(kills.seed, &program)
            } else {
                server::drill(kills.times, kills.seed, kills.postgres, &program)
            }
        }
        Drill::Power { operations, cuts, seed, broken } => {
            power::drill(operations, cuts, seed, broken)
        }
        Drill::Fault { turns, step, lying } => fault::drill(turns, step, lying),
        Drill::Full { megabytes } => full::drill(megabytes),
        Drill::Bench { commits, folder } => bench::run(commits, folder),
        Drill::Read { entries, parts, snapshot_megabytes, postgres, folder } => {
            read::run(&read::Reading { entries, parts, snapshot_megabytes, postgres, folder })
        }
        Drill::Write(write) => write.run(),
        Drill::Fill { folder } => full::child(&folder),
    }
}
