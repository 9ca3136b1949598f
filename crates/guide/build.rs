//! Embeds the tables of names and the contacts of `guide-data/`, whichever files there are, so that a new language of names
//! or a new State's contacts is a file and no line of code.

// Cargo listens to what a build script prints.
#![allow(clippy::disallowed_macros)]

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

// Only this way does cargo tell a build script where to write.
#[allow(clippy::disallowed_methods)]
fn main() -> io::Result<()> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../guide-data");
    let mut code = String::new();
    for (folder, extension) in [("names", "tsv"), ("contacts", "toml")] {
        let place = data.join(folder);
        println!("cargo:rerun-if-changed={}", place.display());
        let mut files = Vec::new();
        for entry in fs::read_dir(&place)? {
            let path = entry?.path();
            if path.extension().is_some_and(|found| found == extension) {
                files.push(path.canonicalize()?);
            }
        }
        files.sort();
        let _ = writeln!(code, "pub(crate) const {}: &[(&str, &str)] = &[", folder.to_uppercase());
        for path in files {
            println!("cargo:rerun-if-changed={}", path.display());
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
            let _ = writeln!(code, "({:?}, include_str!({path:?})),", stem.unwrap_or_default());
        }
        code.push_str("];\n");
    }
    let out = std::env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&out).join("tables.rs"), code)
}
