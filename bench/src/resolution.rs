//! Resolutions a second on one core: the published files of one session, read as XML and as the raw text of a word
//! processor, beside bluebell, which also makes Akoma Ntoso of text.
//!
//! The files are not part of the project; they are used where they lie beside it. Both sides are in time on the processor.
//! bluebell is measured twice: on the same raw text, and on text with its own marks, which it writes itself from the XML.
//! What each finds is printed beside the speed, because a fast answer without paragraphs is no answer.

use crate::gauge::Gauge;
use crate::table::{Other, Table, Unit};
use anyhow::{Context as _, Result, ensure};
use resolution::{Kind, Resolution, import, import_text, to_akn, to_text};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What the design asks for.
const TARGET: f64 = 200.0;
const READ_XML: &str = "resolutions from Akoma Ntoso, one core";
const READ_TEXT: &str = "resolutions from raw text, one core";
const WRITE_XML: &str = "resolutions to Akoma Ntoso, one core";

/// What bluebell did with a folder.
struct Peer {
    each_second: f64,
    files: usize,
    found: usize,
}

/// Measures the folder of session 77.
pub(crate) fn run(gauge: &mut Gauge, table: &mut Table, target: &Path, venv: &Path) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("bench/ has no parent")?;
    let shared = env::var_os("AMPARO_SHARED").map_or(root.join("../shared"), PathBuf::from);
    let folder = shared.join("texts/resolutions/77");
    let Ok(files) = files(&folder) else {
        let why = "the texts are not here; AMPARO_SHARED names the folder that has texts/";
        [READ_XML, READ_TEXT, WRITE_XML]
            .iter()
            .for_each(|what| table.missing(what, Unit::ResolutionsPerSecond, why));
        return Ok(());
    };
    ensure!(!files.is_empty(), "{} has no .xml files", folder.display());
    let read: Vec<Resolution> =
        files.iter().map(|file| import(file, None)).collect::<Result<_, _>>()?;
    let texts: Vec<String> = read.iter().map(to_text).collect();
    let numbered = |r: &Resolution| r.count(Kind::Operative) + r.count(Kind::Sub);
    let there: usize = read.iter().map(numbered).sum();
    let bytes: usize = files.iter().map(Vec::len).sum();
    let speed = |seconds: f64| files.len() as f64 / seconds;

    let xml = gauge.seconds("resolution", "read-xml", || {
        files.iter().map(|file| import(file, None).map(|r| numbered(&r))).sum::<Result<usize, _>>()
    })?;
    let note =
        format!("{} files, {} kB; verbs, citations and notes resolved", files.len(), bytes / 1000);
    let goal = || Other::Target { value: TARGET };
    table.add(READ_XML, Unit::ResolutionsPerSecond, speed(xml), goal(), &note);

    let mut found = 0;
    let text = gauge.seconds("resolution", "read-text", || {
        found = texts.iter().filter_map(|text| import_text(text).ok()).map(|r| numbered(&r)).sum();
    })?;
    ensure!(found == there, "{found} numbered paragraphs read from text, {there} from XML");
    let note = format!("{there} numbered paragraphs and points, all found");
    table.add(READ_TEXT, Unit::ResolutionsPerSecond, speed(text), goal(), &note);
    peers(table, speed(text), &texts, &folder, target, venv)?;

    let write = gauge.seconds("resolution", "write-xml", || {
        read.iter().map(|r| to_akn(r).len()).sum::<usize>()
    })?;
    table.add(WRITE_XML, Unit::ResolutionsPerSecond, speed(write), Other::None, "");
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<Vec<u8>>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|end| end == "xml"));
    paths.sort();
    paths.iter().map(|path| Ok(fs::read(path)?)).collect()
}

/// bluebell on the same raw texts, and on texts with its own marks.
fn peers(
    table: &mut Table,
    ours: f64,
    texts: &[String],
    published: &Path,
    target: &Path,
    venv: &Path,
) -> Result<()> {
    let raw = target.join("resolution-texts");
    fs::create_dir_all(&raw).context("cannot make the folder of texts")?;
    for (number, text) in texts.iter().enumerate() {
        fs::write(raw.join(format!("{number:03}.txt")), text).context("cannot write a text")?;
    }
    for (kind, folder, says) in [
        ("raw", raw.as_path(), "bluebell, the same raw text"),
        ("own", published, "bluebell, text with its own marks"),
    ] {
        let name = says.to_owned();
        let (other, note) = match bluebell(kind, folder, venv) {
            Ok(Some(peer)) => (
                Other::Measured { name, value: peer.each_second },
                format!("it found {} paragraphs and points in {} files", peer.found, peer.files),
            ),
            Ok(None) => (
                Other::Missing { name, why: "not installed (--peers installs it)".into() },
                String::new(),
            ),
            Err(error) => (Other::Missing { name, why: format!("{error:#}") }, String::new()),
        };
        table.add(READ_TEXT, Unit::ResolutionsPerSecond, ours, other, &note);
    }
    fs::remove_dir_all(&raw).context("cannot remove the folder of texts")
}

fn bluebell(kind: &str, folder: &Path, venv: &Path) -> Result<Option<Peer>> {
    let python = venv.join("bin").join("python");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/bluebell_texts.py");
    if !python.is_file() {
        return Ok(None);
    }
    let there = Command::new(&python).args(["-c", "import bluebell"]).output();
    if !there.context("cannot start Python")?.status.success() {
        return Ok(None);
    }
    let output = Command::new(python).arg(script).arg(kind).arg(folder).output()?;
    let last =
        |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().last().unwrap_or_default().to_owned();
    ensure!(output.status.success(), "it ended with: {}", last(&output.stderr));
    let said = last(&output.stdout);
    let mut words = said.split_whitespace();
    let seconds: f64 = words.next().context("no time")?.parse().context("no time")?;
    let files: usize = words.next().context("no files")?.parse().context("no files")?;
    let found: usize = words.next().context("no count")?.parse().context("no count")?;
    Ok(Some(Peer { each_second: files as f64 / seconds, files, found }))
}
