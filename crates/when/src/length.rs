//! How long a limit is: a number and the unit the law uses.
//!
//! The unit is part of the type because it decides the arithmetic: 48 hours are
//! elapsed seconds, two days end with a day. There is deliberately no conversion
//! between the two.

use std::fmt;
use std::str::FromStr;

/// How long, in the unit of the law.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum Length {
    /// Elapsed minutes.
    Minutes(u32),
    /// Elapsed hours.
    Hours(u32),
    /// Calendar days.
    Days(u32),
    /// Days that are neither weekend nor holiday at the place.
    WorkingDays(u32),
    /// Seven calendar days each.
    Weeks(u32),
    /// Calendar months.
    Months(u32),
    /// Twelve calendar months each.
    Years(u32),
}

/// The unit of a length.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum Unit {
    /// Elapsed minutes.
    Minute,
    /// Elapsed hours.
    Hour,
    /// Calendar days.
    Day,
    /// Days that are neither weekend nor holiday.
    WorkingDay,
    /// Seven calendar days.
    Week,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

impl Unit {
    /// All units, shortest first.
    pub const ALL: [Unit; 7] = [
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::WorkingDay,
        Unit::Week,
        Unit::Month,
        Unit::Year,
    ];

    /// The English singular, as law files write it.
    pub const fn singular(self) -> &'static str {
        match self {
            Unit::Minute => "minute",
            Unit::Hour => "hour",
            Unit::Day => "day",
            Unit::WorkingDay => "working day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        }
    }
}

impl Length {
    /// The greatest number a law file may write: no limit is longer, and sums stay small.
    pub const MOST: u32 = 1_000_000;

    /// The number.
    pub const fn amount(self) -> u32 {
        match self {
            Length::Minutes(n)
            | Length::Hours(n)
            | Length::Days(n)
            | Length::WorkingDays(n)
            | Length::Weeks(n)
            | Length::Months(n)
            | Length::Years(n) => n,
        }
    }

    /// The unit.
    pub const fn unit(self) -> Unit {
        match self {
            Length::Minutes(_) => Unit::Minute,
            Length::Hours(_) => Unit::Hour,
            Length::Days(_) => Unit::Day,
            Length::WorkingDays(_) => Unit::WorkingDay,
            Length::Weeks(_) => Unit::Week,
            Length::Months(_) => Unit::Month,
            Length::Years(_) => Unit::Year,
        }
    }

    /// So many of a unit.
    pub const fn of(amount: u32, unit: Unit) -> Length {
        match unit {
            Unit::Minute => Length::Minutes(amount),
            Unit::Hour => Length::Hours(amount),
            Unit::Day => Length::Days(amount),
            Unit::WorkingDay => Length::WorkingDays(amount),
            Unit::Week => Length::Weeks(amount),
            Unit::Month => Length::Months(amount),
            Unit::Year => Length::Years(amount),
        }
    }

    /// Elapsed seconds, for minutes and hours; `None` for what ends with a day.
    pub const fn elapsed_seconds(self) -> Option<i64> {
        match self {
            Length::Minutes(n) => Some(n as i64 * 60),
            Length::Hours(n) => Some(n as i64 * 3600),
            Length::Days(_)
            | Length::WorkingDays(_)
            | Length::Weeks(_)
            | Length::Months(_)
            | Length::Years(_) => None,
        }
    }
}

impl fmt::Display for Length {
    /// `1 hour`, `15 working days`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (amount, unit) = (self.amount(), self.unit().singular());
        let plural = if amount == 1 { "" } else { "s" };
        write!(f, "{amount} {unit}{plural}")
    }
}

/// A text that is no length.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{read:?}: {problem}; write a length as \"48 hours\", \"15 working days\" or \"6 months\"")]
pub struct LengthError {
    /// What was read, cut to its first characters.
    pub read: String,
    /// What is wrong with it.
    pub problem: LengthProblem,
}

/// What is wrong with a length.
#[derive(Copy, Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LengthProblem {
    /// It does not begin with a whole number and a space.
    #[error("it does not begin with a whole number and a space")]
    Number,
    /// A number nobody can have meant.
    #[error("the number is above 1000000")]
    TooMuch,
    /// Not a unit.
    #[error("the unit is none of minutes, hours, days, working days, weeks, months and years")]
    Unit,
}

impl FromStr for Length {
    type Err = LengthError;

    fn from_str(text: &str) -> Result<Length, LengthError> {
        let error = |problem| LengthError { read: text.chars().take(48).collect(), problem };
        let (number, unit) = text.split_once(' ').ok_or_else(|| error(LengthProblem::Number))?;
        if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(error(LengthProblem::Number));
        }
        let amount = number
            .parse::<u32>()
            .ok()
            .filter(|&n| n <= Length::MOST)
            .ok_or_else(|| error(LengthProblem::TooMuch))?;
        let unit = unit.strip_suffix('s').unwrap_or(unit);
        let unit = Unit::ALL
            .into_iter()
            .find(|known| known.singular() == unit)
            .ok_or_else(|| error(LengthProblem::Unit))?;
        Ok(Length::of(amount, unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for unit in Unit::ALL {
            for amount in [0, 1, 2, 48, Length::MOST] {
                let length = Length::of(amount, unit);
                assert_eq!(length.to_string().parse(), Ok(length));
            }
        }
        assert_eq!(Length::WorkingDays(15).to_string(), "15 working days");
        assert_eq!("1 hour".parse(), Ok(Length::Hours(1)));
    }

    #[test]
    fn refuses_the_rest_and_says_why() {
        let problem = |text: &str| text.parse::<Length>().unwrap_err().problem;
        assert_eq!(problem("48h"), LengthProblem::Number);
        assert_eq!(problem("-1 days"), LengthProblem::Number);
        assert_eq!(problem("1.5 days"), LengthProblem::Number);
        assert_eq!(problem("9999999999 days"), LengthProblem::TooMuch);
        assert_eq!(problem("2 fortnights"), LengthProblem::Unit);
        assert_eq!(problem("2  days"), LengthProblem::Unit);
    }
}
