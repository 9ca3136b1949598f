//! Tolling: periods in which the clock stands still.
//!
//! Stops are kept twice, as short as they can have been and as long as they can have been. The early deadline is moved
//! by the short ones, the late deadline by the long ones.

use super::civil::{days_between, elapsed};
use super::seen::Item;
use super::{Case, Range};

/// A stop that has not ended.
#[derive(Copy, Clone, Debug)]
pub(super) struct Open {
    /// When it began.
    pub(super) begin: Range,
    /// The trigger: the clock does not run before it.
    base: Range,
}

impl Open {
    /// The seconds left from when the stop began, or from the trigger if that came later.
    pub(super) fn left(&self, deadline: Range) -> Range {
        let early = deadline.lo.saturating_sub(self.begin.hi.max(self.base.lo));
        let late = deadline.hi.saturating_sub(self.begin.lo.max(self.base.hi));
        Range { lo: early.min(late), hi: early.max(late) }
    }
}

/// All stops of a clock.
pub(super) struct Flow {
    short: Vec<(i64, i64)>,
    long: Vec<(i64, i64)>,
    pub(super) open: Option<Open>,
}

impl Flow {
    /// The stops from each `from` to the next `until`, after `base`.
    pub(super) fn of(
        from: impl Iterator<Item = Item>,
        until: impl Iterator<Item = Item>,
        base: Range,
    ) -> Self {
        let until: Vec<Item> = until.collect();
        let mut flow = Self { short: Vec::new(), long: Vec::new(), open: None };
        for begin in from {
            match until.iter().find(|end| end.first_key() > begin.first_key()) {
                Some(end) => {
                    flow.short.push((begin.when.hi.max(base.lo), end.when.lo));
                    flow.long.push((begin.when.lo.max(base.hi), end.when.hi));
                }
                // The clock has stood still since the first of them.
                None => {
                    let begin = match &flow.open {
                        Some(open) => open.begin.first_of(begin.when),
                        None => begin.when,
                    };
                    flow.open = Some(Open { begin, base });
                }
            }
        }
        flow.short = merged(flow.short);
        flow.long = merged(flow.long);
        flow
    }

    /// The deadline after the closed stops.
    pub(super) fn moved(&self, case: &Case<'_>, deadline: Range) -> Range {
        let lo = self.push(case, deadline.lo, &self.short);
        let hi = self.push(case, deadline.hi, &self.long);
        Range { lo, hi: hi.max(lo) }
    }

    /// Until when an extension is in time: as long as the clock stands still there is no end.
    pub(super) fn awaited(&self, deadline: Range) -> Range {
        let stopped = |second: i64, begin: i64| if begin <= second { i64::MAX } else { second };
        match &self.open {
            None => deadline,
            Some(open) => Range {
                lo: stopped(deadline.lo, open.begin.hi),
                hi: stopped(deadline.hi, open.begin.lo),
            },
        }
    }

    fn push(&self, case: &Case<'_>, deadline: i64, stops: &[(i64, i64)]) -> i64 {
        let counting = &case.rule.counting;
        let mut deadline = deadline;
        for &(begin, end) in stops {
            if begin > deadline {
                break;
            }
            if end == i64::MAX {
                return i64::MAX;
            }
            if elapsed(counting.length) {
                deadline = deadline.saturating_add(end - begin);
            } else {
                let days = days_between(case.wall.day(begin), case.wall.day(end));
                deadline = case.wall.days_later(deadline, days, counting.count);
            }
        }
        deadline
    }
}

/// The union, in order; what is empty disappears.
fn merged(mut stops: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    stops.retain(|(begin, end)| begin < end);
    stops.sort_unstable();
    let mut union: Vec<(i64, i64)> = Vec::new();
    for (begin, end) in stops {
        match union.last_mut() {
            Some(last) if begin <= last.1 => last.1 = last.1.max(end),
            Some(_) | None => union.push((begin, end)),
        }
    }
    union
}
