//! The workshop: where the repository is, and how a child process is run.
//!
//! Every command of a step goes through [`Shop::run`], which writes all it says to
//! a log file, so that a passing check is a page and a failing one loses nothing.
//! This is the one file of the developer commands that looks at the machine: its
//! clock, its environment, its search path.

#![allow(clippy::disallowed_methods)] // The place clippy.toml names.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// How much of a failed step's log is shown; the rest is in the file.
const TAIL_LINES_MAX: usize = 150;
/// How much of a log is read back into memory at most.
const LOG_BYTES_MAX: u64 = 1 << 20;

/// The repository and its build folder.
pub(crate) struct Shop {
    /// The folder of the root manifest.
    pub(crate) root: PathBuf,
    /// Where cargo builds.
    pub(crate) target: PathBuf,
}

impl Shop {
    /// Finds the repository: the one cargo runs this command for, or, run without
    /// cargo, the one it was built from.
    pub(crate) fn open() -> Result<Shop> {
        let own = std::env::var_os("CARGO_MANIFEST_DIR")
            .unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&own).parent().context("xtask/ has no parent folder")?.to_owned();
        let output = cargo(&root)
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .stderr(Stdio::inherit())
            .output()
            .context("cannot run `cargo metadata`; is cargo on the search path?")?;
        if !output.status.success() {
            bail!("`cargo metadata` failed; mend the manifest it names and run this again");
        }
        let metadata: serde_json::Value =
            serde_json::from_slice(&output.stdout).context("reading `cargo metadata`")?;
        let target = metadata["target_directory"]
            .as_str()
            .context("`cargo metadata` names no target_directory")?
            .into();
        Ok(Shop { root, target })
    }

    /// `cargo` with these arguments, at the root.
    pub(crate) fn cargo<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        let mut command = cargo(&self.root);
        command.args(args);
        command
    }

    /// Any program at the root.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        command(program, &self.root)
    }

    /// A program of ours or the machine's: `target/tools/bin` first, then the
    /// search path.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        let own = self.tools().join("bin").join(program);
        if own.is_file() {
            return Some(own);
        }
        std::env::split_paths(&std::env::var_os("PATH")?)
            .map(|folder| folder.join(program))
            .find(|path| path.is_file())
    }

    /// Where tools are installed that the checks need and the machine lacks.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// Runs a command with all its output in `target/xtask/NAME.log`.
    pub(crate) fn run(&self, name: &str, command: &mut Command) -> Result<Log> {
        let folder = self.target.join("xtask");
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        let path = folder.join(format!("{name}.log"));
        let file =
            File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        let shown = show(command);
        let status = command
            .stdin(Stdio::null())
            .stdout(file.try_clone().context("sharing the log file")?)
            .stderr(file)
            .status()
            .with_context(|| format!("cannot start `{shown}`"))?;
        let log = Log { path };
        if status.success() {
            return Ok(log);
        }
        let tail = log.tail()?;
        bail!("`{shown}` ended with {status}; its last words ({}):\n{tail}", log.path.display());
    }
}

/// What a command said.
pub(crate) struct Log {
    path: PathBuf,
}

impl Log {
    /// The last part of the log, at most [`LOG_BYTES_MAX`].
    pub(crate) fn text(&self) -> Result<String> {
        let read = || -> std::io::Result<String> {
            let mut file = File::open(&self.path)?;
            let length = file.metadata()?.len();
            file.seek(SeekFrom::Start(length.saturating_sub(LOG_BYTES_MAX)))?;
            let mut bytes = Vec::new();
            file.take(LOG_BYTES_MAX).read_to_end(&mut bytes)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        };
        read().with_context(|| format!("cannot read {}", self.path.display()))
    }

    fn tail(&self) -> Result<String> {
        let text = self.text()?;
        let lines: Vec<&str> = text.lines().collect();
        let start = lines.len().saturating_sub(TAIL_LINES_MAX);
        Ok(lines.get(start..).unwrap_or_default().join("\n"))
    }
}

/// How long something took.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    pub(crate) fn start() -> Stopwatch {
        Stopwatch(Instant::now())
    }

    /// Seconds and tenths, for a person.
    pub(crate) fn shown(&self) -> String {
        let millis = self.0.elapsed().as_millis();
        format!("{}.{} s", millis / 1000, millis % 1000 / 100)
    }
}

fn cargo(root: &Path) -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), root)
}

/// A program in a folder, without what was meant for this one: `cargo run` tells its
/// child which package it is, and a cargo started by that child would pass it on to
/// build scripts, which would then rebuild for no reason.
pub(crate) fn command(program: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let Some(text) = name.to_str() else { continue };
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(text);
        }
    }
    command.current_dir(folder);
    command
}

/// A command as one would type it; cargo by its name, not by its place on the machine.
fn show(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
