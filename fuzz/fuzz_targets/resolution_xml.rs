//! Resolutions as Akoma Ntoso.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|xml: &str| {
    let Ok(resolution) = resolution::import_akn(xml) else { return };
    let _ = resolution::to_text(&resolution);
    let again = resolution::to_akn(&resolution);
    assert!(resolution::import_akn(&again).is_ok(), "cannot read what was written");
});
