//! The book of open cases: one event arrives, or an hour passes.
//!
//! An event changes the book it arrives at, so it is timed once and not in a loop; mean and 99th percentile are over
//! [`ARRIVALS`] of them. The clock that times it costs some 30 ns of each.

use crate::gauge::Singles;
use crate::invented::{AS_OF, Dice, Ground, Palette, event};
use crate::table::{Other, Table, Unit};
use anyhow::Result;
use duty::{Book, CaseId, Value};
use std::time::Instant as Watch;

pub(crate) const CASES: u32 = 1_000_000;
const ARRIVALS: usize = 100_000;

/// Measures an arriving event, and an hour that passes, on a book under every duty.
pub(crate) fn incremental(table: &mut Table, ground: &Ground) -> Result<()> {
    let palette = Palette::new(ground)?;
    let context = ground.context(AS_OF)?;
    let mut dice = Dice::new(3);
    let mut book = full(ground, &palette, &mut dice)?;
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

/// A book of [`CASES`] cases of four events under every duty.
pub(crate) fn full(ground: &Ground, palette: &Palette, dice: &mut Dice) -> Result<Book> {
    let context = ground.context(AS_OF)?;
    let mut book = Book::default();
    let mut history = Vec::new();
    for case in 0..CASES {
        palette.history(dice, 1, &mut history);
        for event in &history {
            book.apply(CaseId(u64::from(case)), *event, &ground.all, &context);
        }
    }
    Ok(book)
}

/// A book of [`CASES`] cases of one event and one open clock.
pub(crate) fn open(ground: &Ground) -> Result<Book> {
    let arrest = ground.kind("arrest")?;
    let context = ground.context(AS_OF)?;
    let mut book = Book::default();
    for case in 0..CASES {
        let at = AS_OF.seconds() - i64::from(case % 100_000);
        let event = event(0, arrest, at, Value::None);
        book.apply(CaseId(u64::from(case)), event, &ground.bare, &context);
    }
    Ok(book)
}
