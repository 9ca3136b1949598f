//! How many resolutions a second one core reads, from a folder of Akoma Ntoso
//! files: `cargo run --release --example throughput -- FOLDER`.
//!
//! Prints the reading of XML, of the same texts with glued marks, and the
//! writing of Akoma Ntoso. It is a measurement, not a test.

// A measurement needs a clock and somewhere to write; the library has neither.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

use std::{
    error::Error,
    time::{Duration, Instant},
};

use resolution::{import, import_text, to_akn, to_text};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder? throughput FOLDER")?;
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "xml") {
            files.push(std::fs::read(path)?);
        }
    }
    if files.is_empty() {
        return Err(format!("{folder} has no .xml files").into());
    }
    let read: Vec<_> = files.iter().map(|f| import(f, None)).collect::<Result<_, _>>()?;
    let texts: Vec<String> = read.iter().map(to_text).collect();
    let bytes: usize = files.iter().map(Vec::len).sum();
    println!("{} resolutions, {} kB of XML", files.len(), bytes / 1000);
    measure("read Akoma Ntoso", files.len(), || {
        files.iter().filter(|f| import(f, None).is_ok()).count()
    });
    measure("read glued text", files.len(), || {
        texts.iter().filter(|t| import_text(t).is_ok()).count()
    });
    measure("write Akoma Ntoso", files.len(), || {
        read.iter().filter(|r| !to_akn(r).is_empty()).count()
    });
    Ok(())
}

/// Repeats for two seconds and prints the rate.
fn measure(what: &str, each: usize, mut run: impl FnMut() -> usize) {
    let begin = Instant::now();
    let mut done = 0;
    while begin.elapsed() < Duration::from_secs(2) {
        done += run();
    }
    let millis = usize::try_from(begin.elapsed().as_millis()).unwrap_or(usize::MAX).max(1);
    println!("{what}: {} a second ({} rounds of {each})", done * 1000 / millis, done / each.max(1));
}
