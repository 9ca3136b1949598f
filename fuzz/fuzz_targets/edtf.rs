//! Dates: what is read is written in canonical form and read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use when::{Edtf, Zone};

fuzz_target!(|text: &str| {
    let Ok(date) = text.parse::<Edtf>() else { return };
    let _ = date.days();
    let again = date.to_string();
    assert_eq!(again.parse::<Edtf>().as_ref(), Ok(&date), "{again}");
    for zone in ["UTC", "Pacific/Apia", "America/St_Johns"] {
        let _ = Zone::named(zone).map(|zone| date.known(&zone));
    }
});
