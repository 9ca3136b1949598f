//! Why a text is not a date: what was read, where it goes wrong, how to mend it.

use crate::Day;
use crate::civil::month_name;

/// A text that is no EDTF value of level 0 or 1, or names a time that did not exist.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{read}: {problem} (at character {at})")]
pub struct EdtfError {
    /// What was read, cut to its first characters.
    pub read: String,
    /// The character at which it goes wrong, counted from 1.
    pub at: usize,
    /// What is wrong and how to mend it.
    pub problem: EdtfProblem,
}

/// What is wrong with a date, and how to mend it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum EdtfProblem {
    /// Nothing was written.
    #[error("no date was written; write YYYY-MM-DD, or YYYY-MM or YYYY if less is known")]
    Empty,
    /// Longer than any date.
    #[error("the text is longer than 64 bytes; write one date or one interval")]
    TooLong,
    /// A day that its month does not have.
    #[error("{} {year} has {has} days", month_name(*.month))]
    NoSuchDay {
        /// The year.
        year: i32,
        /// The month.
        month: u8,
        /// How many days it has.
        has: u8,
    },
    /// Day 00.
    #[error("days count from 01; if the day is not known write XX or leave it out")]
    DayZero,
    /// A month beyond 12 that is no season.
    #[error("months go from 01 to 12, and seasons from 21 to 24")]
    Month,
    /// Hour above 23, minute above 59.
    #[error("{0} go from 00 to {1}")]
    ClockRange(&'static str, u8),
    /// 24:00.
    #[error("write midnight as 00:00 of the next day")]
    TwentyFour,
    /// A second 60 where no leap second can be.
    #[error("seconds go from 00 to 59, and a leap second 60 only ends a quarter of an hour")]
    Second,
    /// More than any place keeps.
    #[error("offsets from UTC go from -18:00 to +18:00")]
    Offset,
    /// ISO 8601-2 level 2.
    #[error("{0} are level 2 of ISO 8601-2, which is not read; {1}")]
    Level2(&'static str, &'static str),
    /// Another form of a date that people write; how to write it here.
    #[error("{0}")]
    Form(&'static str),
    /// A character that cannot stand there.
    #[error("{found} was read where {expected} is expected")]
    Unexpected {
        /// The character, quoted, or "the end".
        found: String,
        /// What could stand there.
        expected: &'static str,
    },
    /// An interval that ends before it starts.
    #[error("the interval ends before it starts; exchange its two ends")]
    Reversed,
    /// A day that a place jumped over.
    #[error("{day} did not exist in {zone}, where the calendar jumped over it; correct the date")]
    NoSuchTime {
        /// The day.
        day: Day,
        /// The zone.
        zone: String,
    },
}

impl EdtfError {
    pub(super) fn new(read: &str, at: usize, problem: EdtfProblem) -> EdtfError {
        EdtfError { read: read.chars().take(64).collect(), at, problem }
    }
}
