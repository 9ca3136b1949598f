//! Dates as files write them, to times as known.
//!
//! A column names the formats its cells may have. A cell that fits none is unreadable; a cell that fits two with different results is
//! ambiguous: nothing is guessed. What is written without a time of day is the whole day, without seconds the whole
//! minute. Two-digit years are not read: the century would be a guess.

use when::{Day, Days, Edtf, Instant, Known, Span, Zone};

/// Longer cells are no dates.
const LONGEST: usize = 64;
const DAY_SECONDS: i64 = 86_400;

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

/// How exactly the times of a column are taken.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Precision {
    AsWritten,
    Minute,
    Day,
}

/// How the dates of a column are read.
#[derive(Clone, Debug)]
pub(crate) struct DateReading {
    pub(crate) formats: Vec<DateFormat>,
    /// Midnight stands for the day: the program that wrote the file had no time of day.
    pub(crate) midnight_is_day: bool,
    pub(crate) precision: Precision,
    /// Where no offset is written; none: the zone of the row's place.
    pub(crate) zone: Option<Zone>,
}

/// Why a cell is no date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum DateFault {
    /// It fits none of the formats.
    NoFit,
    /// It fits a format and names nothing that exists.
    Impossible(String),
    /// It fits two formats with different results.
    Ambiguous,
}

/// What is written, before a zone is applied.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Stamp {
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

impl DateReading {
    /// The time a cell says, where `place` is the zone of the row's place.
    pub(crate) fn read(&self, text: &str, place: &Zone) -> Result<Known, DateFault> {
        if text.len() > LONGEST {
            return Err(DateFault::NoFit);
        }
        let zone = self.zone.as_ref().unwrap_or(place);
        let mut found: Option<Known> = None;
        let mut fault = DateFault::NoFit;
        for format in &self.formats {
            match format.stamp(text).and_then(|stamp| self.place(stamp, zone)) {
                Ok(known) if found.is_some_and(|before| before != known) => {
                    return Err(DateFault::Ambiguous);
                }
                Ok(known) => found = Some(known),
                Err(DateFault::NoFit) => {}
                Err(other) => fault = other,
            }
        }
        found.ok_or(fault)
    }

    fn place(&self, stamp: Stamp, zone: &Zone) -> Result<Known, DateFault> {
        let span = match stamp {
            Stamp::Edtf(edtf) => {
                return edtf.known(zone).map_err(|error| DateFault::Impossible(error.to_string()));
            }
            Stamp::Day(day) => day_span(day, zone)?,
            Stamp::Clock { day, .. } if self.precision == Precision::Day => day_span(day, zone)?,
            Stamp::Clock { day, second: 0, .. } if self.midnight_is_day => day_span(day, zone)?,
            Stamp::Clock { day, second, width, offset } => {
                let whole_minute = self.precision == Precision::Minute && width < 60;
                let second = if whole_minute { second - second % 60 } else { second };
                let width = if whole_minute { 60 } else { width };
                let start = match offset {
                    Some(offset) => Instant::from_seconds(
                        i64::from(day.number()) * DAY_SECONDS + i64::from(second)
                            - i64::from(offset),
                    ),
                    None => {
                        exists(day, zone)?;
                        zone.at_clock_time(day, second)
                    }
                };
                Span::between(start, start.plus(i64::from(width) - 1))
            }
            Stamp::Instant(at) => match self.precision {
                Precision::AsWritten => Span::at(at),
                Precision::Minute => {
                    let start = Instant::from_seconds(at.seconds() - at.seconds().rem_euclid(60));
                    Span::between(start, start.plus(59))
                }
                Precision::Day => day_span(zone.day_of(at), zone)?,
            },
        };
        Ok(Known::certain(span))
    }
}

fn exists(day: Day, zone: &Zone) -> Result<(), DateFault> {
    if zone.exists(day) {
        return Ok(());
    }
    Err(DateFault::Impossible(format!(
        "there was no {day} in {}: the clock jumped over it",
        zone.name()
    )))
}

fn day_span(day: Day, zone: &Zone) -> Result<Span, DateFault> {
    exists(day, zone)?;
    Ok(zone.span_of(Days::at(day)))
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

    fn stamp(&self, text: &str) -> Result<Stamp, DateFault> {
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
        let fits = |name: &&str| {
            name.as_bytes() == word || (word.len() == 3 && name.as_bytes().starts_with(&word))
        };
        let month = NAMES.iter().position(|name| fits(&name))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(formats: &[&str]) -> DateReading {
        DateReading {
            formats: formats.iter().map(|f| DateFormat::parse(f).unwrap()).collect(),
            midnight_is_day: false,
            precision: Precision::AsWritten,
            zone: None,
        }
    }

    fn shown(reading: &DateReading, text: &str) -> String {
        let zone = Zone::named("America/New_York").unwrap();
        match reading.read(text, &zone) {
            Ok(known) => {
                let (a, b) = (known.span.earliest(), known.span.latest());
                format!("{}/{}", zone.format_local(a), zone.format_local(b))
            }
            Err(DateFault::NoFit) => "no fit".to_owned(),
            Err(DateFault::Ambiguous) => "ambiguous".to_owned(),
            Err(DateFault::Impossible(why)) => why,
        }
    }

    #[test]
    fn every_form_has_its_own_precision() {
        let table = [
            ("iso", "2020-02-29", "2020-02-29 00:00/2020-02-29 23:59:59"),
            ("iso", "2020-02-29 14:05", "2020-02-29 14:05/2020-02-29 14:05:59"),
            ("iso", "2020-02-29T14:05:06.789", "2020-02-29 14:05:06/2020-02-29 14:05:06"),
            ("iso", "2020-02-29T14:05:00Z", "2020-02-29 09:05/2020-02-29 09:05"),
            ("iso", "2020-02-29T14:05:00+01:00", "2020-02-29 08:05/2020-02-29 08:05"),
            ("iso", "2020-02-30", "month 2 of 2020 has 29 days"),
            ("iso", "2020-02-29T25:00", "there is no time 25:00:00"),
            ("iso", "2020-2-29", "no fit"),
            ("iso", "2020-02-29 junk", "no fit"),
            ("dd/mm/yyyy", "31/02/2020", "month 2 of 2020 has 29 days"),
            ("dd/mm/yyyy", "01/13/2020", "there is no month 13"),
            ("d.m.yyyy", "1.3.2020", "2020-03-01 00:00/2020-03-01 23:59:59"),
            ("mm/dd/yyyy hh:mm", "03/01/2020 14:05", "2020-03-01 14:05/2020-03-01 14:05:59"),
            ("m/d/yyyy h:mm ap", "3/1/2020 12:05 am", "2020-03-01 00:05/2020-03-01 00:05:59"),
            ("m/d/yyyy h:mm ap", "3/1/2020 13:05 PM", "there is no hour 13 of a half day"),
            ("dd-mon-yyyy", "01-Mar-2020", "2020-03-01 00:00/2020-03-01 23:59:59"),
            ("dd mon yyyy", "01 September 2020", "2020-09-01 00:00/2020-09-01 23:59:59"),
            ("yyyymmdd", "20200301", "2020-03-01 00:00/2020-03-01 23:59:59"),
            ("edtf", "2020-03", "2020-03-01 00:00/2020-03-31 23:59:59"),
            ("excel", "43891", "2020-03-01 00:00/2020-03-01 23:59:59"),
            ("excel", "43891.75", "2020-03-01 18:00/2020-03-01 18:00"),
            ("unix", "1583089500", "2020-03-01 14:05/2020-03-01 14:05"),
        ];
        for (format, text, wanted) in table {
            assert_eq!(shown(&reading(&[format]), text), wanted, "{format} {text}");
        }
    }

    #[test]
    fn two_formats_that_both_fit_are_ambiguous_unless_they_agree() {
        let mixed = reading(&["dd/mm/yyyy", "mm/dd/yyyy"]);
        assert_eq!(shown(&mixed, "03/04/2020"), "ambiguous");
        assert_eq!(shown(&mixed, "04/04/2020"), "2020-04-04 00:00/2020-04-04 23:59:59");
        assert_eq!(shown(&mixed, "25/04/2020"), "2020-04-25 00:00/2020-04-25 23:59:59");
    }

    #[test]
    fn midnight_and_precision() {
        let mut day = reading(&["iso"]);
        day.midnight_is_day = true;
        let whole = "2021-12-01 00:00/2021-12-01 23:59:59";
        assert_eq!(shown(&day, "2021-12-01T00:00:00Z"), whole);
        assert_eq!(shown(&day, "2021-12-01T00:01:00"), "2021-12-01 00:01/2021-12-01 00:01");
        day.precision = Precision::Minute;
        assert_eq!(shown(&day, "2021-12-01T00:01:30"), "2021-12-01 00:01/2021-12-01 00:01:59");
        day.precision = Precision::Day;
        assert_eq!(shown(&day, "2021-12-01T00:01:30"), whole);
    }

    #[test]
    fn patterns_that_leave_something_to_a_guess_are_refused() {
        for wrong in ["dd/mm/yy", "dd/mm", "yyyy-mm-dd Q", "yyyy-mm-mm-dd", ""] {
            assert!(DateFormat::parse(wrong).is_err(), "{wrong}");
        }
    }
}
