//! Databases to be thrown away: for tests, drills and benchmarks.
//!
//! PostgreSQL is started once per process, by an unprivileged user (`initdb` refuses
//! root), on a socket in a folder of its own, without the network; each test gets a
//! database of its own. A shell beside it waits for this process to end, however it ends,
//! then stops the server and removes the folder. Missing PostgreSQL is a failure, never a
//! silent pass: half of what the tests promise would not have been tested.
//!
//! For tests only: the server runs without waiting for the disk.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// Nobody: who runs the server when the tests run as root.
const NOBODY: u32 = 65534;
const USER: &str = "amparo";

/// A folder that is gone when this is dropped.
///
/// # Panics
/// When the machine has no place for it.
#[must_use]
pub fn folder() -> tempfile::TempDir {
    tempfile::Builder::new().prefix("amparo-").tempdir().expect("a temporary folder")
}

/// How the server keeps what it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durable {
    /// It does not wait for the disk: fast, for tests.
    No,
    /// It does: for drills and measurements.
    Yes,
}

/// The server of this process; started by whoever asks first.
///
/// # Panics
/// When PostgreSQL is not installed or does not start: the message says what to do.
#[must_use]
pub fn postgres() -> &'static Postgres {
    static SERVER: OnceLock<Postgres> = OnceLock::new();
    SERVER.get_or_init(|| match Postgres::start(Durable::No) {
        Ok(server) => server,
        Err(error) => {
            #[expect(clippy::panic, reason = "a test without its database has failed")]
            {
                panic!("PostgreSQL for the tests: {error}")
            }
        }
    })
}

/// A running server.
#[derive(Debug)]
pub struct Postgres {
    folder: PathBuf,
    programs: PathBuf,
    uid: Option<u32>,
    databases: AtomicU32,
    keeper: Mutex<Child>,
}

impl Postgres {
    /// Starts a server of its own, stopped when this is dropped or the process ends.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub fn start(durable: Durable) -> io::Result<Postgres> {
        let programs = programs()?;
        let folder = tempfile::Builder::new().prefix("amparo-pg-").tempdir()?.keep();
        let uid = (fs::metadata(&folder)?.uid() == 0).then_some(NOBODY);
        if let Some(uid) = uid {
            chown(&folder, Some(uid), Some(uid))?;
        }
        let data = folder.join("data");
        let mut initdb = command(&programs, "initdb", uid);
        initdb.arg("-D").arg(&data).args(["-U", USER, "--auth=trust", "--no-sync"]);
        initdb.args(["--encoding=UTF8", "--locale=C"]);
        finish(&mut initdb)?;
        let keeper = keep(&programs, &folder, &data, uid, durable)?;
        let databases = AtomicU32::new(0);
        Ok(Postgres { folder, programs, uid, databases, keeper: Mutex::new(keeper) })
    }

    /// The address of a new, empty database.
    ///
    /// # Panics
    /// When the server does not make one.
    #[must_use]
    pub fn database(&self) -> String {
        let name = format!("d{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let mut createdb = command(&self.programs, "createdb", self.uid);
        createdb.arg("-h").arg(&self.folder).args(["-U", USER, &name]);
        finish(&mut createdb).expect("a new database");
        format!("postgres://{USER}@localhost/{name}?host={}", self.folder.display())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let keeper = self.keeper.get_mut().unwrap_or_else(PoisonError::into_inner);
        drop(keeper.stdin.take());
        // It has nothing to tell us: the server is gone, or the folder stays behind.
        let _ = keeper.wait();
    }
}

/// A shell that starts the server, and stops it when our end of its input closes.
fn keep(
    programs: &Path,
    folder: &Path,
    data: &Path,
    uid: Option<u32>,
    durable: Durable,
) -> io::Result<Child> {
    // Ours to end: an interrupted test run must still leave nothing behind.
    const SCRIPT: &str = r#"trap '' INT TERM HUP
        "$1/pg_ctl" -D "$3" -s -w -l "$2/log" -o "$4" start >/dev/null || {
            echo failed; cat "$2/log" >&2; rm -rf "$2"; exit 1; }
        echo ready
        cat >/dev/null
        "$1/pg_ctl" -D "$3" -s -m immediate stop >/dev/null 2>&1
        rm -rf "$2""#;
    let safety = match durable {
        Durable::No => "-c fsync=off -c full_page_writes=off",
        Durable::Yes => "-c fsync=on",
    };
    let options =
        format!("-k '{}' -c listen_addresses='' -c max_connections=300 {safety}", folder.display());
    let mut shell = Command::new("sh");
    shell.args(["-c", SCRIPT, "keeper"]).arg(programs).arg(folder).arg(data).arg(options);
    shell.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
    shell.process_group(0);
    if let Some(uid) = uid {
        shell.uid(uid).gid(uid);
    }
    let mut keeper = shell.spawn()?;
    let mut said = String::new();
    if let Some(stdout) = keeper.stdout.take() {
        BufReader::new(stdout).read_line(&mut said)?;
    }
    if said.trim() == "ready" {
        Ok(keeper)
    } else {
        keeper.wait()?;
        Err(io::Error::other("the server did not start; its log is above"))
    }
}

/// Where the server's programs are: on the search path, or where Debian puts them.
fn programs() -> io::Result<PathBuf> {
    let mut places: Vec<PathBuf> = Vec::new();
    if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
        places.extend(versions.flatten().map(|version| version.path().join("bin")));
    }
    places.sort();
    places.extend(["/usr/local/bin", "/usr/bin", "/opt/homebrew/bin"].map(PathBuf::from));
    places
        .into_iter()
        .find(|place| place.join("initdb").is_file() && place.join("pg_ctl").is_file())
        .ok_or_else(|| {
            io::Error::other(
                "initdb and pg_ctl are not there; install the PostgreSQL server \
                 (Debian: apt-get install postgresql), version 15 or later",
            )
        })
}

fn command(programs: &Path, program: &str, uid: Option<u32>) -> Command {
    let mut command = Command::new(programs.join(program));
    // A folder the other user may be in.
    command.current_dir("/");
    if let Some(uid) = uid {
        command.uid(uid).gid(uid);
    }
    command
}

fn finish(command: &mut Command) -> io::Result<()> {
    let output = command.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(io::Error::other(format!("{}: {said}", command.get_program().display())))
}

#[cfg(test)]
mod tests {
    use super::{folder, postgres};

    #[test]
    fn two_tests_get_two_databases_on_one_server() {
        let (one, other) = (postgres().database(), postgres().database());
        assert_ne!(one, other);
        assert!(one.starts_with("postgres://amparo@localhost/d"));
    }

    #[test]
    fn a_folder_is_gone_when_its_holder_is() {
        let path = {
            let folder = folder();
            folder.path().to_owned()
        };
        assert!(!path.exists());
    }
}
