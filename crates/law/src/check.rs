//! What no single file shows: whether limits fit their duties, and whether the law is complete.
//!
//! Each check names the page that says why: `docs/clocks.md` gives a combination its meaning, and what has no meaning
//! there is refused here rather than guessed at by the engine.

use crate::model::duty::{Duty, Limit, Mode};
use crate::problem::Code;
use crate::read::duty::ReadDuty;
use crate::read::limit::ReadLimit;
use crate::read::table::Doc;
use when::{Length, Roll, Unit};

/// Whether one limit makes sense with its duty.
pub(crate) fn limit(read: &ReadLimit<'_>, duty: &Duty) {
    series(read);
    combinations(read, duty);
    thresholds(read);
    let (limit, places) = (&read.limit, &read.places);
    let page = read.table.page;
    if limit.counting.liberty_maximum && limit.counting.roll != Roll::None {
        page.report(
            Code::Conflict,
            &places.roll.clone().unwrap_or(places.id.clone()),
            "a maximum of deprivation of liberty is never rolled to a working day",
            "delete `roll`",
        );
    }
    if let (Some(from), Some(to)) = (limit.valid_from, limit.valid_to)
        && from > to
    {
        page.report(
            Code::Conflict,
            &places.valid.clone().unwrap_or(places.id.clone()),
            format!("the limit ends ({to}) before it begins ({from})"),
            "exchange valid_from and valid_to",
        );
    }
}

/// A series needs a mode, a mode needs a series, and a grid needs one unit: months and days do not make a grid without drift
/// (docs/clocks.md, 5).
fn series(read: &ReadLimit<'_>) {
    let (limit, places) = (&read.limit, &read.places);
    let page = read.table.page;
    let recurs = !limit.then.is_empty() || limit.every.is_some();
    match (recurs, limit.mode) {
        // A mode that cannot be read has been reported as such.
        (true, None) if places.mode.is_some() => {}
        (true, None) => page.report(
            Code::MissingKey,
            &places.steps.clone().unwrap_or(places.id.clone()),
            "the limit recurs, but `mode` is missing: from where is the next one counted?",
            "write mode = \"reset\" (from the act) or mode = \"fixed-grid\" (from the trigger)",
        ),
        (false, Some(_)) => page.report(
            Code::Conflict,
            &places.mode.clone().unwrap_or(places.id.clone()),
            "`mode` stands, but the limit does not recur",
            "add `then` or `every`, or delete `mode`",
        ),
        (true, Some(Mode::FixedGrid)) => {
            let first = limit.counting.length;
            let mut steps = limit.then.iter().chain(&limit.every).map(|step| step.length);
            if let Some(other) = steps.find(|step| step.unit() != first.unit()) {
                page.report(
                    Code::Conflict,
                    &places.steps.clone().unwrap_or(places.id.clone()),
                    format!("a fixed grid mixes units: {first} and {other}"),
                    "write all steps in one unit, or use mode = \"reset\"",
                );
            }
        }
        (true, Some(Mode::Reset)) | (false, None) => {}
    }
}

/// What may not stand together, because no meaning is given to it.
fn combinations(read: &ReadLimit<'_>, duty: &Duty) {
    let (limit, places) = (&read.limit, &read.places);
    let page = read.table.page;
    let recurs = !limit.then.is_empty() || limit.every.is_some();
    if recurs && let Some(extension) = &places.extension {
        let help = "write the extended length as a step of its own, or delete [limit.extension]";
        page.report(Code::Conflict, extension, "a recurring limit cannot be extended", help);
    }
    if recurs && duty.toll.is_some() {
        page.report(
            Code::Conflict,
            &places.steps.clone().unwrap_or(places.id.clone()),
            format!("the clocks of `{}` can be stopped, but this limit recurs", duty.id),
            "make a duty without [toll] for what recurs, or delete `then` and `every`",
        );
    }
    let Some(cumulative) = &places.cumulative else { return };
    if duty.stays.is_none() {
        page.report(
            Code::Incomplete,
            cumulative,
            format!(
                "the limit runs over several stays, but `{}` does not say what a stay is",
                duty.id
            ),
            format!("add [stays] start = […] and end = […] to duties/{}.toml", duty.id),
        );
    }
    if limit.mode == Some(Mode::Reset) {
        page.report(
            Code::Conflict,
            &places.mode.clone().unwrap_or(places.id.clone()),
            "the steps of a limit over several stays lie on a grid from its virtual start",
            "write mode = \"fixed-grid\"",
        );
    }
    if duty.toll.is_some() {
        page.report(
            Code::Conflict,
            cumulative,
            format!(
                "the limit runs over several stays, but the clocks of `{}` can be stopped",
                duty.id
            ),
            "delete `cumulative`, or make a duty without [toll]",
        );
    }
}

/// The ask threshold of a soft standard comes before the overdue one.
fn thresholds(read: &ReadLimit<'_>) {
    let (Some(ask), Some(place)) = (read.limit.ask, &read.places.ask) else { return };
    let length = read.limit.counting.length;
    if certainly_not_shorter(ask.length, length) {
        read.table.page.report(
            Code::Conflict,
            place,
            format!("`ask` ({}) is not shorter than `length` ({length})", ask.length),
            "`ask` is when to ask, `length` when the duty is overdue: exchange them or shorten `ask`",
        );
    }
}

/// Whether the first length is at least as long as the second, whatever the months and holidays.
fn certainly_not_shorter(a: Length, b: Length) -> bool {
    if a.unit() == b.unit() {
        return a.amount() >= b.amount();
    }
    minutes(a).0 >= minutes(b).1
}

/// The fewest and the most minutes that a length may take.
fn minutes(length: Length) -> (u64, u64) {
    const DAY: u64 = 24 * 60;
    let (least, most) = match length.unit() {
        Unit::Minute => (1, 1),
        Unit::Hour => (60, 60),
        Unit::Day => (DAY, DAY),
        // Holidays may stand in a row: no useful upper bound.
        Unit::WorkingDay => (DAY, 366 * DAY),
        Unit::Week => (7 * DAY, 7 * DAY),
        Unit::Month => (28 * DAY, 31 * DAY),
        Unit::Year => (365 * DAY, 366 * DAY),
    };
    let amount = u64::from(length.amount());
    (amount * least, amount * most)
}

/// Every duty needs a limit that applies where a jurisdiction has none of its own: a duty without a clock is not watched.
pub(crate) fn international(duties: &[ReadDuty], docs: &[&Doc<'_>], limits: &[Limit], home: usize) {
    for (number, read) in duties.iter().enumerate() {
        let has = limits.iter().any(|limit| limit.duty == number && limit.jurisdiction == home);
        if has {
            continue;
        }
        let Some(doc) = docs.get(read.doc) else { continue };
        doc.page.report(
            Code::Incomplete,
            &read.id,
            format!("`{}` has no limit in jurisdictions/international", read.duty.id),
            "add a [[limit]] there: a standard, or a policy of the project that says it is one",
        );
    }
}
