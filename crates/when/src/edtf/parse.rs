//! Text → [`Edtf`]: one pass over at most 64 bytes, without backtracking.
//!
//! Most of it is about being wrong well: the forms that people actually write
//! are recognised and answered with how to write them.

use std::str::FromStr;

use super::{Bound, Edtf, EdtfError, EdtfProblem as Problem, Moment, Point, Season, Value, What};
use crate::civil::days_in_month;
use crate::{Day, Doubt};

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Edtf, EdtfError> {
        if text.len() > Edtf::MOST_BYTES {
            return Err(EdtfError::new(text, 1, Problem::TooLong));
        }
        value(text).map(Edtf).map_err(|Wrong { at, problem }| {
            let before = text.get(..at).unwrap_or(text);
            EdtfError::new(text, before.chars().count() + 1, problem)
        })
    }
}

/// What is wrong, and at which byte.
struct Wrong {
    at: usize,
    problem: Problem,
}

fn wrong<T>(at: usize, problem: Problem) -> Result<T, Wrong> {
    Err(Wrong { at, problem })
}

fn value(text: &str) -> Result<Value, Wrong> {
    match text.as_bytes() {
        [] => return wrong(0, Problem::Empty),
        [b'[' | b'{', ..] => {
            let mend = "write an interval from the first to the last of them";
            return wrong(0, Problem::Level2("sets of dates", mend));
        }
        b".." => return wrong(0, Problem::Form("an open end belongs to an interval: ../..")),
        _ => {}
    }
    let mut slashes = text.bytes().enumerate().filter(|&(_, b)| b == b'/').map(|(at, _)| at);
    let Some(slash) = slashes.next() else {
        let mut cursor = Cursor { text, at: 0, end: text.len() };
        return cursor.point().map(Value::Point);
    };
    if let Some(second) = slashes.next() {
        let mend = "an interval has one slash, and dates are written YYYY-MM-DD with hyphens";
        return wrong(second, Problem::Form(mend));
    }
    let start = Cursor { text, at: 0, end: slash }.bound()?;
    let end = Cursor { text, at: slash + 1, end: text.len() }.bound()?;
    if (start, end) == (Bound::Unknown, Bound::Unknown) {
        return wrong(0, Problem::Empty);
    }
    if super::span::certainly_reversed(start, end) {
        return wrong(slash + 1, Problem::Reversed);
    }
    Ok(Value::Interval(start, end))
}

/// A place in the text; nothing at or after `end` is looked at. Only ASCII is ever
/// passed over, so `at` stays on a character.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

/// A digit, or the X for one that is not known.
#[derive(Copy, Clone)]
enum Digit {
    Known(u8),
    Unspecified,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        match self.text.as_bytes().get(self.at).filter(|_| self.at < self.end)? {
            ascii if ascii.is_ascii() => Some(char::from(*ascii)),
            _ => self.text.get(self.at..)?.chars().next(),
        }
    }

    fn rest(&self) -> &[u8] {
        self.text.as_bytes().get(self.at..self.end).unwrap_or_default()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn unexpected<T>(&self, expected: &'static str) -> Result<T, Wrong> {
        let found = match self.peek() {
            Some(c) => format!("{c:?}"),
            None => "the end".to_owned(),
        };
        wrong(self.at, Problem::Unexpected { found, expected })
    }

    fn form<T>(&self, mend: &'static str) -> Result<T, Wrong> {
        wrong(self.at, Problem::Form(mend))
    }

    fn level2<T>(&self, what: &'static str, mend: &'static str) -> Result<T, Wrong> {
        wrong(self.at, Problem::Level2(what, mend))
    }

    fn digit_or_x(&mut self, expected: &'static str) -> Result<Digit, Wrong> {
        let digit = match self.peek() {
            Some('X') => Digit::Unspecified,
            Some('?' | '~' | '%') => return self.level2(PART, WHOLE),
            Some(c) => match c.to_digit(10) {
                Some(digit) => Digit::Known(digit as u8),
                None if c == 'x' || c == 'u' => {
                    return self.form("write a digit that is not known as a capital X");
                }
                None => return self.unexpected(expected),
            },
            None => return self.unexpected(expected),
        };
        self.at += 1;
        Ok(digit)
    }

    fn digit(&mut self, expected: &'static str) -> Result<u8, Wrong> {
        match self.digit_or_x(expected)? {
            Digit::Known(digit) => Ok(digit),
            Digit::Unspecified => {
                self.at -= 1;
                self.level2(UNSPECIFIED, "write the possible dates as an interval")
            }
        }
    }

    fn two_digits(&mut self, expected: &'static str) -> Result<u8, Wrong> {
        Ok(self.digit(expected)? * 10 + self.digit(expected)?)
    }

    /// Two digits, or `None` for XX.
    fn two_or_xx(&mut self, expected: &'static str) -> Result<Option<u8>, Wrong> {
        let start = self.at;
        let first = self.digit_or_x(expected)?;
        if self.peek().is_none_or(|c| matches!(c, '-' | 'T' | '?' | '~' | '%')) {
            return self.form("write months and days with two digits, as 2024-03-09");
        }
        match (first, self.digit_or_x(expected)?) {
            (Digit::Known(tens), Digit::Known(units)) => Ok(Some(tens * 10 + units)),
            (Digit::Unspecified, Digit::Unspecified) => Ok(None),
            (Digit::Known(_), Digit::Unspecified) | (Digit::Unspecified, Digit::Known(_)) => {
                self.at = start;
                self.level2(UNSPECIFIED, "write the possible dates as an interval")
            }
        }
    }

    fn bound(mut self) -> Result<Bound, Wrong> {
        match self.rest() {
            [] => Ok(Bound::Unknown),
            b".." => Ok(Bound::Open),
            [b'.', ..] => self.level2(
                "dates on or before a date",
                "write the open end by itself, as ../2024-03-10",
            ),
            _ => self.point().map(Bound::At),
        }
    }

    /// One date or time up to the end of this part of the text.
    fn point(&mut self) -> Result<Point, Wrong> {
        let what = match self.peek() {
            Some('Y') => self.long_year()?,
            _ => self.date()?,
        };
        let doubt = self.peek().and_then(Doubt::from_symbol);
        self.at += usize::from(doubt.is_some());
        match self.peek() {
            None => Ok(Point { what, doubt: doubt.unwrap_or_default() }),
            Some('-' | '?' | '~' | '%') if doubt.is_some() => {
                self.at -= 1;
                self.level2(PART, WHOLE)
            }
            Some('?' | '~' | '%') => self.level2(PART, WHOLE),
            Some(' ') => {
                self.form("there is no space in a date; a time follows a T, as 2024-03-10T14:05")
            }
            Some('.') => {
                self.level2("dates on or after a date", "write an interval, as 2024-03-10/..")
            }
            Some(_) => self.unexpected("the end of the date"),
        }
    }

    /// `Y12024`, `Y-12024`: at least five digits.
    fn long_year(&mut self) -> Result<What, Wrong> {
        let start = self.at;
        self.at += 1;
        let negative = self.take('-');
        let first = self.at;
        let mut year = 0i64;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            // Eleven digits of years still fit the seconds of an instant.
            if self.at - first == 11 {
                return self.form("a year has at most eleven digits");
            }
            year = year * 10 + i64::from(digit);
            self.at += 1;
        }
        match self.peek() {
            Some('E') => return self.level2("years with an exponent", "write all the digits"),
            Some('S') => return self.significant(),
            Some('-') => {
                return self.form("a year beyond four digits stands without month and day");
            }
            _ if self.at == first => return self.unexpected("a digit of the year"),
            _ => {}
        }
        if year <= 9999 {
            self.at = start;
            return self.form("Y is for years of more than four digits; write the year with four");
        }
        Ok(What::Year(if negative { -year } else { year }))
    }

    fn significant<T>(&self) -> Result<T, Wrong> {
        self.level2("significant digits", "write the possible years as an interval")
    }

    /// Everything that starts with a year of four digits.
    fn date(&mut self) -> Result<What, Wrong> {
        let start = self.at;
        let negative = self.take('-');
        let mut digits = [Digit::Unspecified; 4];
        for (index, digit) in digits.iter_mut().enumerate() {
            *digit = match self.digit_or_x("a year of four digits") {
                Ok(digit) => digit,
                Err(_) if index > 0 && matches!(self.peek(), None | Some('-' | '.' | ' ')) => {
                    self.at = start;
                    return self.form("write the year first and with four digits, as 2024-03-10");
                }
                Err(wrong) => return Err(wrong),
            };
        }
        use Digit::{Known, Unspecified};
        let what = match digits {
            [Known(a), Known(b), Known(c), Known(d)] => {
                let year = [a, b, c, d].iter().fold(0, |n, &d| n * 10 + i16::from(d));
                if negative && year == 0 {
                    self.at = start;
                    return self.form("there is no year -0000; the year before 0001 is 0000");
                }
                return self.after_year(if negative { -year } else { year });
            }
            [Known(_), Known(_), _, Unspecified] if negative => {
                self.at = start;
                return self.form("write unspecified years before 0000 as an interval");
            }
            [Known(a), Known(b), Known(c), Unspecified] => {
                What::Decade(u16::from(a) * 100 + u16::from(b) * 10 + u16::from(c))
            }
            [Known(a), Known(b), Unspecified, Unspecified] => What::Century(a * 10 + b),
            [_, _, _, Known(_)] | [Unspecified, _, _, _] | [_, Unspecified, _, _] => {
                self.at = start;
                return self.level2(UNSPECIFIED, "write the possible years as an interval");
            }
        };
        if self.peek() == Some('-') {
            return self.level2(
                "months of a year that is not fully known",
                "leave the month out, or write an interval",
            );
        }
        Ok(what)
    }

    fn after_year(&mut self, year: i16) -> Result<What, Wrong> {
        match self.peek() {
            Some('S') => return self.significant(),
            Some('E') => return self.level2("years with an exponent", "write all the digits"),
            Some(c) if c.is_ascii_digit() => {
                return self.form("write a date with hyphens, as 2024-03-10, and a year beyond four digits with Y");
            }
            Some('.') if !self.rest().starts_with(b"..") => {
                return self.form("write a date with hyphens, as 2024-03-10");
            }
            _ => {}
        }
        if !self.take('-') {
            return Ok(What::Year(i64::from(year)));
        }
        if self.peek() == Some('W') {
            return self.form("week dates are not read; write year, month and day");
        }
        let at_month = self.at;
        let month = self.two_or_xx("a month of two digits")?;
        if month.is_some() && self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at = at_month;
            return self.form("days of the year are not read; write month and day, as 2024-03-10");
        }
        match month {
            Some(month) => self.month_or_season(year, month, at_month),
            None if self.take('-') => self.day_of_some_month(year),
            None => Ok(What::SomeMonth(year)),
        }
    }

    fn day_of_some_month(&mut self, year: i16) -> Result<What, Wrong> {
        let at_day = self.at;
        if self.two_or_xx("a day of two digits")?.is_none() {
            return Ok(What::SomeMonthAndDay(year));
        }
        self.at = at_day;
        let mend = "write 2024-XX-XX, or an interval";
        self.level2("days of a month that is not known", mend)
    }

    fn month_or_season(&mut self, year: i16, month: u8, at: usize) -> Result<What, Wrong> {
        let season = match month {
            1..=12 if self.take('-') => return self.after_month(year, month),
            1..=12 => return Ok(What::Month(year, month)),
            21 => Season::Spring,
            22 => Season::Summer,
            23 => Season::Autumn,
            24 => Season::Winter,
            25..=41 => {
                self.at = at;
                return self.level2(
                    "quarters, semesters and seasons of a hemisphere",
                    "write the months as an interval",
                );
            }
            _ => return wrong(at, Problem::Month),
        };
        if self.peek() == Some('-') {
            return self.form("a season has no days; write the month");
        }
        Ok(What::Season(year, season))
    }

    fn after_month(&mut self, year: i16, month: u8) -> Result<What, Wrong> {
        let at_day = self.at;
        let Some(number) = self.two_or_xx("a day of two digits")? else {
            return Ok(What::SomeDay(year, month));
        };
        if number == 0 {
            return wrong(at_day, Problem::DayZero);
        }
        let Some(day) = Day::from_ymd(i32::from(year), month, number) else {
            let has = days_in_month(i64::from(year), month);
            return wrong(at_day, Problem::NoSuchDay { year: i32::from(year), month, has });
        };
        match self.peek() {
            Some('T') => self.moment(day),
            Some('t') => self.form("write a capital T before the time"),
            _ => Ok(What::Day(day)),
        }
    }

    fn moment(&mut self, day: Day) -> Result<What, Wrong> {
        self.at += 1;
        let at_hour = self.at;
        let hour = self.two_digits("an hour of two digits")?;
        match hour {
            0..=23 => {}
            24 => return wrong(at_hour, Problem::TwentyFour),
            _ => return wrong(at_hour, Problem::ClockRange("hours", 23)),
        }
        if !self.take(':') {
            return self.form("write a time with hours and minutes, as T14:05");
        }
        let minute = self.minute()?;
        let second = match self.take(':') {
            false => None,
            true => Some(self.second(minute)?),
        };
        if matches!(self.peek(), Some('.' | ',')) {
            return self.form("fractions of a second are not kept; leave them out");
        }
        let offset = self.offset()?;
        let minute = u16::from(hour) * 60 + u16::from(minute);
        Ok(What::Moment(Moment { day, minute, second, offset }))
    }

    fn minute(&mut self) -> Result<u8, Wrong> {
        let at = self.at;
        match self.two_digits("a minute of two digits")? {
            minute @ 0..=59 => Ok(minute),
            _ => wrong(at, Problem::ClockRange("minutes", 59)),
        }
    }

    /// A leap second falls at the end of a quarter of an hour wherever it is read
    /// off, and becomes the second before it: instants here have none.
    fn second(&mut self, minute: u8) -> Result<u8, Wrong> {
        let at = self.at;
        match self.two_digits("a second of two digits")? {
            second @ 0..=59 => Ok(second),
            60 if minute % 15 == 14 => Ok(59),
            _ => wrong(at, Problem::Second),
        }
    }

    fn offset(&mut self) -> Result<Option<i16>, Wrong> {
        let at = self.at;
        let sign = match self.peek() {
            Some('Z') => {
                self.at += 1;
                return Ok(Some(0));
            }
            Some('z') => return self.form("write UTC as a capital Z"),
            Some('+') => 1,
            Some('-') => -1,
            _ => return Ok(None),
        };
        self.at += 1;
        let hours = i16::from(self.two_digits("hours of the offset, as +02:00")?);
        let minutes = match self.take(':') {
            true => i16::from(self.minute()?),
            false if self.peek().is_some_and(|c| c.is_ascii_digit()) => {
                return self.form("write an offset with a colon, as +02:00");
            }
            false => 0,
        };
        let offset = hours * 60 + minutes;
        if offset > 18 * 60 {
            return wrong(at, Problem::Offset);
        }
        Ok(Some(sign * offset))
    }
}

const PART: &str = "qualifiers of a part of a date";
const WHOLE: &str = "put one ?, ~ or % at the end, for the whole date";
const UNSPECIFIED: &str = "unspecified digits before known ones or in the middle of a number";
