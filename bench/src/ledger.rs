//! The ledger beside the bare database: durable appends, and reading everything back.
//!
//! `crates/drill` measures; it has the databases and starts a PostgreSQL of its own, and this
//! workspace need not build them again. Here its lines are only read. A bare commit is one
//! insert of a row of the same size through the same library on a connection that is kept.

use crate::table::{Other, Table, Unit};
use anyhow::{Context as _, Result, bail};
use std::path::Path;
use std::process::{Command, Stdio};

const COMMITS: &str = "300";
const ENTRIES: &str = "200000";

/// Runs both drills and adds their rows.
pub(crate) fn run(table: &mut Table) -> Result<()> {
    for line in drill(&["bench", "--commits", COMMITS])?.lines() {
        let Some(append) = Append::read(line) else { continue };
        let Append { database, writers, ours, theirs } = append;
        let what = format!("durable append, {database}, {writers} at once");
        let other = Other::Measured { name: "its own commit".to_owned(), value: theirs / 1e3 };
        table.add(&what, Unit::Microseconds, ours / 1e3, other, "target: at most 1.2 times");
    }
    for parts in ["1", "2"] {
        let said = drill(&["read", "--entries", ENTRIES, "--parts", parts])?;
        let what = format!("log read back and opened, parts of an entry: {parts}");
        let rate = said.lines().find_map(|line| rate(line, "read and opened: "));
        let rate = rate.context("the drill did not say how fast it read")?;
        // Ten million entries in twenty seconds.
        let other = Other::Target { value: 5e5 };
        table.add(&what, Unit::EventsPerSecond, rate, other, "all processors");
    }
    Ok(())
}

fn drill(arguments: &[&str]) -> Result<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("bench/ has no parent")?;
    let output = Command::new("cargo")
        .args(["run", "--release", "--quiet", "--package", "drill", "--"])
        .args(arguments)
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    if !output.status.success() {
        bail!("the drill ended with {}", output.status);
    }
    String::from_utf8(output.stdout).context("the drill does not speak UTF-8")
}

/// `append DATABASE N writers: OURS ns a durable append, THEIRS ns a bare commit, …`.
struct Append {
    database: String,
    writers: String,
    ours: f64,
    theirs: f64,
}

impl Append {
    fn read(line: &str) -> Option<Append> {
        let words: Vec<&str> = line.strip_prefix("append ")?.split(' ').collect();
        Some(Append {
            database: (*words.first()?).to_owned(),
            writers: (*words.get(1)?).to_owned(),
            ours: words.get(3)?.parse().ok()?,
            theirs: words.get(8)?.parse().ok()?,
        })
    }
}

/// `WHAT: N entries in M ms, RATE/s`.
fn rate(line: &str, what: &str) -> Option<f64> {
    line.strip_prefix(what)?.rsplit(' ').next()?.strip_suffix("/s")?.parse().ok()
}
