//! A civil day, and the days of the week.
//!
//! A [`Day`] is a number on the calendar; which seconds it has depends on a
//! [`Zone`](crate::Zone). Its two extremes are the days of the open ends of
//! time, so that an open instant passes through day arithmetic unharmed.

use std::fmt;
use std::str::FromStr;

use crate::civil::{civil_from_days, days_from_civil, days_in_month, month_name, write_year};

/// A civil day, counted from 1970-01-01. `MIN` and `MAX` stand for "open".
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(i32);

impl Day {
    /// The day of [`Instant::MIN`](crate::Instant::MIN).
    pub const MIN: Day = Day(i32::MIN);
    /// The day of [`Instant::MAX`](crate::Instant::MAX).
    pub const MAX: Day = Day(i32::MAX);

    /// The day so many days after 1970-01-01.
    pub const fn from_number(number: i32) -> Day {
        Day(number)
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// From a day number of any size; what does not fit is open.
    pub(crate) const fn from_wide(number: i64) -> Day {
        if number <= i32::MIN as i64 {
            Day::MIN
        } else if number >= i32::MAX as i64 {
            Day::MAX
        } else {
            Day(number as i32)
        }
    }

    /// The day of a date; `None` if the calendar has no such date.
    pub const fn from_ymd(year: i32, month: u8, day: u8) -> Option<Day> {
        if day == 0 || day > days_in_month(year as i64, month) {
            return None;
        }
        let number = days_from_civil(year as i64, month, day);
        if number <= i32::MIN as i64 || number >= i32::MAX as i64 {
            return None;
        }
        Some(Day(number as i32))
    }

    /// Year, month and day of the month.
    pub const fn ymd(self) -> (i32, u8, u8) {
        let (year, month, day) = civil_from_days(self.0 as i64);
        (year as i32, month, day)
    }

    /// The day of the week.
    pub const fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        match (self.0 as i64 + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// Whether this stands for an open end rather than a day.
    pub const fn is_open(self) -> bool {
        self.0 == i32::MIN || self.0 == i32::MAX
    }

    /// So many days later. Saturates; an open end stays where it is.
    #[must_use]
    pub const fn plus(self, days: i32) -> Day {
        if self.is_open() { self } else { Day(self.0.saturating_add(days)) }
    }

    /// Days from `earlier` to this one.
    pub const fn since(self, earlier: Day) -> i64 {
        self.0 as i64 - earlier.0 as i64
    }
}

impl fmt::Display for Day {
    /// `2024-03-10`; an open end is `..`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_open() {
            return f.write_str("..");
        }
        let (year, month, day) = civil_from_days(i64::from(self.0));
        write_year(f, year)?;
        write!(f, "-{month:02}-{day:02}")
    }
}

/// A text that is no `YYYY-MM-DD` day.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DayError {
    /// Not four digits, two digits, two digits.
    #[error("{read}: a day is written YYYY-MM-DD, as 2024-03-10")]
    Form {
        /// What was read, cut to its first characters.
        read: String,
    },
    /// A month above 12, or 00.
    #[error("{read}: months go from 01 to 12")]
    Month {
        /// What was read.
        read: String,
    },
    /// A day that its month does not have.
    #[error("{read}: {} {year} has {has} days", month_name(*.month))]
    Missing {
        /// What was read.
        read: String,
        /// The year.
        year: i32,
        /// The month.
        month: u8,
        /// How many days that month has.
        has: u8,
    },
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Day, DayError> {
        let form = || DayError::Form { read: text.chars().take(32).collect() };
        let number = |part: &[u8]| -> Option<i32> {
            part.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + i32::from(b - b'0')))
        };
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
            return Err(form());
        };
        let (Some(year), Some(month), Some(day)) =
            (number(&[y1, y2, y3, y4]), number(&[m1, m2]), number(&[d1, d2]))
        else {
            return Err(form());
        };
        let (month, day) = (month as u8, day as u8);
        if !(1..=12).contains(&month) {
            return Err(DayError::Month { read: text.to_owned() });
        }
        Day::from_ymd(year, month, day).ok_or_else(|| DayError::Missing {
            read: text.to_owned(),
            year,
            month,
            has: days_in_month(i64::from(year), month),
        })
    }
}

/// A day of the week.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Weekday {
    /// The first day of the ISO week.
    Monday,
    /// The second.
    Tuesday,
    /// The third.
    Wednesday,
    /// The fourth.
    Thursday,
    /// The fifth.
    Friday,
    /// The sixth.
    Saturday,
    /// The seventh.
    Sunday,
}

impl Weekday {
    /// All seven, in ISO order.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// The English name in small letters, as law files write it.
    pub const fn name(self) -> &'static str {
        match self {
            Weekday::Monday => "monday",
            Weekday::Tuesday => "tuesday",
            Weekday::Wednesday => "wednesday",
            Weekday::Thursday => "thursday",
            Weekday::Friday => "friday",
            Weekday::Saturday => "saturday",
            Weekday::Sunday => "sunday",
        }
    }

    /// The weekday of that name, in whatever case.
    pub fn from_name(name: &str) -> Option<Weekday> {
        Weekday::ALL.into_iter().find(|day| day.name().eq_ignore_ascii_case(name))
    }

    /// One bit of a set of weekdays.
    pub(crate) const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A day as far as it is known: a closed span of civil days.
///
/// A date of birth is one of these: it has no zone.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub struct Days {
    first: Day,
    last: Day,
}

impl Days {
    /// One known day.
    pub const fn at(day: Day) -> Days {
        Days { first: day, last: day }
    }

    /// From `first` to `last`, both included; `None` if reversed.
    pub fn new(first: Day, last: Day) -> Option<Days> {
        (first <= last).then_some(Days { first, last })
    }

    /// The first day it may be.
    pub const fn first(self) -> Day {
        self.first
    }

    /// The last day it may be.
    pub const fn last(self) -> Day {
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_and_displays() {
        let day: Day = "2024-02-29".parse().unwrap();
        assert_eq!((day.ymd(), day.weekday()), ((2024, 2, 29), Weekday::Thursday));
        assert_eq!(day.to_string(), "2024-02-29");
        let error = "2023-02-29".parse::<Day>().unwrap_err();
        assert_eq!(error.to_string(), "2023-02-29: February 2023 has 28 days");
        for bad in ["", "2024-2-29", "20240229", "2024-13-01", "2024-02-29 ", "+024-01-01", "é"] {
            assert!(bad.parse::<Day>().is_err(), "{bad}");
        }
    }

    #[test]
    fn open_days_stay_open() {
        assert_eq!(Day::MIN.plus(9), Day::MIN);
        assert_eq!(Day::MAX.plus(-9), Day::MAX);
        assert_eq!(Day::from_number(5).plus(i32::MAX), Day::MAX);
        let _ = (Day::MIN.ymd(), Day::MAX.ymd(), Day::MIN.weekday(), Day::MAX.weekday());
    }
}
