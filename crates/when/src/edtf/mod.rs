//! Dates and times as the Extended Date/Time Format writes them: ISO 8601-2:2019,
//! levels 0 and 1.
//!
//! An [`Edtf`] keeps what was written, so that it can be shown again; a zone turns
//! it into the span of seconds it may be. Level 2 (sets, qualified parts, unspecified
//! digits anywhere, exponents) is refused by name. So is everything that only looks
//! like a date: a wrong date must stop at the door. Two things of level 0 are read
//! more liberally than the standard: a time may end with its minute, and then means
//! the whole minute; and a leap second is taken as the second before it.

mod display;
mod error;
mod parse;
mod span;
#[cfg(test)]
mod tests;

pub use error::{EdtfError, EdtfProblem};

use crate::{Day, Doubt};

/// A date, time or interval as somebody wrote it. Displays in canonical form.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Edtf(Value);

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Value {
    Point(Point),
    Interval(Bound, Bound),
}

/// One end of an interval.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
enum Bound {
    /// `..`: it has not ended, or never began.
    Open,
    /// Nothing written: there is an end, nobody knows when.
    Unknown,
    At(Point),
}

/// A single date or time with its doubt.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
struct Point {
    what: What,
    doubt: Doubt,
}

/// What a point names, by its precision. Dates in here exist.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
enum What {
    /// `2024`, or `Y12024` beyond four digits.
    Year(i64),
    /// `202X`: the year divided by ten.
    Decade(u16),
    /// `20XX`: the year divided by a hundred.
    Century(u8),
    /// `2024-21` to `2024-24`.
    Season(i16, Season),
    /// `2024-03`.
    Month(i16, u8),
    /// `2024-XX`: a month of that year.
    SomeMonth(i16),
    /// `2024-03-XX`: a day of that month.
    SomeDay(i16, u8),
    /// `2024-XX-XX`: a day of that year.
    SomeMonthAndDay(i16),
    /// `2024-03-10`.
    Day(Day),
    /// `2024-03-10T14:05:09+01:00`.
    Moment(Moment),
}

#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
struct Moment {
    day: Day,
    /// Minute of the day.
    minute: u16,
    /// `None` when the time ends with its minute.
    second: Option<u8>,
    /// Minutes east of UTC; `None` is local time.
    offset: Option<i16>,
}

/// The four seasons without a hemisphere.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Edtf {
    /// The longest text that is read, in bytes.
    pub const MOST_BYTES: usize = 64;

    /// What the writer doubted. A season's vagueness is not a doubt of the writer.
    pub fn doubt(&self) -> Doubt {
        let of = |bound: &Bound| match bound {
            Bound::Open | Bound::Unknown => Doubt::NONE,
            Bound::At(point) => point.doubt,
        };
        match &self.0 {
            Value::Point(point) => point.doubt,
            Value::Interval(start, end) => of(start).union(of(end)),
        }
    }

    /// Whether it is an interval `a/b`.
    pub fn is_interval(&self) -> bool {
        matches!(self.0, Value::Interval(..))
    }

    /// Whether a local clock time occurs in it, which means nothing without a zone.
    pub fn has_local_time(&self) -> bool {
        let local = |point: &Point| match point.what {
            What::Moment(moment) => moment.offset.is_none(),
            What::Year(_)
            | What::Decade(_)
            | What::Century(_)
            | What::Season(..)
            | What::Month(..)
            | What::SomeMonth(_)
            | What::SomeDay(..)
            | What::SomeMonthAndDay(_)
            | What::Day(_) => false,
        };
        let of = |bound: &Bound| match bound {
            Bound::Open | Bound::Unknown => false,
            Bound::At(point) => local(point),
        };
        match &self.0 {
            Value::Point(point) => local(point),
            Value::Interval(start, end) => of(start) || of(end),
        }
    }
}
