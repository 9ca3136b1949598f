//! Resolutions as raw text: what is read can be written, and differs in nothing from itself.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(resolution) = resolution::import_text(text) else { return };
    let _ = resolution::to_text(&resolution);
    let _ = resolution::to_akn(&resolution);
    let _ = resolution::diff(&resolution, &resolution);
});
