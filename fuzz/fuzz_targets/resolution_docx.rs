//! Resolutions as DOCX, and bytes that nobody has said anything about.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = resolution::import_docx(bytes);
    let _ = resolution::import(bytes, None);
});
