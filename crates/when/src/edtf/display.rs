//! [`Edtf`] → text: the canonical form, which reads back as the same value.

use std::fmt;

use super::{Bound, Edtf, Moment, Point, Season, Value, What};
use crate::civil::write_year;

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Value::Point(point) => point.fmt(f),
            Value::Interval(start, end) => write!(f, "{start}/{end}"),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Open => f.write_str(".."),
            Bound::Unknown => Ok(()),
            Bound::At(point) => point.fmt(f),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.what.fmt(f)?;
        self.doubt.fmt(f)
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = |f: &mut fmt::Formatter<'_>, year: &i16| write_year(f, i64::from(*year));
        match self {
            What::Year(year @ -9999..=9999) => write_year(f, *year),
            What::Year(year) => write!(f, "Y{year}"),
            What::Decade(decade) => write!(f, "{decade:03}X"),
            What::Century(century) => write!(f, "{century:02}XX"),
            What::Season(y, season) => {
                year(f, y)?;
                write!(f, "-{}", season.number())
            }
            What::Month(y, month) => {
                year(f, y)?;
                write!(f, "-{month:02}")
            }
            What::SomeMonth(y) => {
                year(f, y)?;
                f.write_str("-XX")
            }
            What::SomeDay(y, month) => {
                year(f, y)?;
                write!(f, "-{month:02}-XX")
            }
            What::SomeMonthAndDay(y) => {
                year(f, y)?;
                f.write_str("-XX-XX")
            }
            What::Day(day) => day.fmt(f),
            What::Moment(moment) => moment.fmt(f),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.day, self.minute / 60, self.minute % 60)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                let offset = offset.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", offset / 60, offset % 60)
            }
        }
    }
}

impl Season {
    fn number(self) -> u8 {
        match self {
            Season::Spring => 21,
            Season::Summer => 22,
            Season::Autumn => 23,
            Season::Winter => 24,
        }
    }
}
