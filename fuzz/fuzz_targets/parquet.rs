//! Parquet files: always with the mark at both ends, so that the fuzzer need not find it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PAR1") {
        fuzz::read_file(bytes);
    } else {
        fuzz::read_file(&[b"PAR1", bytes, b"PAR1"].concat());
    }
});
