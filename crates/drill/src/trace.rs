//! What a disk holds after a power cut: a recorded run, replayed up to any point.
//!
//! The run is recorded by `strace`: every write, truncation and sync of every file in one
//! folder, and every acknowledgement, in order. The replayed disk is as mean as POSIX
//! allows: a write is on it for certain only after a sync of its file that began later
//! and ended before the cut; a new name only after a sync of its folder. Of all other
//! writes any subset may be there, each torn between 512-byte sectors.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use chacha20::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};

use crate::child::Ack;

const SECTOR: usize = 512;
const CALLS: &str = "trace=openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename";

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Event {
    Create(String),
    Write {
        file: String,
        at: usize,
        bytes: Vec<u8>,
    },
    Truncate {
        file: String,
        to: usize,
    },
    Remove(String),
    /// A sync that has begun: it covers what was written before.
    SyncBegins {
        file: String,
        call: usize,
    },
    /// From here on it counts.
    SyncEnds {
        call: usize,
    },
    FolderSync,
    Acknowledge(Ack),
}

/// A recorded run.
pub(crate) struct Trace {
    events: Vec<Event>,
}

/// What a disk looks like after a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mercy {
    /// Nothing that was not synced is there.
    Nothing,
    /// Some of it is, torn.
    Some(u64),
    /// All of it is, as after a kill.
    All,
}

impl Trace {
    /// Runs a command under `strace` and keeps what it did in the folder.
    pub(crate) fn record(command: &[&str], folder: &Path) -> Result<Trace> {
        let log = throwaway::folder();
        let path = log.path().join("trace");
        let output = Command::new("strace")
            .args(["-f", "-y", "-qq", "-xx", "-s", "1000000", "-e", CALLS, "-o"])
            .arg(&path)
            .args(command)
            .output()
            .context("cannot run strace; install it (Debian: apt-get install strace)")?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "the recorded run failed: {said}");
        let text = fs::read_to_string(&path).context("reading the trace")?;
        read(&text, &folder.display().to_string())
    }

    /// How many points there are to cut at.
    pub(crate) fn points(&self) -> usize {
        self.events.len()
    }

    /// Puts the disk as it is after a cut at a point into an empty folder; gives what had
    /// been acknowledged by then.
    pub(crate) fn cut(&self, point: usize, mercy: Mercy, into: &Path) -> Result<Vec<Ack>> {
        let mut disk = Disk::default();
        let mut acks = Vec::new();
        for event in self.events.iter().take(point) {
            if let Event::Acknowledge(ack) = event {
                acks.push(*ack);
            } else {
                disk.happen(event);
            }
        }
        disk.write(mercy, into)?;
        Ok(acks)
    }
}

/// A file: what is on it for certain, and what may be.
#[derive(Default)]
struct File {
    certain: Vec<u8>,
    /// With the number of each, so that a sync knows which it covers.
    pending: Vec<(usize, Event)>,
}

#[derive(Default)]
struct Disk {
    files: BTreeMap<String, File>,
    /// Names that are certain.
    names: BTreeMap<String, bool>,
    /// Names whose coming or going is not certain yet.
    uncertain: Vec<Event>,
    syncs: BTreeMap<usize, (String, usize)>,
    happened: usize,
}

impl Disk {
    fn happen(&mut self, event: &Event) {
        self.happened += 1;
        match event {
            Event::Create(file) => {
                if !self.files.contains_key(file) {
                    self.uncertain.push(event.clone());
                }
                self.files.entry(file.clone()).or_default();
            }
            Event::Write { file, .. } | Event::Truncate { file, .. } => {
                let file = self.files.entry(file.clone()).or_default();
                file.pending.push((self.happened, event.clone()));
            }
            Event::Remove(_) => self.uncertain.push(event.clone()),
            Event::SyncBegins { file, call } => {
                self.syncs.insert(*call, (file.clone(), self.happened));
            }
            Event::SyncEnds { call } => self.synced(*call),
            Event::FolderSync => {
                for event in self.uncertain.split_off(0) {
                    self.settle(&event);
                }
            }
            Event::Acknowledge(_) => {}
        }
    }

    fn synced(&mut self, call: usize) {
        let Some((file, begun)) = self.syncs.remove(&call) else { return };
        let Some(file) = self.files.get_mut(&file) else { return };
        let (covered, later) =
            file.pending.split_off(0).into_iter().partition(|(number, _)| *number <= begun);
        let covered: Vec<(usize, Event)> = covered;
        file.pending = later;
        for (_, event) in covered {
            apply(&mut file.certain, &event, None);
        }
    }

    fn settle(&mut self, event: &Event) {
        match event {
            Event::Create(name) => {
                self.names.insert(name.clone(), true);
            }
            Event::Remove(name) => {
                self.names.remove(name);
            }
            Event::Write { .. }
            | Event::Truncate { .. }
            | Event::SyncBegins { .. }
            | Event::SyncEnds { .. }
            | Event::FolderSync
            | Event::Acknowledge(_) => {}
        }
    }

    fn write(mut self, mercy: Mercy, into: &Path) -> Result<()> {
        let seed = if let Mercy::Some(seed) = mercy { seed } else { 0 };
        let mut random = ChaCha20Rng::seed_from_u64(seed);
        let mut kept = |mercy| match mercy {
            Mercy::Nothing => false,
            Mercy::All => true,
            Mercy::Some(_) => random.next_u32().is_multiple_of(2),
        };
        for event in self.uncertain.split_off(0) {
            if kept(mercy) {
                self.settle(&event);
            }
        }
        let mut sectors = ChaCha20Rng::seed_from_u64(seed ^ 0x7ea5);
        for (name, file) in &mut self.files {
            if !self.names.contains_key(name) {
                continue;
            }
            for (_, event) in &file.pending {
                if kept(mercy) {
                    let torn = mercy != Mercy::All && sectors.next_u32().is_multiple_of(4);
                    apply(&mut file.certain, event, torn.then_some(&mut sectors));
                }
            }
            fs::write(into.join(name), &file.certain)?;
        }
        Ok(())
    }
}

/// Applies a write; torn, only some of its sectors.
fn apply(bytes: &mut Vec<u8>, event: &Event, mut torn: Option<&mut ChaCha20Rng>) {
    match event {
        Event::Write { at, bytes: new, .. } => {
            if bytes.len() < at + new.len() {
                bytes.resize(at + new.len(), 0);
            }
            let mut place = *at;
            for sector in new.chunks(SECTOR) {
                let there = torn.as_mut().is_none_or(|random| random.next_u32() % 2 == 0);
                if let (true, Some(out)) = (there, bytes.get_mut(place..place + sector.len())) {
                    out.copy_from_slice(sector);
                }
                place += sector.len();
            }
        }
        Event::Truncate { to, .. } => bytes.resize(*to, 0),
        Event::Create(_)
        | Event::Remove(_)
        | Event::SyncBegins { .. }
        | Event::SyncEnds { .. }
        | Event::FolderSync
        | Event::Acknowledge(_) => {}
    }
}

/// Reads a trace. Calls that another thread interrupted come in two lines.
fn read(text: &str, folder: &str) -> Result<Trace> {
    let mut events = Vec::new();
    let mut unfinished: BTreeMap<&str, (String, usize)> = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        let Some((thread, call)) = line.split_once(char::is_whitespace) else { continue };
        let call = call.trim_start();
        if let Some(begun) = call.strip_suffix("<unfinished ...>") {
            // A write may be on the disk as soon as it begins, and a sync covers no more
            // than what was there then.
            begin(begun, number, folder, &mut events)?;
            unfinished.insert(thread, (begun.to_owned(), number));
        } else if let Some(begun) = call.strip_suffix("<unfinished ...>) = ?") {
            // The process ended within it.
            begin(begun, number, folder, &mut events)?;
        } else if call.starts_with("<...") {
            let Some((begun, at)) = unfinished.remove(thread) else { continue };
            let rest = call.split_once("resumed>").map_or("", |(_, rest)| rest);
            end(&format!("{begun}{rest}"), at, folder, &mut events);
        } else if !call.starts_with(['+', '-']) {
            begin(call, number, folder, &mut events)?;
            end(call, number, folder, &mut events);
        }
    }
    Ok(Trace { events })
}

/// `"\x2f\x74"` and `<\x2f\x74>`: the bytes between the marks.
fn hex(text: &str) -> Vec<u8> {
    text.split("\\x")
        .skip(1)
        .filter_map(|pair| u8::from_str_radix(pair.get(..2)?, 16).ok())
        .collect()
}

fn between(text: &str, open: char, close: char) -> Option<String> {
    let start = text.find(open)? + 1;
    let length = text.get(start..)?.find(close)?;
    text.get(start..start + length).map(str::to_owned)
}

/// The name of the file in the folder that the call's descriptor stands for; empty for
/// the folder itself.
fn descriptor(call: &str, folder: &str) -> Option<String> {
    let path = String::from_utf8(hex(&between(call, '<', '>')?)).ok()?;
    if path == folder {
        return Some(String::new());
    }
    named(&path, folder)
}

fn named(path: &str, folder: &str) -> Option<String> {
    let name = path.strip_prefix(folder)?.strip_prefix('/')?;
    // SQLite's shared memory lives as long as its processes.
    (!name.ends_with("-shm")).then(|| name.to_owned())
}

fn argument(call: &str, from_the_end: usize) -> Option<usize> {
    let inside = call.rsplit_once(')').map_or(call, |(inside, _)| inside);
    inside.rsplit(',').nth(from_the_end)?.trim().parse().ok()
}

fn begin(call: &str, number: usize, folder: &str, events: &mut Vec<Event>) -> Result<()> {
    let Some((name, _)) = call.split_once('(') else { return Ok(()) };
    match name {
        "pwrite64" => {
            let Some(file) = descriptor(call, folder) else { return Ok(()) };
            let bytes = hex(&between(call, '"', '"').context("a write without bytes")?);
            let at = argument(call, 0).with_context(|| {
                let end = call.get(call.len().saturating_sub(60)..).unwrap_or_default();
                format!("a write without a place, which ends: {end}")
            })?;
            ensure!(argument(call, 1) == Some(bytes.len()), "a write that was cut in the trace");
            events.push(Event::Write { file, at, bytes });
        }
        "write" => {
            let text = String::from_utf8(hex(&between(call, '"', '"').unwrap_or_default()));
            if let Some(ack) = text.ok().and_then(|text| Ack::parse(&text)) {
                events.push(Event::Acknowledge(ack));
            } else if descriptor(call, folder).is_some() {
                bail!("a write without a place is not replayed here");
            }
        }
        "ftruncate" => {
            let Some(file) = descriptor(call, folder) else { return Ok(()) };
            let to = argument(call, 0).context("a truncation without a length")?;
            events.push(Event::Truncate { file, to });
        }
        "fsync" | "fdatasync" => {
            if let Some(file) = descriptor(call, folder).filter(|file| !file.is_empty()) {
                events.push(Event::SyncBegins { file, call: number });
            }
        }
        "rename" => {
            let path = String::from_utf8(hex(&between(call, '"', '"').unwrap_or_default()));
            if path.is_ok_and(|path| named(&path, folder).is_some()) {
                bail!("renaming is not replayed here");
            }
        }
        _ => {}
    }
    Ok(())
}

fn end(call: &str, number: usize, folder: &str, events: &mut Vec<Event>) {
    let Some((name, _)) = call.split_once('(') else { return };
    let Some((_, result)) = call.rsplit_once(" = ") else { return };
    if result.starts_with('-') {
        return;
    }
    match name {
        "openat" => {
            let path = String::from_utf8(hex(&between(call, '"', '"').unwrap_or_default()));
            let file = path.ok().and_then(|path| named(&path, folder));
            if let (Some(file), true) = (file, call.contains("O_CREAT")) {
                events.push(Event::Create(file));
            }
        }
        "unlink" => {
            let path = String::from_utf8(hex(&between(call, '"', '"').unwrap_or_default()));
            events.extend(path.ok().and_then(|path| named(&path, folder)).map(Event::Remove));
        }
        "fsync" | "fdatasync" => match descriptor(call, folder) {
            Some(file) if file.is_empty() => events.push(Event::FolderSync),
            Some(_) => events.push(Event::SyncEnds { call: number }),
            None => {}
        },
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, Mercy, Trace, read};

    fn write(at: usize, bytes: &[u8]) -> Event {
        Event::Write { file: "a".to_owned(), at, bytes: bytes.to_vec() }
    }

    fn left(trace: &Trace, point: usize, mercy: Mercy) -> Option<Vec<u8>> {
        let folder = throwaway::folder();
        trace.cut(point, mercy, folder.path()).unwrap();
        std::fs::read(folder.path().join("a")).ok()
    }

    #[test]
    fn only_what_was_synced_survives_for_certain() {
        let begin = Event::SyncBegins { file: "a".to_owned(), call: 1 };
        let events = vec![
            Event::Create("a".to_owned()),
            Event::FolderSync,
            write(0, b"one"),
            begin,
            write(3, b"two"),
            Event::SyncEnds { call: 1 },
        ];
        let trace = Trace { events };
        assert_eq!(left(&trace, 1, Mercy::Nothing), None, "its folder was not synced");
        assert_eq!(left(&trace, 1, Mercy::All), Some(vec![]));
        assert_eq!(left(&trace, 5, Mercy::Nothing), Some(vec![]), "the sync has not ended");
        assert_eq!(left(&trace, 6, Mercy::Nothing), Some(b"one".to_vec()));
        assert_eq!(left(&trace, 6, Mercy::All), Some(b"onetwo".to_vec()));
    }

    #[test]
    fn a_trace_is_read_with_calls_in_two_lines() {
        let hex = |text: &str| text.bytes().map(|b| format!("\\x{b:02x}")).collect::<String>();
        let (file, folder) = (hex("/d/a"), hex("/d"));
        let text = format!(
            "1 openat(AT_FDCWD<{folder}>, \"{file}\", O_RDWR|O_CREAT, 0644) = 3<{file}>\n\
             1 fdatasync(3<{file}> <unfinished ...>\n\
             2 pwrite64(3<{file}>, \"\\x01\\x02\", 2, 4096) = 2\n\
             1 <... fdatasync resumed>) = 0\n\
             1 fsync(4<{folder}>) = 0\n\
             1 write(1</dev/pts>, \"{}\", 10) = 10\n",
            hex("ack 1 2 3\n")
        );
        let events = read(&text, "/d").unwrap().events;
        assert_eq!(events.len(), 6);
        assert_eq!(events[1], Event::SyncBegins { file: "a".to_owned(), call: 1 });
        assert_eq!(events[2], write(4096, &[1, 2]));
        assert_eq!(events[3], Event::SyncEnds { call: 1 });
        assert_eq!(events[4], Event::FolderSync);
        assert!(matches!(events[5], Event::Acknowledge(ack) if ack.position == 3));
    }
}
