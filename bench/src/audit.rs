//! The whole program on the two real sets of records, beside programs that only count.
//!
//! Each is a process of its own, started afresh, and judged by the median of [`RUNS`] after one to warm up. The records are
//! not part of the project: they are looked for beside it, and without them the rows say so. Nothing about a person is
//! printed or kept; what the programs write goes to a temporary folder or nowhere.

use crate::table::{Other, Table, Unit};
use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs, hint};

const RUNS: usize = 11;

struct Set {
    what: &'static str,
    file: &'static str,
    map: &'static str,
    /// What the scripts count by: `segregation` or `arrests`.
    count: &'static str,
    /// The figure of the design.
    target: Option<f64>,
}

const SETS: [Set; 2] = [
    Set {
        what: "audit of segregation placements, whole process",
        file: "detention/segregation-placements-2018-2023.csv",
        map: "us-segregation-placements.toml",
        count: "segregation",
        target: Some(180.0),
    },
    Set {
        what: "audit of arrest records, whole process",
        file: "arrests/arrest-records-2021-2025.csv",
        map: "us-arrest-records.toml",
        count: "arrests",
        target: None,
    },
];

/// Measures both audits.
pub(crate) fn run(table: &mut Table, target: &Path, venv: &Path) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("bench/ has no parent")?;
    let data =
        env::var_os("AMPARO_SHARED").map_or(root.join("../shared"), PathBuf::from).join("data");
    if !SETS.iter().any(|set| data.join(set.file).is_file()) {
        let why = "the records are not here; AMPARO_SHARED names the folder that has data/";
        SETS.iter().for_each(|set| table.missing(set.what, Unit::Milliseconds, why));
        return Ok(());
    }
    let program = match build(root) {
        Ok(program) => program,
        Err(error) => {
            let why = format!("{error:#}");
            SETS.iter().for_each(|set| table.missing(set.what, Unit::Milliseconds, &why));
            return Ok(());
        }
    };
    for set in &SETS {
        let file = data.join(set.file);
        if !file.is_file() {
            table.missing(set.what, Unit::Milliseconds, "the records are not here");
            continue;
        }
        let map = root.join("mappings").join(set.map);
        let paths = Paths { file: &file, map: &map, program: &program, target, venv };
        one(table, set, &paths)?;
    }
    Ok(())
}

/// Builds the program as it is handed out.
fn build(root: &Path) -> Result<PathBuf> {
    let output = Command::new("cargo")
        .args(["build", "--release", "--package", "amparo", "--message-format", "json"])
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    if !output.status.success() {
        bail!("the program does not build");
    }
    let text = String::from_utf8(output.stdout).context("cargo speaks no UTF-8")?;
    text.lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .next_back()
        .context("cargo names no executable")
}

/// Where everything lies that one audit needs.
struct Paths<'a> {
    file: &'a Path,
    map: &'a Path,
    program: &'a Path,
    target: &'a Path,
    venv: &'a Path,
}

fn one(table: &mut Table, set: &Set, paths: &Paths<'_>) -> Result<()> {
    let Paths { file, map, program, target, venv } = *paths;
    let out = target.join("audit").join(set.count);
    fs::create_dir_all(&out).context("cannot make the folder of the audit")?;
    let audit = median(|| {
        let mut command = Command::new(program);
        command.arg("audit").arg(file).arg("--map").arg(map).args(["--jurisdiction", "us"]);
        command.arg("--out").arg(&out).args(["--as-of", "2025-12-31", "--quiet"]);
        command
    });
    fs::remove_dir_all(&out).context("cannot remove the folder of the audit")?;
    let ours = match audit {
        Ok(seconds) => seconds * 1e3,
        Err(error) => {
            table.missing(set.what, Unit::Milliseconds, &format!("{error:#}"));
            return Ok(());
        }
    };
    let mut add = |other, note: &str| table.add(set.what, Unit::Milliseconds, ours, other, note);
    if let Some(value) = set.target {
        add(Other::Target { value }, "with reasons and report");
    }
    let named = |name: &str, seconds: Result<f64>| match seconds {
        Ok(seconds) => Other::Measured { name: name.to_owned(), value: seconds * 1e3 },
        Err(error) => Other::Missing { name: name.to_owned(), why: format!("{error:#}") },
    };
    for (name, script) in [("DuckDB", "duckdb_counts.py"), ("pandas", "pandas_counts.py")] {
        add(named(name, self::script(venv, script, set.count, file)), "bare counts only");
    }
    let itself = env::current_exe().context("the benchmark does not know where it is")?;
    let scan = median(|| {
        let mut command = Command::new(&itself);
        command.arg("--scan").arg(file);
        command
    });
    add(named("bare CSV scan", scan), "reads every cell, no more");
    Ok(())
}

fn script(venv: &Path, script: &str, count: &str, file: &Path) -> Result<f64> {
    let python = venv.join("bin").join("python");
    if !python.is_file() {
        bail!("not installed (--peers installs it)");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers").join(script);
    median(|| {
        let mut command = Command::new(&python);
        command.arg(&path).arg(count).arg(file);
        command
    })
}

/// Seconds of the median run of a process.
fn median(command: impl Fn() -> Command) -> Result<f64> {
    let mut seconds = Vec::new();
    for _ in 0..=RUNS {
        let mut command = command();
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let begin = Instant::now();
        let output = command.output().context("does not start")?;
        seconds.push(begin.elapsed().as_secs_f64());
        if !output.status.success() {
            let text = String::from_utf8_lossy(&output.stderr);
            let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
            bail!("ended with {}: {line}", output.status);
        }
    }
    // The first one filled the caches.
    seconds.remove(0);
    seconds.sort_by(f64::total_cmp);
    seconds.get(RUNS / 2).copied().context("nothing was run")
}

/// What the process of the bare scan does.
pub(crate) fn scan(file: &Path) -> Result<()> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(file)?;
    let mut record = csv::ByteRecord::new();
    let mut bytes = 0;
    while reader.read_byte_record(&mut record)? {
        bytes += record.iter().map(<[u8]>::len).sum::<usize>();
    }
    hint::black_box(bytes);
    Ok(())
}
