//! Months and years, which have no fixed length.
//!
//! A month from 31 January has no agreed end, so every addition says how to
//! round. Several months are one addition from the start, never a chain: 31
//! January plus two months is 31 March whatever February does. Weeks and days
//! are not here; they are plain numbers.

use crate::Day;
use crate::civil::{civil_from_days, days_from_civil, days_in_month, month_name};

/// What to do when the target month lacks the day.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rounding {
    /// The last day of that month: Regulation (EEC, Euratom) 1182/71, article 3(2)(c).
    Down,
    /// The first day of the month after it.
    Up,
    /// No date at all: the law does not say, and a person must.
    Refuse,
}

impl Rounding {
    /// The word in law files.
    pub const fn name(self) -> &'static str {
        match self {
            Rounding::Down => "down",
            Rounding::Up => "up",
            Rounding::Refuse => "refuse",
        }
    }

    /// The rounding of that name.
    pub fn from_name(name: &str) -> Option<Rounding> {
        [Rounding::Down, Rounding::Up, Rounding::Refuse].into_iter().find(|r| r.name() == name)
    }
}

/// A date that its month does not have, under a rule that does not round.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, thiserror::Error)]
#[error(
    "there is no {day} {} {year}: the month has {} days, and the rule does not say how to round",
    month_name(*.month),
    days_in_month(i64::from(*.year), *.month)
)]
pub struct MissingDay {
    /// The year.
    pub year: i32,
    /// The month.
    pub month: u8,
    /// The day of the month that does not exist.
    pub day: u8,
}

/// The corresponding date so many months later, or the date that is missing.
pub(crate) fn corresponding(from: Day, months: i64) -> Result<Day, MissingDay> {
    if from.is_open() {
        return Ok(from);
    }
    let (year, month, day) = civil_from_days(i64::from(from.number()));
    let index = year * 12 + i64::from(month) - 1 + months;
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) as u8 + 1);
    if day > days_in_month(year, month) {
        // Far beyond the days that can be counted there is no month to lack a day.
        return match Day::from_wide(days_from_civil(year, month, 28)) {
            open if open.is_open() => Ok(open),
            _ => Err(MissingDay { year: year as i32, month, day }),
        };
    }
    Ok(Day::from_wide(days_from_civil(year, month, day)))
}

impl MissingDay {
    /// The date that `rounding` puts in the place of the missing one.
    pub(crate) fn rounded(self, rounding: Rounding) -> Result<Day, MissingDay> {
        let year = i64::from(self.year);
        let last = days_from_civil(year, self.month, days_in_month(year, self.month));
        match rounding {
            Rounding::Down => Ok(Day::from_wide(last)),
            Rounding::Up => Ok(Day::from_wide(last + 1)),
            Rounding::Refuse => Err(self),
        }
    }
}

/// The same day of the month so many months later (or earlier), rounded if that
/// month lacks it.
pub fn add_months(from: Day, months: i32, rounding: Rounding) -> Result<Day, MissingDay> {
    corresponding(from, i64::from(months)).or_else(|missing| missing.rounded(rounding))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_end_of_february_is_rounded_as_told() {
        let from = day("2023-01-31");
        assert_eq!(add_months(from, 1, Rounding::Down), Ok(day("2023-02-28")));
        assert_eq!(add_months(from, 1, Rounding::Up), Ok(day("2023-03-01")));
        let missing = MissingDay { year: 2023, month: 2, day: 31 };
        assert_eq!(add_months(from, 1, Rounding::Refuse), Err(missing));
        assert!(missing.to_string().contains("no 31 February 2023: the month has 28 days"));
        assert_eq!(add_months(day("2024-01-31"), 1, Rounding::Down), Ok(day("2024-02-29")));
    }

    #[test]
    fn months_do_not_drift() {
        assert_eq!(add_months(day("2023-01-31"), 2, Rounding::Down), Ok(day("2023-03-31")));
        assert_eq!(add_months(day("2024-02-29"), 12, Rounding::Down), Ok(day("2025-02-28")));
        assert_eq!(add_months(day("2024-02-29"), 48, Rounding::Refuse), Ok(day("2028-02-29")));
        assert_eq!(add_months(day("2023-03-31"), -1, Rounding::Down), Ok(day("2023-02-28")));
    }

    #[test]
    fn what_is_too_far_is_open() {
        assert_eq!(add_months(Day::MAX, 1, Rounding::Refuse), Ok(Day::MAX));
        assert_eq!(add_months(day("2023-01-31"), i32::MAX, Rounding::Refuse), Ok(Day::MAX));
        assert_eq!(add_months(day("2023-01-31"), i32::MIN, Rounding::Refuse), Ok(Day::MIN));
    }
}
