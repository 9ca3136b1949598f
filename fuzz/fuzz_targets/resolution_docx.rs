//! Resolutions as DOCX, and bytes that nobody has said anything about.
//!
//! What is no zip file is put into one: the document, the footnotes, a header, the definitions of lists and the styles, divided by
//! the record separator (U+001E).
//! The fuzzer then spends its time on what we read and not on checksums.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write as _};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

const PARTS: [&str; 5] = [
    "word/document.xml",
    "word/footnotes.xml",
    "word/header1.xml",
    "word/numbering.xml",
    "word/styles.xml",
];

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, part) in PARTS.iter().zip(bytes.split(|byte| *byte == 0x1E)) {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let _ = resolution::import(bytes, None);
    let docx = if bytes.starts_with(b"PK") { bytes.to_vec() } else { packed(bytes) };
    let Ok(resolution) = resolution::import_docx(&docx) else { return };
    let _ = resolution::to_text(&resolution);
    let _ = resolution::to_akn(&resolution);
});
