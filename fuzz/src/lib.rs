//! What the fuzz targets share: the law, a mapping, and files to read back and forth.
//!
//! A target fails by panicking, by taking too long or by taking too much memory; an error is a good answer. Where a
//! reader promises more (rows add up, what is written can be read again), the target holds it to that.

use intake::{IntakeError, Mapping, Reject, Sink, Source, Subject};
use law::Law;
use std::io;
use std::io::Write as _;
use std::sync::OnceLock;

/// The law that the program carries, as far as the United States need it.
pub fn law() -> &'static Law {
    static LAW: OnceLock<Law> = OnceLock::new();
    LAW.get_or_init(|| Law::load_for(&law::Source::Embedded, "us").unwrap())
}

/// The invented mapping beside this crate.
pub fn mapping() -> &'static Mapping {
    static MAPPING: OnceLock<Mapping> = OnceLock::new();
    MAPPING.get_or_init(|| {
        let text = include_str!("../mapping.toml");
        Mapping::read("mapping.toml", text, law()).unwrap_or_else(|p| panic!("{}", p.render()))
    })
}

/// Counts what is read.
#[derive(Default)]
struct Counting {
    cases: u64,
    rejects: u64,
}

impl Sink for Counting {
    fn subject(&mut self, _: Subject) -> io::Result<()> {
        self.cases += 1;
        Ok(())
    }

    fn reject(&mut self, _: Reject) -> io::Result<()> {
        self.rejects += 1;
        Ok(())
    }
}

/// Reads all of a source; rows in are rows accepted and rows refused, always.
pub fn read(source: Result<Source, IntakeError>) {
    let law = law();
    let us = law.jurisdiction("us").unwrap();
    let mut sink = Counting::default();
    match source.and_then(|source| intake::read(source, mapping(), law, us, &mut sink)) {
        Ok(tally) => {
            assert_eq!(tally.rows, tally.accepted + tally.refused);
            assert_eq!((tally.cases, tally.refused), (sink.cases, sink.rejects));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Reads bytes that must be a file.
pub fn read_file(bytes: &[u8]) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    read(intake::open(file.path(), mapping()));
}
