//! [`Edtf`] + zone → the span of seconds it may be.
//!
//! A date is the span from its first to its last second at the place. A season has
//! no agreed limits and depends on the hemisphere: it is taken as the three months
//! of northern meteorology (winter from December to the February after), and always
//! counts as approximate, so that no verdict rests on it.

use super::{Bound, Edtf, EdtfError, EdtfProblem as Problem, Moment, Point, Season, Value, What};
use crate::civil::{DAY, days_from_civil, days_in_month};
use crate::{Day, Days, Doubt, Instant, Known, Span, Zone};

impl Edtf {
    /// The span of seconds it may be, in the zone of its place. An open or unknown
    /// start reaches to [`Instant::MIN`], such an end to [`Instant::MAX`].
    pub fn known(&self, zone: &Zone) -> Result<Known, EdtfError> {
        self.known_inner(zone).map_err(|problem| EdtfError::new(&self.to_string(), 1, problem))
    }

    fn known_inner(&self, zone: &Zone) -> Result<Known, Problem> {
        let (start, end) = match &self.0 {
            Value::Point(point) => return point.known(zone),
            Value::Interval(start, end) => (start.known(zone)?, end.known(zone)?),
        };
        let earliest = start.map_or(Instant::MIN, |known| known.span.earliest());
        let latest = end.map_or(Instant::MAX, |known| known.span.latest());
        let doubt = |known: Option<Known>| known.map_or(Doubt::NONE, |known| known.doubt);
        let span = Span::new(earliest, latest).ok_or(Problem::Reversed)?;
        Ok(Known { span, doubt: doubt(start).union(doubt(end)) })
    }

    /// The civil days it may be, without a zone: what a date of birth needs. A time
    /// counts as the day written with it.
    pub fn days(&self) -> Days {
        let (first, last) = match &self.0 {
            Value::Point(point) => point.what.days(),
            Value::Interval(start, end) => (
                start.days().map_or(i64::MIN, |(first, _)| first),
                end.days().map_or(i64::MAX, |(_, last)| last),
            ),
        };
        let (first, last) = (Day::from_wide(first), Day::from_wide(last));
        // An interval between times of different offsets can end on an earlier written day.
        Days::new(first, last).or_else(|| Days::new(last, first)).unwrap_or(Days::at(first))
    }

    /// The value that means exactly this day.
    pub fn from_day(day: Day) -> Option<Edtf> {
        let (year, _, _) = day.ymd();
        let what = What::Day(day);
        (-9999..=9999).contains(&year).then_some(Edtf(Value::Point(Point::plain(what))))
    }

    /// The value that means exactly this instant, in UTC.
    pub fn from_instant(at: Instant) -> Option<Edtf> {
        let day = Day::from_wide(at.seconds().div_euclid(DAY));
        Edtf::from_day(day)?;
        let second = at.seconds().rem_euclid(DAY);
        let (minute, second) = ((second / 60) as u16, Some((second % 60) as u8));
        let what = What::Moment(Moment { day, minute, second, offset: Some(0) });
        Some(Edtf(Value::Point(Point::plain(what))))
    }
}

/// Whether an interval ends before it starts in every zone. What depends on the
/// zone is found when the zone is known.
pub(super) fn certainly_reversed(start: Bound, end: Bound) -> bool {
    let (Bound::At(start), Bound::At(end)) = (start, end) else {
        return false;
    };
    match (start.what, end.what) {
        (What::Moment(a), What::Moment(b)) if a.offset.is_some() == b.offset.is_some() => {
            a.first_second() > b.last_second()
        }
        // A moment with an offset can fall on either neighbour of the day written.
        (What::Moment(a), _) if a.offset.is_some() => start.what.days().0 > end.what.days().1 + 2,
        (_, What::Moment(b)) if b.offset.is_some() => start.what.days().0 > end.what.days().1 + 2,
        _ => start.what.days().0 > end.what.days().1,
    }
}

impl Bound {
    fn known(&self, zone: &Zone) -> Result<Option<Known>, Problem> {
        match self {
            Bound::Open | Bound::Unknown => Ok(None),
            Bound::At(point) => point.known(zone).map(Some),
        }
    }

    fn days(&self) -> Option<(i64, i64)> {
        match self {
            Bound::Open | Bound::Unknown => None,
            Bound::At(point) => Some(point.what.days()),
        }
    }
}

impl Point {
    fn plain(what: What) -> Point {
        Point { what, doubt: Doubt::NONE }
    }

    fn known(&self, zone: &Zone) -> Result<Known, Problem> {
        let span = match self.what {
            What::Moment(moment) => moment.span(zone)?,
            What::Day(day) => {
                existing(day, zone)?;
                zone.span_of(Days::at(day))
            }
            What::Year(_)
            | What::Decade(_)
            | What::Century(_)
            | What::Season(..)
            | What::Month(..)
            | What::SomeMonth(_)
            | What::SomeDay(..)
            | What::SomeMonthAndDay(_) => {
                let (first, last) = self.what.days();
                Span::between(first_second(first, zone), first_second(last + 1, zone).plus(-1))
            }
        };
        let doubt = match self.what {
            What::Season(..) => self.doubt.union(Doubt::APPROXIMATE),
            What::Year(_)
            | What::Decade(_)
            | What::Century(_)
            | What::Month(..)
            | What::SomeMonth(_)
            | What::SomeDay(..)
            | What::SomeMonthAndDay(_)
            | What::Day(_)
            | What::Moment(_) => self.doubt,
        };
        Ok(Known { span, doubt })
    }
}

impl What {
    /// First and last day, by number.
    fn days(self) -> (i64, i64) {
        let years =
            |first: i64, last: i64| (days_from_civil(first, 1, 1), days_from_civil(last, 12, 31));
        let month = |year: i16, month: u8| {
            let year = i64::from(year);
            let first = days_from_civil(year, month, 1);
            (first, first + i64::from(days_in_month(year, month)) - 1)
        };
        match self {
            What::Year(year) => years(year, year),
            What::Decade(decade) => years(i64::from(decade) * 10, i64::from(decade) * 10 + 9),
            What::Century(c) => years(i64::from(c) * 100, i64::from(c) * 100 + 99),
            What::SomeMonth(year) | What::SomeMonthAndDay(year) => {
                years(i64::from(year), i64::from(year))
            }
            What::Month(y, m) | What::SomeDay(y, m) => month(y, m),
            What::Season(y, Season::Spring) => (month(y, 3).0, month(y, 5).1),
            What::Season(y, Season::Summer) => (month(y, 6).0, month(y, 8).1),
            What::Season(y, Season::Autumn) => (month(y, 9).0, month(y, 11).1),
            What::Season(y, Season::Winter) => (month(y, 12).0, month(y + 1, 2).1),
            What::Day(day) => (i64::from(day.number()), i64::from(day.number())),
            What::Moment(moment) => {
                (i64::from(moment.day.number()), i64::from(moment.day.number()))
            }
        }
    }
}

impl Moment {
    fn second_of_day(self) -> u32 {
        u32::from(self.minute) * 60 + u32::from(self.second.unwrap_or(0))
    }

    /// In UTC, or as if local time were UTC.
    fn first_second(self) -> i64 {
        i64::from(self.day.number()) * DAY + i64::from(self.second_of_day())
            - i64::from(self.offset.unwrap_or(0)) * 60
    }

    fn last_second(self) -> i64 {
        self.first_second() + self.rest()
    }

    /// A time that ends with its minute means all of it.
    fn rest(self) -> i64 {
        if self.second.is_none() { 59 } else { 0 }
    }

    fn span(self, zone: &Zone) -> Result<Span, Problem> {
        let first = match self.offset {
            Some(_) => Instant::from_seconds(self.first_second()),
            None => {
                existing(self.day, zone)?;
                zone.at_clock_time(self.day, self.second_of_day())
            }
        };
        Ok(Span::between(first, first.plus(self.rest())))
    }
}

fn existing(day: Day, zone: &Zone) -> Result<(), Problem> {
    match zone.exists(day) {
        true => Ok(()),
        false => Err(Problem::NoSuchTime { day, zone: zone.name().to_owned() }),
    }
}

/// The first second of a day of any year. So far away that days have no number any
/// more, zones mean nothing and UTC is used.
fn first_second(day: i64, zone: &Zone) -> Instant {
    match Day::from_wide(day) {
        far if far.is_open() => Instant::from_seconds(day.saturating_mul(DAY)),
        day => zone.day_start(day),
    }
}
