//! Small things that everything else waits for: loading the law, reading a date.

use crate::gauge::Gauge;
use crate::table::{Other, Table, Unit};
use anyhow::{Context as _, Result};
use jiff::civil::Date;
use law::{Law, Source};
use std::hint::black_box;
use when::Edtf;

const DATES: [&str; 4] = ["2024-03-10", "1999-12-31", "2020-02-29", "2025-07-01"];
const TIMES: [&str; 4] = ["2024-03-10T14:05:09Z", "2024-03-XX", "2024-03-01/2024-03-05", "1987?"];

/// Measures both.
pub(crate) fn run(gauge: &mut Gauge, table: &mut Table) -> Result<()> {
    let whole = gauge.seconds("law", "all", || Law::load(&Source::Embedded))?;
    let one = gauge.seconds("law", "one", || Law::load_for(&Source::Embedded, "us"))?;
    let none = || Other::None;
    table.add(
        "law folder, everything",
        Unit::Milliseconds,
        whole * 1e3,
        none(),
        "read and checked",
    );
    table.add("law folder, for one jurisdiction", Unit::Milliseconds, one * 1e3, none(), "");

    for text in DATES.into_iter().chain(TIMES) {
        text.parse::<Edtf>().with_context(|| format!("{text} is no EDTF"))?;
    }
    let dates =
        gauge.short("edtf", "dates", || black_box(DATES).map(|text| text.parse::<Edtf>()))?;
    let mixed =
        gauge.short("edtf", "mixed", || black_box(TIMES).map(|text| text.parse::<Edtf>()))?;
    let civil =
        gauge.short("edtf", "jiff", || black_box(DATES).map(|text| text.parse::<Date>()))?;
    let speed = |seconds: f64| DATES.len() as f64 / seconds;
    let other = Other::Measured { name: "jiff civil::Date".to_owned(), value: speed(civil) };
    table.add(
        "EDTF, plain dates",
        Unit::ParsesPerSecond,
        speed(dates),
        other,
        "jiff knows no EDTF",
    );
    let note = "times, unspecified days, intervals, doubts";
    table.add("EDTF, mixed", Unit::ParsesPerSecond, speed(mixed), Other::None, note);
    Ok(())
}
