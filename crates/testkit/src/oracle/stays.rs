//! Cumulative limits: one maximum over several stays.

use law::KindSet;

use super::civil::{Today, days_between, elapsed};
use super::seen::Item;
use super::{Case, Range};

/// From one event to another.
#[derive(Copy, Clone, Debug)]
pub(super) struct Stay {
    pub(super) from: Item,
    pub(super) to: Option<Item>,
}

/// The stays, without overlaps, first to last.
pub(super) struct Stays(Vec<Stay>);

impl Case<'_> {
    pub(super) fn stays(&self, from: KindSet, end: KindSet) -> Stays {
        let mut stays: Vec<Stay> = Vec::new();
        for item in self.seen.happened(from.union(&end)) {
            match stays.last_mut() {
                // Already inside: only the end matters.
                Some(open) if open.to.is_none() => {
                    if end.has(item.kind) {
                        open.to = Some(item);
                    }
                }
                Some(_) | None => {
                    if from.has(item.kind) {
                        stays.push(Stay { from: item, to: None });
                    }
                }
            }
        }
        Stays(stays)
    }
}

impl Stays {
    /// The last one that began.
    pub(super) fn present(&self) -> Option<Stay> {
        self.0.last().copied()
    }

    pub(super) fn doubt(&self) -> bool {
        let Some(present) = self.present() else { return false };
        present.from.doubt
            || self
                .earlier()
                .iter()
                .any(|stay| stay.from.doubt || stay.to.is_some_and(|to| to.doubt))
    }

    /// Whether this event ended an earlier stay.
    pub(super) fn ended_earlier(&self, item: &Item) -> bool {
        self.earlier().iter().any(|stay| stay.to == Some(*item))
    }

    fn earlier(&self) -> &[Stay] {
        &self.0[..self.0.len().saturating_sub(1)]
    }

    /// From where the limit is counted.
    pub(super) fn base(&self, case: &Case<'_>) -> Option<Range> {
        self.virtual_start(case).map(|(lo, hi)| Range { lo, hi: hi.max(lo) })
    }

    /// The present start moved back by what was served before: in days if the limit is in days, else in seconds.
    fn virtual_start(&self, case: &Case<'_>) -> Option<(i64, i64)> {
        let present = self.present()?.from.when;
        let (mut least, mut most) = (0, 0);
        for stay in self.earlier() {
            let end = stay.to?.when;
            let shortest = (stay.from.when.hi, end.lo);
            let longest = (stay.from.when.lo, end.hi);
            least = served(case, shortest).saturating_add(least);
            most = served(case, longest).saturating_add(most);
        }
        if elapsed(case.rule.counting.length) {
            let back = |at: i64, by: i64| match (at, by) {
                (i64::MIN | i64::MAX, _) => at,
                (_, i64::MAX) => i64::MIN,
                _ => at - by,
            };
            return Some((back(present.lo, most), back(present.hi, least)));
        }
        let back = |at: i64, days: i64| {
            let Today::On(mut date) = case.wall.day(at) else { return at };
            if days == i64::MAX {
                return i64::MIN;
            }
            if days == 0 {
                // Nothing was served before: it is the present stay alone.
                return at;
            }
            for _ in 0..days {
                date = date.yesterday().unwrap();
            }
            case.wall.start_of(date)
        };
        Some((back(present.lo, most), back(present.hi, least)))
    }
}

fn served(case: &Case<'_>, (from, to): (i64, i64)) -> i64 {
    if to <= from {
        0
    } else if from == i64::MIN || to == i64::MAX {
        // Nobody knows how long.
        i64::MAX
    } else if elapsed(case.rule.counting.length) {
        to - from
    } else {
        days_between(case.wall.day(from), case.wall.day(to))
    }
}
