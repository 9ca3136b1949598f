//! Reads a law folder and prints what is wrong, or how much there is and how long it took to read.
//!
//! `cargo run -p law --example check [FOLDER [JURISDICTION]]`; without a folder, the one carried inside the program.

#![allow(clippy::disallowed_macros, reason = "an example prints")]

use law::{Law, Source};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let source = args.next().map_or(Source::Embedded, |path| Source::Folder(PathBuf::from(path)));
    let jurisdiction = args.next();
    let read = || match &jurisdiction {
        Some(id) => Law::load_for(&source, id),
        None => Law::load(&source),
    };
    match read() {
        Ok(law) => {
            println!("{:#?}\n{}", law.counts(), law.digest());
            ExitCode::SUCCESS
        }
        Err(problems) => {
            eprintln!("{problems}");
            ExitCode::FAILURE
        }
    }
}
