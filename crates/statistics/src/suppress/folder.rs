//! A release as files: what is published, and what the ledger of a data set keeps of it.
//!
//! `suppression.json` says what the tables are sums of and which rule they keep, `tables/*.csv` have the numbers, `certificate.json` what can be told
//! about those left out. [`read`] takes a folder as hostile: everything is bounded and checked before it is reasoned about. The ledger keeps a
//! whole release in one file, with nothing in it that was not published.

use super::certificate::Certificate;
use super::frame::{Frame, FrameError, Sheet};
use super::published::Published;
use super::rule::Rule;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

/// The file by which a folder is known as a release protected by a threshold.
pub const DESCRIPTION: &str = "suppression.json";
/// The file of the certificate.
pub const CERTIFICATE: &str = "certificate.json";
/// Larger files are none of ours.
const BYTES_MAX: u64 = 512 << 20;
/// A number that is published.
const SHOWN: &str = "A";
/// A number left out: `Q` in the SDMX code list of observation status.
const LEFT_OUT: &str = "Q";

/// Why a folder is no release.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// The disk.
    #[error("{path}: {error}. Check the path and the disk")]
    Io {
        /// The file.
        path: String,
        /// What the system said.
        error: io::Error,
    },
    /// A file that says something else than it should.
    #[error(
        "{path}: {what}. The folder is damaged or no release; get it again from who published it"
    )]
    Damaged {
        /// The file.
        path: String,
        /// What is wrong, without a value from the file.
        what: String,
    },
    /// What the files say together.
    #[error(transparent)]
    Frame(#[from] FrameError),
}

/// `suppression.json`.
#[derive(Serialize, Deserialize)]
struct Description {
    layout: u32,
    id: String,
    population: String,
    period: String,
    rule: Rule,
    frame: Frame,
}

/// Writes the files of a release into a folder that exists.
pub fn write(
    folder: &Path,
    published: &Published,
    certificate: &Certificate,
) -> Result<(), FolderError> {
    published.check()?;
    let description = Description {
        layout: 1,
        id: published.id.clone(),
        population: published.population.clone(),
        period: published.period.clone(),
        rule: published.rule,
        frame: published.frame.clone(),
    };
    write_json(&folder.join(DESCRIPTION), &description)?;
    write_json(&folder.join(CERTIFICATE), certificate)?;
    let tables = folder.join("tables");
    fs::create_dir_all(&tables).map_err(|error| io_error(&tables, error))?;
    let mut known = HashMap::new();
    for entry in &certificate.cells {
        known.insert((entry.table, entry.cell), entry.known);
    }
    for (at, (sheet, cells)) in published.frame.sheets.iter().zip(&published.cells).enumerate() {
        let path = tables.join(file_name(sheet)?);
        let wrong = |error: csv::Error| io_error(&path, io::Error::other(error));
        let mut writer = csv::Writer::from_path(&path).map_err(wrong)?;
        let names = sheet.columns.iter().map(|axis| published.frame.axes[*axis].name.as_str());
        writer.write_record(names.chain(["value", "lower", "upper", "flag"])).map_err(wrong)?;
        for (cell, number) in cells.iter().enumerate() {
            let interval = known.get(&(at, cell)).copied().flatten();
            let (least, most) = match number {
                Some(number) => (Some(*number), Some(*number)),
                None => (interval.map(|i| i.least), interval.and_then(|i| i.most)),
            };
            let text = |number: Option<i64>| number.map_or_else(String::new, |n| n.to_string());
            let numbers = [text(*number), text(least), text(most)];
            let flag = if number.is_some() { SHOWN } else { LEFT_OUT };
            let codes = sheet.codes(cell);
            let line = codes.into_iter().chain(numbers.iter().map(String::as_str)).chain([flag]);
            writer.write_record(line).map_err(wrong)?;
        }
        writer.flush().map_err(|error| io_error(&path, error))?;
    }
    Ok(())
}

/// Reads a release from its folder.
pub fn read(folder: &Path) -> Result<Published, FolderError> {
    let path = folder.join(DESCRIPTION);
    let description: Description = read_json(&path)?;
    if description.layout != 1 {
        return Err(damaged(&path, "its layout is newer than this program; get a newer one"));
    }
    let Description { id, population, period, rule, frame, .. } = description;
    rule.check().map_err(|_| damaged(&path, "its threshold is lower than any that is offered"))?;
    frame.check()?;
    let mut cells = Vec::new();
    for sheet in &frame.sheets {
        cells.push(table(&folder.join("tables").join(file_name(sheet)?), sheet)?);
    }
    let published = Published { id, population, period, rule, frame, cells };
    published.check()?;
    Ok(published)
}

/// Reads the certificate beside it.
pub fn read_certificate(folder: &Path) -> Result<Certificate, FolderError> {
    read_json(&folder.join(CERTIFICATE))
}

/// The numbers of a table: every cell once, in any order.
fn table(path: &Path, sheet: &Sheet) -> Result<Vec<Option<i64>>, FolderError> {
    bounded(path)?;
    let wrong = |error: csv::Error| {
        damaged(path, &format!("it is no CSV ({:?})", error.position().map(csv::Position::line)))
    };
    let mut reader = csv::ReaderBuilder::new().from_path(path).map_err(wrong)?;
    let columns = sheet.columns.len();
    let headers = reader.headers().map_err(wrong)?;
    if headers.get(columns) != Some("value") {
        return Err(damaged(path, "its columns are not those of its dimensions and then `value`"));
    }
    let mut places: Vec<HashMap<&str, usize>> = Vec::new();
    for axis in &sheet.columns {
        let lines = sheet.lines[*axis].iter().enumerate();
        places.push(lines.map(|(at, line)| (line.code.as_str(), at)).collect());
    }
    let mut cells: Vec<Option<Option<i64>>> = vec![None; sheet.len()];
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(wrong)? {
        let line = record.position().map_or(0, csv::Position::line);
        let bad = |what: &str| damaged(path, &format!("line {line}: {what}"));
        let mut at = vec![0; sheet.lines.len()];
        for ((axis, places), field) in sheet.columns.iter().zip(&places).zip(&record) {
            at[*axis] =
                *places.get(field).ok_or_else(|| bad("a code is not one of the table's"))?;
        }
        let cell = sheet.lines.iter().zip(at).fold(0, |cell, (lines, at)| cell * lines.len() + at);
        let number = match record.get(columns).unwrap_or("") {
            "" => None,
            digits => Some(digits.parse().map_err(|_| bad("the value is no whole number"))?),
        };
        if cells[cell].replace(number).is_some() {
            return Err(bad("the cell was there before"));
        }
    }
    let all: Option<Vec<Option<i64>>> = cells.into_iter().collect();
    all.ok_or_else(|| damaged(path, "a cell is missing"))
}

/// Keeps a release for the checks of later ones.
pub fn keep(ledger: &Path, published: &Published) -> Result<(), FolderError> {
    let folder = ledger.join("published");
    fs::create_dir_all(&folder).map_err(|error| io_error(&folder, error))?;
    write_json(&folder.join(kept_name(&published.id)?), published)
}

/// The releases of these names, as they were kept. One that is missing is an error: without it nothing can be checked.
pub fn kept<'i>(
    ledger: &Path,
    releases: impl Iterator<Item = &'i str>,
) -> Result<Vec<Published>, FolderError> {
    let mut all = Vec::new();
    for id in releases {
        let published: Published = read_json(&ledger.join("published").join(kept_name(id)?))?;
        published.check()?;
        all.push(published);
    }
    Ok(all)
}

/// Names come from files: only what cannot leave the folder is one.
fn sound(name: &str) -> bool {
    let byte =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    !name.is_empty() && name.len() <= 120 && name.bytes().all(byte)
}

fn kept_name(id: &str) -> Result<String, FolderError> {
    let bad = || FolderError::Frame(FrameError::Broken("the name of a release is none".to_owned()));
    if sound(id) { Ok(format!("{id}.json")) } else { Err(bad()) }
}

fn file_name(sheet: &Sheet) -> Result<String, FolderError> {
    let bad = || FolderError::Frame(FrameError::Broken("the name of a table is none".to_owned()));
    if sound(&sheet.id) { Ok(format!("{}.csv", sheet.id)) } else { Err(bad()) }
}

fn write_json(path: &Path, value: &impl Serialize) -> Result<(), FolderError> {
    let text = serde_json::to_string(value).map_err(|error| io_error(path, error.into()))?;
    fs::write(path, text + "\n").map_err(|error| io_error(path, error))
}

fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, FolderError> {
    bounded(path)?;
    let text = fs::read_to_string(path).map_err(|error| io_error(path, error))?;
    serde_json::from_str(&text).map_err(|error| {
        damaged(path, &format!("line {}: it is not the JSON of a release", error.line()))
    })
}

fn bounded(path: &Path) -> Result<(), FolderError> {
    let about = fs::metadata(path).map_err(|error| io_error(path, error))?;
    if about.is_file() && about.len() <= BYTES_MAX {
        return Ok(());
    }
    Err(damaged(path, "it is no file, or larger than any release"))
}

fn io_error(path: &Path, error: io::Error) -> FolderError {
    FolderError::Io { path: path.display().to_string(), error }
}

fn damaged(path: &Path, what: &str) -> FolderError {
    FolderError::Damaged { path: path.display().to_string(), what: what.to_owned() }
}
