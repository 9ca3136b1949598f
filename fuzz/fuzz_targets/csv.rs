//! Delimited text and gzip of it, as it comes and under a header that the mapping knows.
#![no_main]

use intake::Source;
use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Read as _};

fuzz_target!(|bytes: &[u8]| {
    let reader = Cursor::new(bytes.to_vec());
    fuzz::read(Source::from_reader("raw.csv", Box::new(reader.clone()), fuzz::mapping()));
    let header = &b"Case,In,Out,Country,Age\n"[..];
    fuzz::read(Source::from_reader("rows.csv", Box::new(header.chain(reader)), fuzz::mapping()));
});
