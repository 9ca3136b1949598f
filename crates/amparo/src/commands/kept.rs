//! The resolutions that a person imported, as they lie in the data folder: one file for each symbol and language.
//!
//! An address names the symbol first, then perhaps a language, then perhaps a unit: `A/RES/78/217@ar 4(g)`. Nothing here
//! knows what a resolution says.

use crate::failure::Failure;
use resolution::{Language, MAX_BYTES, Resolution};
use std::fs::{self, File};
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};

/// Which copy is meant where an address names none: the first of these that is there.
const ORDER: [Language; 6] = [
    Language::English,
    Language::French,
    Language::Spanish,
    Language::Russian,
    Language::Arabic,
    Language::Chinese,
];

/// What is kept of a resolution may be larger than what it was read from.
const KEPT_MAX: u64 = 8 * MAX_BYTES as u64;

fn folder(data: &Path) -> PathBuf {
    data.join("resolutions")
}

/// The file of a copy: `A/RES/65/212` in English is kept as `A-RES-65-212.en.json`.
fn file_of(data: &Path, symbol: &str, language: Language) -> PathBuf {
    let name: String =
        symbol.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    folder(data).join(format!("{name}.{}.json", language.code()))
}

/// Keeps a resolution; an earlier copy in the same language is replaced.
pub(crate) fn keep(data: &Path, text: &Resolution) -> Result<PathBuf, Failure> {
    let place = folder(data);
    fs::create_dir_all(&place).map_err(|error| Failure::writing(&place, &error))?;
    let path = file_of(data, &text.document.symbol, text.edition.language);
    let json = serde_json::to_vec_pretty(text).map_err(Failure::internal)?;
    let written = tempfile::NamedTempFile::new_in(&place).and_then(|mut beside| {
        beside.write_all(&json)?;
        beside.persist(&path).map_err(|error| error.error)
    });
    written.map_err(|error| Failure::writing(&path, &error))?;
    Ok(path)
}

/// The kept resolution whose symbol an address begins with, and the rest of the address.
pub(crate) fn find(
    data: &Path,
    address: &str,
    lang: Option<Language>,
) -> Result<(Resolution, String), Failure> {
    let address = address.trim();
    // A symbol may have spaces (`A/RES/77/264 A-C`): the longest beginning that is there is meant.
    let ends = address.match_indices(' ').map(|(at, _)| at).chain([address.len()]);
    let mut found = None;
    for end in ends {
        let (named, rest) = address.split_at(end);
        // What follows an @ up to here may hold more than a language: then the symbol ends earlier.
        let Ok((symbol, lang)) = language_of(named, lang) else { continue };
        if let Some(path) = copy(data, symbol, lang) {
            found = Some((path, rest.trim().to_owned()));
        }
    }
    let Some((path, rest)) = found else { return Err(missing(data, address, lang)) };
    let mut bytes = Vec::new();
    let read = File::open(&path).and_then(|file| file.take(KEPT_MAX).read_to_end(&mut bytes));
    let damaged = |error: String| {
        Failure::input(format!(
            "{} is damaged: {error}. Import the resolution again.",
            path.display()
        ))
    };
    read.map_err(|error| damaged(error.to_string()))?;
    let text = serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
    Ok((text, rest))
}

/// `A/RES/78/217@ar` names its language itself.
fn language_of(named: &str, lang: Option<Language>) -> Result<(&str, Option<Language>), Failure> {
    match named.rsplit_once('@') {
        None => Ok((named, lang)),
        Some((symbol, code)) => Ok((symbol, Some(language(code)?))),
    }
}

/// A language by its code.
pub(crate) fn language(code: &str) -> Result<Language, Failure> {
    Language::from_code(code).ok_or_else(|| {
        let code: String = code.chars().take(20).collect();
        Failure::usage(format!("`{code}` is none of the languages en, fr, es, ar, ru and zh."))
    })
}

fn copy(data: &Path, symbol: &str, lang: Option<Language>) -> Option<PathBuf> {
    let languages = lang.map_or_else(|| ORDER.to_vec(), |one| vec![one]);
    let files = languages.into_iter().map(|language| file_of(data, symbol, language));
    files.into_iter().find(|path| path.is_file())
}

fn missing(data: &Path, address: &str, lang: Option<Language>) -> Failure {
    // Up to the first space: the rest is a unit, in all symbols but a few.
    let named = address.split(' ').next().unwrap_or(address);
    if let Err(failure) = language_of(named, lang) {
        return failure;
    }
    let shown: String = named.chars().take(60).collect();
    let in_language = lang.map_or(String::new(), |one| format!(" in the language {}", one.code()));
    Failure::usage(format!(
        "{shown} has not been imported into {}{in_language}; run `amparo law import FILE` with its text first.{}",
        data.display(),
        known(data)
    ))
}

fn known(data: &Path) -> String {
    let Ok(entries) = fs::read_dir(folder(data)) else { return String::new() };
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let (symbol, language) = name.strip_suffix(".json")?.rsplit_once('.')?;
            Some(format!("{}@{language}", symbol.replace('-', "/")))
        })
        .collect();
    names.sort();
    names.truncate(40);
    if names.is_empty() {
        String::new()
    } else {
        format!(" Imported so far: {}.", names.join(", "))
    }
}
