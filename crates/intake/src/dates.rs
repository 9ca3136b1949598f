//! Dates as files write them, to times as known.
//!
//! A column names the formats its cells may have. A cell that fits none is unreadable; a cell that fits two with different results is
//! ambiguous: nothing is guessed. What is written without a time of day is the whole day, without seconds the whole
//! minute. Two-digit years are not read: the century would be a guess.

mod format;

pub(crate) use format::DateFormat;
use format::Stamp;
use when::{Day, Days, Instant, Known, Span, Zone};

/// Longer cells are no dates.
const LONGEST: usize = 64;
const DAY_SECONDS: i64 = 86_400;

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
