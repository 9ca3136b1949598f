//! Working days: which days a place works, and how to count them.
//!
//! A [`Calendar`] knows a weekend, a list of holidays, and the days for which
//! that list is complete. Outside them it answers with an error, never with a
//! guess: a holiday nobody entered would move a deadline silently. It does not
//! know half days, bank holidays of one trade, or weekends that change over time.

use std::fmt;
use std::sync::Arc;

use crate::{Day, Weekday};

/// A day outside those for which the holidays are known.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, thiserror::Error)]
#[error("the holidays of {day} are not known: extend the calendar of this place")]
pub struct Uncovered {
    /// The first day that was needed and is not covered.
    pub day: Day,
}

/// A calendar covers four centuries at most: 1 MB.
const MOST_DAYS: i32 = 146_097;

struct Inner {
    weekend: u8,
    holidays: Box<[Day]>,
    first: Day,
    /// All working days, in order.
    working: Box<[Day]>,
    /// For each covered day, how many working days come before it; one more at the end.
    before: Box<[u32]>,
    /// Number of days covered.
    days: u32,
}

/// Weekend and holidays of a place. Cheap to clone and to share.
#[derive(Clone)]
pub struct Calendar(Arc<Inner>);

impl Calendar {
    /// A calendar that is complete from `first` to `last`, both included.
    ///
    /// Holidays outside are ignored. If `last` is before `first` nothing is
    /// covered; more than four centuries are cut.
    pub fn new(weekend: &[Weekday], mut holidays: Vec<Day>, first: Day, last: Day) -> Calendar {
        holidays.sort_unstable();
        holidays.dedup();
        let last = last.min(first.plus(MOST_DAYS - 1));
        holidays.retain(|day| (first..=last).contains(day));
        let days = u32::try_from(last.since(first) + 1).unwrap_or(0);
        let weekend = weekend.iter().fold(0, |set, day| set | day.bit());
        let mut working = Vec::new();
        let mut before = vec![0];
        let mut upcoming = holidays.iter().peekable();
        for day in (0..days as i32).map(|index| first.plus(index)) {
            let is_holiday = upcoming.next_if_eq(&&day).is_some();
            if !is_holiday && day.weekday().bit() & weekend == 0 {
                working.push(day);
            }
            before.push(working.len() as u32);
        }
        let holidays = holidays.into();
        let (working, before) = (working.into(), before.into());
        Calendar(Arc::new(Inner { weekend, holidays, first, working, before, days }))
    }

    /// A calendar that covers no day: whatever needs one answers [`Uncovered`].
    pub fn unknown() -> Calendar {
        Calendar::new(&[], Vec::new(), Day::from_number(0), Day::from_number(-1))
    }

    /// The first and the last day for which holidays are known, if any are.
    pub fn covers(&self) -> Option<(Day, Day)> {
        let last = i32::try_from(self.0.days).ok()?.checked_sub(1).filter(|&n| n >= 0)?;
        Some((self.0.first, self.0.first.plus(last)))
    }

    /// Whether the day falls on the weekend. Needs no list of holidays.
    pub fn is_weekend(&self, day: Day) -> bool {
        day.weekday().bit() & self.0.weekend != 0
    }

    /// Whether the day is in the list of holidays.
    pub fn is_holiday(&self, day: Day) -> bool {
        self.0.holidays.binary_search(&day).is_ok()
    }

    /// Whether the place works on this day.
    pub fn is_working(&self, day: Day) -> Result<bool, Uncovered> {
        let index = self.index(day).ok_or(Uncovered { day })?;
        match self.0.before.get(index..index + 2) {
            Some([before, after]) => Ok(before < after),
            _ => Err(Uncovered { day }),
        }
    }

    /// The `n`-th working day after `day`; `day` itself is not counted, and is
    /// the answer for 0.
    pub fn add_working_days(&self, day: Day, n: u32) -> Result<Day, Uncovered> {
        if n == 0 || day.is_open() {
            return Ok(day);
        }
        // The first day to look at must be covered; `day` itself need not be.
        let next = day.plus(1);
        let index = self.index(next).ok_or(Uncovered { day: next })?;
        let before = self.0.before.get(index).copied().unwrap_or(0);
        // The n-th working day from there on has n - 1 of them between it and here.
        let found = (before as usize).checked_add(n as usize - 1);
        found.and_then(|index| self.0.working.get(index)).copied().ok_or(Uncovered {
            day: self.0.first.plus(i32::try_from(self.0.days).unwrap_or(i32::MAX)),
        })
    }

    /// The same day if the place works on it, else the next day on which it does.
    pub fn roll_forward(&self, day: Day) -> Result<Day, Uncovered> {
        match day.is_open() || self.is_working(day)? {
            true => Ok(day),
            false => self.add_working_days(day, 1),
        }
    }

    /// The holidays from `a` to `b`, both included, in order.
    pub fn holidays_between(&self, a: Day, b: Day) -> impl Iterator<Item = Day> + '_ {
        let from = self.0.holidays.partition_point(|&day| day < a);
        self.0.holidays.iter().skip(from).copied().take_while(move |&day| day <= b)
    }

    fn index(&self, day: Day) -> Option<usize> {
        usize::try_from(day.since(self.0.first)).ok().filter(|&index| index < self.0.days as usize)
    }
}

impl fmt::Debug for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Calendar")
            .field("covers", &self.covers())
            .field("holidays", &self.0.holidays.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// An invented place that rests on Saturday and Sunday and on three holidays.
    fn calendar() -> Calendar {
        let weekend = [Weekday::Saturday, Weekday::Sunday];
        let holidays = ["2024-12-25", "2024-12-26", "2025-01-01"].map(day);
        Calendar::new(&weekend, holidays.to_vec(), day("2024-12-01"), day("2025-01-31"))
    }

    #[test]
    fn counts_over_weekends_and_holidays() {
        let c = calendar();
        assert_eq!(c.add_working_days(day("2024-12-20"), 3), Ok(day("2024-12-27")));
        assert_eq!(c.add_working_days(day("2024-12-25"), 1), Ok(day("2024-12-27")));
        assert_eq!(c.add_working_days(day("2024-12-25"), 0), Ok(day("2024-12-25")));
        assert_eq!(c.roll_forward(day("2024-12-25")), Ok(day("2024-12-27")));
        assert_eq!(c.roll_forward(day("2024-12-24")), Ok(day("2024-12-24")));
        assert_eq!(c.holidays_between(day("2024-12-26"), day("2025-01-01")).count(), 2);
    }

    #[test]
    fn never_guesses_outside_the_years_it_knows() {
        let c = calendar();
        assert_eq!(c.is_working(day("2024-11-30")), Err(Uncovered { day: day("2024-11-30") }));
        // The day before the first is no obstacle: it is not counted.
        assert_eq!(c.add_working_days(day("2024-11-30"), 1), Ok(day("2024-12-02")));
        let beyond = Err(Uncovered { day: day("2025-02-01") });
        assert_eq!(c.add_working_days(day("2025-01-31"), 1), beyond);
        assert_eq!(c.add_working_days(day("2025-01-02"), u32::MAX), beyond);
        assert!(Calendar::unknown().is_working(day("2025-01-02")).is_err());
        assert_eq!(Calendar::unknown().covers(), None);
        let endless = Calendar::new(&[], vec![], day("0000-01-01"), Day::from_number(i32::MAX - 1));
        assert_eq!(endless.covers().unwrap().1, day("0399-12-31"));
        let never = Calendar::new(&Weekday::ALL, vec![], day("2024-01-01"), day("2024-12-31"));
        assert!(never.roll_forward(day("2024-05-01")).is_err());
    }
}
