//! Newer tables: read, kept in the data folder, and taken in again at each question.
//!
//! `amparo law status` asks the book that took them in; audits and explanations ask the engine's table, which is made anew
//! from that book. An audit writes down which tables it used, and its clocks are explained with these and no others.

use crate::commands::law::{problems_failure, problems_text};
use crate::failure::Failure;
use crate::manifest::{self, Input};
use law::{FILE_BYTES_MAX, Law, Newer, Source, StatusBook};
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use words::{Words, key};

/// More tables than this are not kept: each later one may hold all that the earlier ones had.
const TABLES_MAX: usize = 64;

fn folder(data: &Path) -> PathBuf {
    data.join("treaties")
}

/// Takes in every table of the data folder, in the order of their last days.
pub(super) fn take_kept(data: &Path, law: &Law, book: &mut StatusBook) -> Result<(), Failure> {
    take(&kept(data), law, book).map(drop)
}

/// Takes tables in, in the order of their last days; gives their titles.
fn take(paths: &[PathBuf], law: &Law, book: &mut StatusBook) -> Result<Vec<String>, Failure> {
    let mut tables = Vec::new();
    for path in paths {
        let table = read(path, law, book).map_err(|failure| {
            Failure::input(format!(
                "{}\nThe table is kept in {}; remove or mend that file.",
                failure.message.trim_end(),
                path.display()
            ))
        })?;
        tables.push(table);
    }
    tables.sort_by_key(|table| table.as_of);
    for table in &tables {
        book.take(table);
    }
    Ok(tables.into_iter().map(|table| table.title).collect())
}

/// Tables of the data folder that an evaluation uses.
#[derive(Default)]
pub(crate) struct Tables {
    /// Names and digests, for the record of an audit.
    pub(crate) inputs: Vec<Input>,
    /// What people read.
    pub(crate) titles: Vec<String>,
}

/// Takes the tables of the data folder into a law, so that the engine asks them too.
pub(crate) fn bind(data: &Path, source: &Source, law: &mut Law) -> Result<Tables, Failure> {
    let inputs: Vec<Input> =
        kept(data).iter().map(|path| manifest::input(path)).collect::<Result<_, _>>()?;
    let titles = bind_only(data, source, law, &inputs)?;
    Ok(Tables { inputs, titles })
}

/// The same with exactly these tables, as an earlier audit used them.
pub(crate) fn bind_only(
    data: &Path,
    source: &Source,
    law: &mut Law,
    wanted: &[Input],
) -> Result<Vec<String>, Failure> {
    if wanted.is_empty() {
        // Nearly always: the law folder is not read a second time.
        return Ok(Vec::new());
    }
    let mut paths = Vec::new();
    for path in kept(data) {
        if wanted
            .iter()
            .any(|one| manifest::input(&path).is_ok_and(|found| found.sha256 == one.sha256))
        {
            paths.push(path);
        }
    }
    if paths.len() < wanted.len() {
        let names: Vec<&str> = wanted.iter().map(|one| one.name.as_str()).collect();
        return Err(Failure::input(format!(
            "The audit used tables of treaty status ({}) that are not in {} as they were then. Name the data folder of then with --data, or run `amparo audit` again.",
            names.join(", "),
            data.display()
        )));
    }
    let mut book = StatusBook::load(source, law).map_err(|problems| problems_failure(&problems))?;
    let titles = take(&paths, law, &mut book)?;
    law.treaties = book.treaties();
    Ok(titles)
}

fn kept(data: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder(data)) else { return Vec::new() };
    let paths = entries.flatten().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "csv")).collect();
    paths.sort();
    paths
}

/// Reads a table from outside, takes it in, keeps it, and says what became of its rows.
pub(super) fn import(
    file: &Path,
    data: &Path,
    law: &Law,
    book: &mut StatusBook,
    words: &Words,
) -> Result<String, Failure> {
    let table = read(file, law, book)?;
    let place = folder(data);
    let path = place.join(name(&table));
    if !path.exists() && kept(data).len() >= TABLES_MAX {
        return Err(Failure::input(format!(
            "{} holds {TABLES_MAX} tables already; remove those that newer ones replace.",
            place.display()
        )));
    }
    let taken = book.take(&table);
    fs::create_dir_all(&place).map_err(|error| Failure::writing(&place, &error))?;
    let text = text_of(file)?;
    let written = tempfile::NamedTempFile::new_in(&place).and_then(|mut beside| {
        beside.write_all(text.as_bytes())?;
        beside.persist(&path).map_err(|error| error.error)
    });
    written.map_err(|error| Failure::writing(&path, &error))?;
    let n = |n: usize| words.count(n as u64).into();
    let said = words.say(
        key::STATUS_IMPORTED,
        &[
            ("title", table.title.as_str().into()),
            ("day", words.day(table.as_of).into()),
            ("added", n(taken.added)),
            ("confirmed", n(taken.confirmed)),
            ("refined", n(taken.refined)),
            ("conflicts", n(taken.conflicts)),
            ("path", path.display().to_string().into()),
        ],
    );
    Ok(said + "\n")
}

/// `2026-11-01-depositary-list.csv`: the same table again replaces itself.
fn name(table: &Newer) -> String {
    let slug: String = table
        .title
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .take(60)
        .collect();
    format!("{}-{slug}.csv", table.as_of)
}

fn read(path: &Path, law: &Law, book: &StatusBook) -> Result<Newer, Failure> {
    let text = text_of(path)?;
    let name =
        path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Newer::parse(&name, &text, law, book).map_err(|problems| {
        Failure::input(format!("{}Nothing of the table was taken.", problems_text(&problems)))
    })
}

/// The text of a file of bounded size.
fn text_of(path: &Path) -> Result<String, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::input(format!(
            "{} cannot be read: {error}. Check the path and the permissions.",
            path.display()
        ))
    };
    let mut bytes = Vec::new();
    let limit = FILE_BYTES_MAX as u64 + 1;
    File::open(path)
        .map_err(unreadable)?
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::input(format!(
            "{}: byte {at} is not UTF-8. Save the table as CSV in UTF-8.",
            path.display()
        ))
    })
}
