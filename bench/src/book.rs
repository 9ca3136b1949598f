//! The book of open cases: one event, the passage of time, and what an open clock costs in memory.
//!
//! An event changes the book it arrives at, so it is timed once and not in a loop; mean and 99th percentile are over
//! [`ARRIVALS`] of them. The clock that times it costs some 30 ns of each.

use crate::gauge::Singles;
use crate::invented::{AS_OF, Dice, Ground, Palette, event};
use crate::table::{Other, Table, Unit};
use anyhow::{Context as _, Result};
use duty::{Book, CaseId, Clock, State, Value};
use std::fs;
use std::time::Instant as Watch;

const CASES: u32 = 1_000_000;
const ARRIVALS: usize = 100_000;

/// Measures an arriving event, and an hour that passes, on a book under every duty.
pub(crate) fn incremental(table: &mut Table, ground: &Ground) -> Result<()> {
    let palette = Palette::new(ground)?;
    let context = ground.context(AS_OF)?;
    let mut dice = Dice::new(3);
    let before = resident()?;
    let mut book = Book::default();
    let mut history = Vec::new();
    for case in 0..CASES {
        palette.history(&mut dice, 1, &mut history);
        for event in &history {
            book.apply(CaseId(u64::from(case)), *event, &ground.all, &context);
        }
    }
    let clocks: usize = (0..CASES).map(|case| book.clocks(CaseId(u64::from(case))).len()).sum();
    let each = resident()?.saturating_sub(before) as f64 / clocks.max(1) as f64;
    let note = format!(
        "{:.1} clocks and 4 events a case, resident growth over all clocks",
        clocks as f64 / f64::from(CASES)
    );
    let target = Other::Target { value: 200.0 };
    table.add("a clock in a book under every duty", Unit::Bytes, each, target, &note);
    let mut singles = Singles::default();
    for id in 0..ARRIVALS {
        let case = CaseId(dice.below(i64::from(CASES)).unsigned_abs());
        let at = AS_OF.seconds() - dice.below(86_400);
        let event = palette.later(&mut dice, 1_000 + u32::try_from(id)?, at);
        singles.time(|| book.apply(case, event, &ground.all, &context));
    }
    let target = || Other::Target { value: 50.0 };
    let what = "one event on a book of 1 M cases";
    table.add(&format!("{what}, mean"), Unit::Microseconds, singles.mean() * 1e6, target(), "");
    let most = singles.quantile(990) * 1e6;
    table.add(&format!("{what}, p99"), Unit::Microseconds, most, target(), "");

    let now = AS_OF.plus(3_600);
    let later = ground.context(now)?;
    let begin = Watch::now();
    let changed = book.pass_time(&ground.all, |_| later, now).len();
    let seconds = begin.elapsed().as_secs_f64();
    let note = format!("{:.1} ms for all", seconds * 1e3);
    let each = seconds * 1e6 / changed.max(1) as f64;
    table.add("an hour passes, a changed case", Unit::Microseconds, each, Other::None, &note);
    Ok(())
}

/// Measures what a book of one open clock a case takes from the system. Run it first: memory that an earlier
/// measurement gave back to the allocator would hide what this one takes.
pub(crate) fn memory(table: &mut Table, ground: &Ground) -> Result<()> {
    let arrest = ground.kind("arrest")?;
    let context = ground.context(AS_OF)?;
    let before = resident()?;
    let mut book = Book::default();
    for case in 0..CASES {
        let at = AS_OF.seconds() - i64::from(case % 100_000);
        let event = event(0, arrest, at, Value::None);
        book.apply(CaseId(u64::from(case)), event, &ground.bare, &context);
    }
    let each = (resident()?.saturating_sub(before)) as f64 / f64::from(CASES);
    let open = (0..CASES)
        .flat_map(|case| book.clocks(CaseId(u64::from(case))))
        .filter(|clock| clock.state == State::Pending)
        .count();
    anyhow::ensure!(open == CASES as usize, "{open} of {CASES} clocks are open");
    let clock = size_of::<Clock>() as f64;
    let target = || Other::Target { value: 200.0 };
    table.add("an open clock, its value", Unit::Bytes, clock, target(), "size_of Clock");
    let event = size_of::<duty::Event>();
    let note = format!("resident growth: clock, wake-up, case, and its one event of {event} B");
    table.add("an open clock in a book, everything", Unit::Bytes, each, target(), &note);
    Ok(())
}

/// Bytes that the system holds in memory for this process.
fn resident() -> Result<u64> {
    let text =
        fs::read_to_string("/proc/self/status").context("memory is measured on Linux only")?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    let kilobytes = line.trim().trim_end_matches("kB").trim();
    Ok(kilobytes.parse::<u64>().context("VmRSS is no number")? * 1_024)
}
