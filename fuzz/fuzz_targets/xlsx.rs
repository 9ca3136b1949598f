//! Workbooks: always with the first bytes of one, so that the fuzzer need not find them.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK\x03\x04") {
        fuzz::read_file(bytes);
    } else {
        fuzz::read_file(&[b"PK\x03\x04", bytes].concat());
    }
});
