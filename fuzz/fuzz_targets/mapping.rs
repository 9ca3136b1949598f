//! Mapping files.
#![no_main]

use intake::Mapping;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(problems) = Mapping::read("mapping.toml", text, fuzz::law()) {
        assert!(!problems.render().is_empty());
    }
});
