//! The forms in which dates are written, and what stands there before a zone is applied.
//!
//! Knows digits and calendars, no zones. A form fits a text wholly or not at all; a text that fits and names nothing that exists says
//! why.

use super::DateFault;
use when::{Day, Edtf, Instant};

/// One way to write a date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum DateFormat {
    /// ISO 8601 date, with or without time, fraction and offset; a blank may stand for the T.
    Iso,
    /// EDTF, levels 0 and 1.
    Edtf,
    /// Days since 1899-12-30, as spreadsheets count.
    Excel,
    /// Seconds since 1970-01-01T00:00:00Z.
    Unix,
    /// Pieces in order.
    Pattern(Vec<Piece>),
}

/// A piece of a pattern.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Piece {
    Year,
    /// Exactly two digits if `true`, else one or two.
    Month(bool),
    MonthName,
    Day(bool),
    Hour(bool),
    Minute,
    Second,
    HalfDay,
    Offset,
    Literal(char),
}

/// What is written, before a zone is applied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Stamp {
    Day(Day),
    /// A clock time and for how many seconds it holds.
    Clock {
        day: Day,
        second: u32,
        width: u32,
        offset: Option<i32>,
    },
    Instant(Instant),
    Edtf(Edtf),
}

impl DateFormat {
    /// Reads the name or the pattern of a format; the error says what is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        match text {
            "iso" => return Ok(Self::Iso),
            "edtf" => return Ok(Self::Edtf),
            "excel" => return Ok(Self::Excel),
            "unix" => return Ok(Self::Unix),
            _ => {}
        }
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let hour_seen = pieces.iter().any(|p| matches!(p, Piece::Hour(_)));
            let minute_seen = pieces.contains(&Piece::Minute);
            let run = rest.chars().take_while(|c| *c == first).count();
            let (piece, length) =
                match (first, run) {
                    _ if rest.starts_with("mon") => (Piece::MonthName, 3),
                    _ if rest.starts_with("ap") => (Piece::HalfDay, 2),
                    ('y', 4) => (Piece::Year, 4),
                    ('y', _) => return Err(
                        "years have four digits, `yyyy`: two would leave the century to a guess"
                            .to_owned(),
                    ),
                    ('m', 2) if hour_seen && !minute_seen => (Piece::Minute, 2),
                    ('m', 1 | 2) => (Piece::Month(run == 2), run),
                    ('d', 1 | 2) => (Piece::Day(run == 2), run),
                    ('h', 1 | 2) => (Piece::Hour(run == 2), run),
                    ('s', 2) => (Piece::Second, 2),
                    ('Z', 1) => (Piece::Offset, 1),
                    ('T', 1) => (Piece::Literal('T'), 1),
                    (c, _) if c.is_alphabetic() => {
                        return Err(format!("`{c}` in a pattern means nothing"));
                    }
                    (c, _) => (Piece::Literal(c), c.len_utf8()),
                };
            pieces.push(piece);
            rest = rest.get(length..).unwrap_or("");
        }
        let has = |wanted: fn(&Piece) -> bool| pieces.iter().filter(|p| wanted(p)).count() == 1;
        if !has(|p| matches!(p, Piece::Year))
            || !has(|p| matches!(p, Piece::Month(_) | Piece::MonthName))
            || !has(|p| matches!(p, Piece::Day(_)))
        {
            return Err("a pattern names year, month and day once each".to_owned());
        }
        Ok(Self::Pattern(pieces))
    }

    pub(super) fn stamp(&self, text: &str) -> Result<Stamp, DateFault> {
        match self {
            Self::Iso => iso(text),
            Self::Edtf => text
                .parse()
                .map(Stamp::Edtf)
                .map_err(|error: when::EdtfError| DateFault::Impossible(error.to_string())),
            Self::Excel => excel(text),
            Self::Unix => match text.parse::<i64>() {
                // Beyond, it is more likely milliseconds.
                Ok(seconds) if seconds.abs() < 1 << 36 => {
                    Ok(Stamp::Instant(Instant::from_seconds(seconds)))
                }
                _ => Err(DateFault::NoFit),
            },
            Self::Pattern(pieces) => pattern(pieces, text),
        }
    }
}

/// Reads digits from the front of a text.
struct Scan<'a>(&'a [u8]);

impl Scan<'_> {
    fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let mut value = 0;
        let mut count = 0;
        while count < most
            && let Some((digit @ b'0'..=b'9', rest)) = self.0.split_first()
        {
            value = value * 10 + u32::from(digit - b'0');
            self.0 = rest;
            count += 1;
        }
        (count >= least).then_some(value)
    }

    fn byte(&mut self, wanted: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        let found = wanted.contains(first).then_some(*first)?;
        self.0 = rest;
        Some(found)
    }

    /// `Z`, `+02`, `+02:00`, `-0330`.
    fn offset(&mut self) -> Option<i32> {
        let sign = match self.byte(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let hours = self.digits(2, 2)?;
        let colon = self.byte(b":").is_some();
        let minutes = match self.digits(2, 2) {
            None if colon => return None,
            minutes => minutes.unwrap_or(0),
        };
        let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
        (hours <= 18 && minutes < 60).then_some(sign * seconds)
    }

    fn month_name(&mut self) -> Option<u32> {
        const NAMES: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        let letters = self.0.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let word = self.0.get(..letters)?.to_ascii_lowercase();
        let fits = |name: &str| {
            name.as_bytes() == word || (word.len() == 3 && name.as_bytes().starts_with(&word))
        };
        let month = NAMES.iter().position(|name| fits(name))?;
        self.0 = self.0.get(letters..)?;
        u32::try_from(month + 1).ok()
    }
}

fn day(year: u32, month: u32, number: u32) -> Result<Day, DateFault> {
    let narrow = |n: u32| u8::try_from(n).unwrap_or(u8::MAX);
    let wide = i32::try_from(year).unwrap_or(i32::MAX);
    if let Some(day) = Day::from_ymd(wide, narrow(month), narrow(number)) {
        return Ok(day);
    }
    if !(1..=12).contains(&month) {
        return Err(DateFault::Impossible(format!("there is no month {month}")));
    }
    let last = (28..=31).rev().find(|last| Day::from_ymd(wide, narrow(month), *last).is_some());
    Err(DateFault::Impossible(format!("month {month} of {year} has {} days", last.unwrap_or(28))))
}

fn clock(hour: u32, minute: u32, second: u32) -> Result<u32, DateFault> {
    if hour > 23 || minute > 59 || second > 59 {
        return Err(DateFault::Impossible(format!(
            "there is no time {hour:02}:{minute:02}:{second:02}"
        )));
    }
    Ok(hour * 3600 + minute * 60 + second)
}

fn iso(text: &str) -> Result<Stamp, DateFault> {
    let parts = || {
        let mut scan = Scan(text.as_bytes());
        let date = (
            scan.digits(4, 4)?,
            scan.byte(b"-")?,
            scan.digits(2, 2)?,
            scan.byte(b"-")?,
            scan.digits(2, 2)?,
        );
        if scan.0.is_empty() {
            return Some((date, None));
        }
        scan.byte(b"T ")?;
        let hour = scan.digits(2, 2)?;
        scan.byte(b":")?;
        let minute = scan.digits(2, 2)?;
        let mut second = None;
        if scan.byte(b":").is_some() {
            second = Some(scan.digits(2, 2)?);
            if scan.byte(b".,").is_some() {
                scan.digits(1, 9)?;
            }
        }
        let offset = if scan.0.is_empty() { None } else { Some(scan.offset()?) };
        scan.0.is_empty().then_some((date, Some((hour, minute, second, offset))))
    };
    let (date, time) = parts().ok_or(DateFault::NoFit)?;
    let day = day(date.0, date.2, date.4)?;
    let Some((hour, minute, second, offset)) = time else { return Ok(Stamp::Day(day)) };
    let width = if second.is_some() { 1 } else { 60 };
    Ok(Stamp::Clock { day, second: clock(hour, minute, second.unwrap_or(0))?, width, offset })
}

/// Days, and parts of a day as a decimal fraction, since 1899-12-30. Read in integers: thousandths of a second are cut.
fn excel(text: &str) -> Result<Stamp, DateFault> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    // Day 60 is a leap day that never was; earlier numbers are a day off.
    let days = whole.parse::<i32>().ok().filter(|n| digits(whole) && (61..=2_958_465).contains(n));
    let day = Day::from_number(days.ok_or(DateFault::NoFit)?.saturating_sub(25_569));
    if fraction.is_empty() {
        return Ok(Stamp::Day(day));
    }
    if !digits(fraction) {
        return Err(DateFault::NoFit);
    }
    let kept: String = fraction.chars().chain("0000000000".chars()).take(10).collect();
    let parts: u64 = kept.parse().map_err(|_| DateFault::NoFit)?;
    // Rounded to the second: the fraction of a clock time has no exact decimal form.
    let second = (parts * 86_400 + 5_000_000_000) / 10_000_000_000;
    let second = u32::try_from(second.min(86_399)).unwrap_or(0);
    Ok(Stamp::Clock { day, second, width: 1, offset: None })
}

fn pattern(pieces: &[Piece], text: &str) -> Result<Stamp, DateFault> {
    let mut scan = Scan(text.as_bytes());
    let (mut year, mut month, mut number) = (0, 0, 0);
    let (mut hour, mut minute, mut second) = (None, None, None);
    let (mut half, mut offset) = (None, None);
    let least = |two: bool| if two { 2 } else { 1 };
    for piece in pieces {
        let read = match piece {
            Piece::Year => scan.digits(4, 4).map(|n| year = n),
            Piece::Month(two) => scan.digits(least(*two), 2).map(|n| month = n),
            Piece::MonthName => scan.month_name().map(|n| month = n),
            Piece::Day(two) => scan.digits(least(*two), 2).map(|n| number = n),
            Piece::Hour(two) => scan.digits(least(*two), 2).map(|n| hour = Some(n)),
            Piece::Minute => scan.digits(2, 2).map(|n| minute = Some(n)),
            Piece::Second => scan.digits(2, 2).map(|n| second = Some(n)),
            Piece::HalfDay => scan
                .byte(b"aApP")
                .and_then(|b| scan.byte(b"mM").map(|_| b))
                .map(|b| half = Some(b.eq_ignore_ascii_case(&b'p'))),
            Piece::Offset => scan.offset().map(|n| offset = Some(n)),
            Piece::Literal(c) => {
                let mut bytes = [0; 4];
                let literal = c.encode_utf8(&mut bytes).as_bytes();
                scan.0.strip_prefix(literal).map(|rest| scan.0 = rest)
            }
        };
        read.ok_or(DateFault::NoFit)?;
    }
    if !scan.0.is_empty() {
        return Err(DateFault::NoFit);
    }
    let day = day(year, month, number)?;
    let Some(hour) = hour else { return Ok(Stamp::Day(day)) };
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => {
            return Err(DateFault::Impossible(format!("there is no hour {hour} of a half day")));
        }
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
    };
    let width = match (minute, second) {
        (_, Some(_)) => 1,
        (Some(_), None) => 60,
        (None, None) => 3600,
    };
    let second = clock(hour, minute.unwrap_or(0), second.unwrap_or(0))?;
    Ok(Stamp::Clock { day, second, width, offset })
}
