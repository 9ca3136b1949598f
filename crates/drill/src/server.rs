//! Killing the real server with signal 9 while people write to it over HTTP.
//!
//! Writers open cases, each a request with a key of its own; after a random number of answers the server is killed. The next server
//! must show every case that was answered, whole: one person, one event. Requests that got no answer are sent again under their keys, and
//! must then be there once. A case without its event, or with two, would be an operation done by half or twice.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use chacha20::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};

/// Writers at once.
const WRITERS: u64 = 8;
/// A new office before looking through the old one takes too long.
const KILLS_OF_ONE: u32 = 100;

/// The negative control: after a kill the folder is put back as it was before, which loses what was answered since. It must be noticed.
pub(crate) fn control(seed: u64, program: &Path) -> Result<()> {
    let office = Office::found(program, false)?;
    let data = office.folder.path().join("data");
    let kept = office.folder.path().join("kept");
    let status = Command::new("cp").arg("-a").args([&data, &kept]).status()?;
    ensure!(status.success(), "the folder cannot be copied");
    let (mut server, address) = office.serve()?;
    let after = 5 + u32::try_from(seed % 5)?;
    let next = Arc::new(AtomicU64::new(1));
    let answers = write_until_killed(&office, address, after, &next, &mut server)?;
    std::fs::remove_dir_all(&data)?;
    std::fs::rename(&kept, &data)?;
    let (mut server, address) = office.serve()?;
    let mut cases = answers.into_iter().filter(|(_, case)| case.is_some()).collect();
    let found = look(&office, address, &mut cases, &mut 0);
    server.kill()?;
    server.wait()?;
    match found {
        Err(error) if error.to_string().starts_with("LOST") => {
            println!(
                "serve: a folder put back to before was noticed, as it must: {} cases",
                cases.len()
            );
            Ok(())
        }
        _ => bail!("a folder put back to before was not noticed: this drill finds nothing"),
    }
}

pub(crate) fn drill(times: u32, seed: u64, postgres: bool, program: &Path) -> Result<()> {
    let mut random = ChaCha20Rng::seed_from_u64(seed);
    let (mut killed, mut answered, mut unanswered) = (0, 0, 0);
    while killed < times {
        let kills = (times - killed).min(KILLS_OF_ONE);
        let (seen, open) = one_office(program, kills, postgres, &mut random)?;
        killed += kills;
        answered += seen;
        unanswered += open;
    }
    println!(
        "serve: {killed} kills under load, {answered} cases answered, 0 lost, 0 by half; {unanswered} requests without an answer, \
         each there once when asked again; seed {seed}"
    );
    Ok(())
}

struct Office<'a> {
    program: &'a Path,
    folder: tempfile::TempDir,
    database: Option<String>,
    token: String,
}

fn one_office(
    program: &Path,
    kills: u32,
    postgres: bool,
    random: &mut ChaCha20Rng,
) -> Result<(usize, usize)> {
    let office = Office::found(program, postgres)?;
    // By the key of the request: the case, once it is known.
    let mut cases: BTreeMap<u128, Option<String>> = BTreeMap::new();
    let mut unanswered = 0;
    let next = Arc::new(AtomicU64::new(1));
    for turn in 1..=kills {
        let (mut server, address) = office.serve()?;
        look(&office, address, &mut cases, &mut unanswered)
            .with_context(|| format!("after kill {} of {kills}", turn - 1))?;
        let after = 1 + random.next_u32() % 60;
        let answers = write_until_killed(&office, address, after, &next, &mut server)?;
        cases.extend(answers);
    }
    let (mut server, address) = office.serve()?;
    look(&office, address, &mut cases, &mut unanswered).context("after the last kill")?;
    server.kill().context("stopping the server")?;
    server.wait()?;
    office.run(&["verify"])?;
    Ok((cases.len(), unanswered))
}

impl<'a> Office<'a> {
    fn found(program: &'a Path, postgres: bool) -> Result<Office<'a>> {
        let folder = throwaway::folder();
        let database = postgres.then(|| throwaway::postgres().database());
        std::fs::write(folder.path().join("key"), "a key for a drill, invented, worth nothing")?;
        let mut office = Office { program, folder, database, token: String::new() };
        office.run(&["keys", "create"])?;
        let said = office.run(&[
            "users",
            "token",
            "--label",
            "drill",
            "--role",
            "case-worker",
            "--jurisdiction",
            "mx",
        ])?;
        let token = said.lines().last().map(str::trim).filter(|token| !token.is_empty());
        office.token = token.context("no token was printed")?.to_owned();
        Ok(office)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.program);
        command.args(arguments);
        command.arg("--data").arg(self.folder.path().join("data"));
        command.arg("--key-file").arg(self.folder.path().join("key"));
        if let Some(database) = &self.database {
            command.args(["--database", database]);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Result<String> {
        let output = self.command(arguments).output().context("starting the program")?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complained = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{arguments:?} ended badly: {complained}");
        Ok(said)
    }

    /// A server that answers, and where.
    fn serve(&self) -> Result<(Child, SocketAddr)> {
        let mut server = self
            .command(&["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .context("starting the server")?;
        let errors = server.stderr.take().context("the server's output")?;
        let mut lines = BufReader::new(errors).lines();
        let address = loop {
            let line = lines.next().context("the server ended before it served")??;
            if let Some((_, rest)) = line.split_once("http://") {
                let text = rest.split('/').next().unwrap_or_default();
                break text.parse().with_context(|| format!("no address in {line:?}"))?;
            }
        };
        // What it says afterwards nobody reads; the pipe must not fill.
        std::thread::spawn(move || lines.for_each(drop));
        // It listens before it says so: the question waits until it is read.
        let (status, text) = ask(address, "GET", "/api/v1/health", "", None, "")?;
        ensure!(status == 200, "the server is not well: {status} {text}");
        Ok((server, address))
    }
}

/// Spread over all bits, as drawn ones are.
fn key(number: u64) -> u128 {
    u128::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)
}

fn new_case(place: &str) -> String {
    format!(
        "{{\"kind\":\"detention\",\"place\":\"{place}\",\"newcomer\":{{\"given\":\"Ines\",\"family\":\"Invented\"}},\
         \"events\":[{{\"kind\":\"arrest\",\"time\":\"2024-05-01T08:00:00Z\"}}]}}"
    )
}

/// Writers write; after so many answers the server is killed. Gives every request with its answer, or none.
fn write_until_killed(
    office: &Office<'_>,
    address: SocketAddr,
    after: u32,
    next: &Arc<AtomicU64>,
    server: &mut Child,
) -> Result<Vec<(u128, Option<String>)>> {
    let (told, heard) = mpsc::channel();
    let body = new_case("mx/mx-mexico-city");
    let mut writers = Vec::new();
    for _ in 0..WRITERS {
        let (told, next) = (told.clone(), Arc::clone(next));
        let (token, body) = (office.token.clone(), body.clone());
        writers.push(std::thread::spawn(move || {
            loop {
                let key = key(next.fetch_add(1, Ordering::Relaxed));
                let answer = ask(address, "POST", "/api/v1/cases", &token, Some(key), &body);
                let case = match &answer {
                    Ok((200, body)) => field(body, "case"),
                    Ok((status, body)) => return Err(format!("{status} {body}")),
                    Err(_) => None,
                };
                let over = case.is_none();
                if told.send((key, case)).is_err() || over {
                    return Ok(());
                }
            }
        }));
    }
    drop(told);
    let (mut answers, mut answered) = (Vec::new(), 0);
    for (key, case) in heard {
        answered += u32::from(case.is_some());
        answers.push((key, case));
        if answered == after {
            server.kill().context("killing the server")?;
        }
    }
    for writer in writers {
        let ended = writer.join().map_err(|_| anyhow::anyhow!("a writer broke"))?;
        ended.map_err(|said| anyhow::anyhow!("the server refused: {said}"))?;
    }
    let status = server.wait()?;
    ensure!(answered >= after, "the server ended by itself ({status}) after {answered} answers");
    Ok(answers)
}

/// Every case that was answered is there and whole; every request without an answer gets one now.
fn look(
    office: &Office<'_>,
    address: SocketAddr,
    cases: &mut BTreeMap<u128, Option<String>>,
    unanswered: &mut usize,
) -> Result<()> {
    let body = new_case("mx/mx-mexico-city");
    for (key, case) in cases.iter_mut().filter(|(_, case)| case.is_none()) {
        let (status, text) =
            ask(address, "POST", "/api/v1/cases", &office.token, Some(*key), &body)?;
        ensure!(status == 200, "asked again under its key: {status} {text}");
        *case = field(&text, "case");
        *unanswered += 1;
    }
    for case in cases.values().flatten() {
        let path = format!("/api/v1/cases/{case}");
        let (status, text) = ask(address, "GET", &path, &office.token, None, "")?;
        ensure!(status == 200, "LOST: case {case} was answered, and now: {status} {text}");
        let (people, events) =
            (text.matches("\"person\":").count(), text.matches("\"kind\":\"arrest\"").count());
        ensure!(
            people == 1 && events == 1,
            "BY HALF: case {case} has {people} people and {events} arrests"
        );
    }
    Ok(())
}

/// One request on a connection of its own.
fn ask(
    address: SocketAddr,
    method: &str,
    path: &str,
    token: &str,
    key: Option<u128>,
    body: &str,
) -> Result<(u16, String)> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let mut request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n",
        body.len()
    );
    if !token.is_empty() {
        request.push_str(&format!("Authorization: Bearer {token}\r\n"));
    }
    if let Some(key) = key {
        request.push_str(&format!("Idempotency-Key: {key:032x}\r\n"));
    }
    request.push_str("\r\n");
    request.push_str(body);
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.take(1 << 24).read_to_end(&mut answer)?;
    let text = String::from_utf8_lossy(&answer);
    let (head, rest) = text.split_once("\r\n\r\n").context("the answer was cut short")?;
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    ensure!(length.is_none_or(|length| rest.len() >= length), "the answer was cut short");
    Ok((status.context("no status")?, rest.to_owned()))
}

/// A text field of a flat JSON answer.
fn field(text: &str, name: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("\"{name}\":\""))?;
    rest.split('"').next().map(str::to_owned)
}

/// The program to drill: the one named, or the one beside this.
pub(crate) fn program(named: Option<PathBuf>) -> Result<PathBuf> {
    let path = match named {
        Some(path) => path,
        None => std::env::current_exe()?.with_file_name("amparo"),
    };
    ensure!(
        path.is_file(),
        "there is no program at {}: build it, or name it with --program",
        path.display()
    );
    Ok(path)
}
