//! Section 2.5: whether the State was bound, day by day.

use jiff::civil::Date;
use law::{Basis, CodeId, Parties, TreatyRule};
use when::Tri;

use super::applies::Start;
use super::civil::{Today, date};
use super::{Case, Range};
use crate::Party;

/// What follows from the treaty.
pub(super) enum Bond {
    /// Certainly not bound.
    No,
    /// It cannot be told.
    Unknown,
    /// Bound; the clock runs from here.
    From {
        /// The trigger, or the entry into force after it.
        span: Range,
        /// Last second in which the State was bound.
        ceased: Option<i64>,
    },
}

impl Case<'_> {
    pub(super) fn bond(&self, start: &Start) -> Bond {
        let trigger = start.span;
        let Some(treaty) = &self.rule.treaty else {
            return Bond::From { span: trigger, ceased: None };
        };
        match treaty.basis {
            Basis::Event => {
                let days = self.days_to_try(trigger, self.changes());
                let answers: Vec<Tri> =
                    days.into_iter().map(|day| self.bound_on(treaty, day)).collect();
                if answers.iter().all(|a| *a == Tri::Yes) {
                    Bond::From { span: trigger, ceased: None }
                } else if answers.iter().all(|a| *a == Tri::No) {
                    Bond::No
                } else {
                    Bond::Unknown
                }
            }
            Basis::Continuing => self.continuing(treaty, start),
        }
    }

    /// Every world in which the trigger was at one certain second and the person of one certain State.
    fn continuing(&self, treaty: &TreatyRule, start: &Start) -> Bond {
        let trigger = start.span;
        let ended = self.first_end(start.anchor, None, |_| true).map(|end| end.when.hi);
        let worlds: Vec<Begin> = self
            .seconds_to_try(trigger)
            .into_iter()
            .flat_map(|at| self.possible_states().into_iter().map(move |state| (at, state)))
            .map(|(at, state)| self.begins(treaty, at, state))
            .map(|begin| match begin {
                // It was over before the State was bound.
                Begin::At { start, trigger, .. }
                    if start > trigger && ended.is_some_and(|ended| ended < start) =>
                {
                    Begin::Never
                }
                begin @ (Begin::At { .. } | Begin::Unknown(_) | Begin::Never) => begin,
            })
            .collect();
        let begun = |begin: &Begin| match begin {
            Begin::At { start, .. } => *start <= self.now,
            Begin::Unknown(at) => *at <= self.now,
            Begin::Never => false,
        };
        if !worlds.iter().any(begun) {
            return Bond::No;
        }
        let (mut lo, mut hi) = (i64::MAX, i64::MIN);
        let mut ends = Vec::new();
        for world in &worlds {
            let Begin::At { start, ceased, .. } = world else { return Bond::Unknown };
            (lo, hi) = (lo.min(*start), hi.max(*start));
            // What ends later has not ended yet.
            ends.push(ceased.filter(|ceased| *ceased < self.now));
        }
        if ends.iter().any(|end| *end != ends[0]) {
            return Bond::Unknown;
        }
        Bond::From { span: Range { lo, hi }, ceased: ends[0] }
    }

    /// Both ends of a span, and the seconds between them at which something changes.
    fn seconds_to_try(&self, span: Range) -> Vec<i64> {
        let mut all = vec![span.lo, span.hi];
        for change in self.changes() {
            let start = self.wall.start_of(change);
            all.extend([start - 1, start].iter().filter(|at| (span.lo..=span.hi).contains(at)));
        }
        all
    }

    /// The States the person may be of. Of somebody whose nationality is not known: that of the place, whose bond is
    /// enough then, and none at all.
    fn possible_states(&self) -> Vec<CodeId> {
        match self.nationality() {
            Some(state) => vec![state],
            None => vec![self.world.state, self.world.roles.stateless],
        }
    }

    /// The first second from `at` on in which the State is bound, and the last before it is no more.
    fn begins(&self, treaty: &TreatyRule, at: i64, nationality: CodeId) -> Begin {
        let day = self.wall.day(at);
        let bound = |day: Today| {
            treaty.any_of.iter().any(|i| {
                self.member(*i, Party::Bearer, day)
                    && (treaty.parties == Parties::Bearer
                        || nationality == self.world.state
                        || self.member(*i, Party::Of(nationality), day))
            })
        };
        let mut later: Vec<Date> = self.changes();
        later.retain(|change| Today::On(*change) > day);
        later.sort();
        let start = if bound(day) {
            at
        } else if day == Today::Future {
            // Of the end of time no table of treaties knows.
            return Begin::Unknown(at);
        } else {
            match later.iter().find(|change| bound(Today::On(**change))) {
                Some(change) => self.wall.start_of(*change),
                None => return Begin::Never,
            }
        };
        let ceased = later
            .iter()
            .find(|change| self.wall.start_of(**change) > start && !bound(Today::On(**change)))
            .map(|change| self.wall.start_of(*change) - 1);
        Begin::At { trigger: at, start, ceased }
    }

    /// Every day on which somebody becomes bound or ceases to be.
    fn changes(&self) -> Vec<Date> {
        let days = self.world.treaties.iter().flat_map(|m| [Some(m.from), m.until]);
        days.flatten().map(date).collect()
    }

    /// Whether one of the treaties binds the State (both States) on a day.
    fn bound_on(&self, treaty: &TreatyRule, day: Today) -> Tri {
        let bound = |instrument: usize, party: Party| self.member(instrument, party, day);
        if treaty.parties == Parties::Both && self.nationality() == Some(self.world.roles.stateless)
        {
            // There is no second State, today or ever.
            return Tri::No;
        }
        // Of the end of time no table of treaties knows.
        let mut answer = if day == Today::Future { Tri::Unknown } else { Tri::No };
        for &instrument in treaty.any_of.iter().filter(|i| bound(**i, Party::Bearer)) {
            let here = match (treaty.parties, self.nationality()) {
                (Parties::Bearer, _) => Tri::Yes,
                (Parties::Both, None) => Tri::Unknown,
                (Parties::Both, Some(code)) if code == self.world.state => Tri::Yes,
                (Parties::Both, Some(code)) if bound(instrument, Party::Of(code)) => Tri::Yes,
                (Parties::Both, Some(_)) => Tri::No,
            };
            answer = answer.max(here);
        }
        answer
    }

    /// Whether a treaty binds a State on a day.
    fn member(&self, instrument: usize, party: Party, day: Today) -> bool {
        self.world.treaties.iter().any(|m| {
            m.instrument == instrument
                && m.state == party
                && Today::On(date(m.from)) <= day
                && m.until.is_none_or(|until| day < Today::On(date(until)))
        })
    }
}

/// When the clock of a continuing duty begins in one world.
enum Begin {
    At { trigger: i64, start: i64, ceased: Option<i64> },
    Unknown(i64),
    Never,
}
