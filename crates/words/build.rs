//! Makes a constant of every message of the English files, so that code that uses a message without words does not
//! compile, and a table of the files of all languages, so that one of them is read without unpacking the others.
//!
//! It reads message identifiers only; whether a file is well formed is for the tests.

// Cargo listens to what a build script prints.
#![allow(clippy::disallowed_macros)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

const LANGUAGES: [&str; 6] = ["en", "fr", "es", "ar", "ru", "zh"];

// Only this way does cargo tell a build script where to write.
#[allow(clippy::disallowed_methods)]
fn main() -> io::Result<()> {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    println!("cargo:rerun-if-changed={}", locales.display());
    let mut code = String::from(
        "/// The messages. A constant a message: `cli-cases` is `CLI_CASES`.\npub mod key {\nuse super::Key;\n",
    );
    let mut all = String::new();
    for file in files(&locales.join("en"))? {
        for line in fs::read_to_string(&file)?.lines() {
            let Some((id, words)) = line.split_once(" =") else { continue };
            if !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
                continue;
            }
            let name = id.replace('-', "_").to_uppercase();
            let words = words.trim().replace(['[', ']', '<', '>'], " ");
            let _ = writeln!(code, "/// `{id}`: {words}\npub const {name}: Key = Key({id:?});");
            let _ = writeln!(all, "key::{name},");
        }
    }
    code.push_str("}\n");
    let _ = writeln!(
        code,
        "impl Key {{\n/// All messages, in the order of the files.\npub const ALL: &[Key] = &[\n{all}];\n}}"
    );
    code.push_str("const FILES: [&[&str]; 6] = [\n");
    for language in LANGUAGES {
        code.push_str("&[");
        for file in files(&locales.join(language))? {
            println!("cargo:rerun-if-changed={}", file.display());
            let _ = write!(code, "include_str!({:?}), ", file.canonicalize()?);
        }
        code.push_str("],\n");
    }
    code.push_str("];\n");
    let out = std::env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&out).join("keys.rs"), code)
}

/// The message files of a folder, by name. A folder that is not there yet has none.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
