//! Section 2.5: whether the State was bound, day by day.

use jiff::civil::Date;
use law::{Basis, Parties, TreatyRule};
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
        let days = self.days_to_try(trigger, self.changes());
        let answers: Vec<Tri> = days.into_iter().map(|day| self.bound_on(treaty, day)).collect();
        match treaty.basis {
            Basis::Event if answers.iter().all(|a| *a == Tri::Yes) => {
                Bond::From { span: trigger, ceased: None }
            }
            Basis::Event if answers.iter().all(|a| *a == Tri::No) => Bond::No,
            Basis::Event => Bond::Unknown,
            Basis::Continuing => self.continuing(treaty, start, &answers),
        }
    }

    fn continuing(&self, treaty: &TreatyRule, start: &Start, answers: &[Tri]) -> Bond {
        let trigger = start.span;
        if answers.contains(&Tri::Unknown) {
            return Bond::Unknown;
        }
        let (first, last) = match (self.begins(treaty, trigger.lo), self.begins(treaty, trigger.hi))
        {
            (Begin::At(first), Begin::At(last)) => (first, last),
            (Begin::Never, Begin::Never) if answers.iter().all(|a| *a == Tri::No) => {
                return Bond::No;
            }
            _ => return Bond::Unknown,
        };
        if trigger.lo == i64::MIN && first > trigger.lo {
            return Bond::Unknown;
        }
        if first > self.now {
            // Not yet bound at the moment of the question.
            return Bond::No;
        }
        let ended = self.first_end(start.anchor, None, |_| true).map(|end| end.when.hi);
        if first > trigger.lo && ended.is_some_and(|ended| ended < first) {
            return Bond::No;
        }
        let ceased = self.ceases(treaty, last).filter(|ceased| *ceased <= self.now);
        Bond::From { span: Range { lo: first, hi: last }, ceased }
    }

    /// The first second from `at` on in which the State is bound.
    fn begins(&self, treaty: &TreatyRule, at: i64) -> Begin {
        let day = self.wall.day(at);
        if self.bound_on(treaty, day) == Tri::Yes {
            return Begin::At(at);
        }
        let mut later: Vec<Date> = self.changes();
        later.retain(|change| Today::On(*change) > day);
        later.sort();
        for change in later {
            match self.bound_on(treaty, Today::On(change)) {
                Tri::Yes => return Begin::At(self.wall.start_of(change)),
                Tri::Unknown => return Begin::Unknown,
                Tri::No => {}
            }
        }
        Begin::Never
    }

    /// The last second after `at` in which the State is still bound.
    fn ceases(&self, treaty: &TreatyRule, at: i64) -> Option<i64> {
        let day = self.wall.day(at);
        let mut later: Vec<Date> = self.changes();
        later.retain(|change| Today::On(*change) > day);
        later.sort();
        let first = later
            .into_iter()
            .find(|change| self.bound_on(treaty, Today::On(*change)) != Tri::Yes)?;
        Some(self.wall.start_of(first) - 1)
    }

    /// Every day on which somebody becomes bound or ceases to be.
    fn changes(&self) -> Vec<Date> {
        let days = self.world.treaties.iter().flat_map(|m| [Some(m.from), m.until]);
        days.flatten().map(date).collect()
    }

    /// Whether one of the treaties binds the State (both States) on a day.
    fn bound_on(&self, treaty: &TreatyRule, day: Today) -> Tri {
        let bound = |instrument: usize, party: Party| {
            self.world.treaties.iter().any(|m| {
                m.instrument == instrument
                    && m.state == party
                    && Today::On(date(m.from)) <= day
                    && m.until.is_none_or(|until| day < Today::On(date(until)))
            })
        };
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
}

enum Begin {
    At(i64),
    Unknown,
    Never,
}
