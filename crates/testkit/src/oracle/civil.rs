//! Civil arithmetic, one day at a time.
//!
//! Everything goes through `jiff`'s dates and zones and walks: tomorrow, tomorrow, tomorrow. No tables, no formula for
//! day numbers, nothing from `when` but the names of the conventions. Slow on purpose.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use when::{Count, Counting, Day, Length, Roll, Rounding, Weekday};

use super::Range;
use crate::World;

/// A local day; open ends of time have days of their own.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Today {
    /// Before every day.
    Past,
    /// A day.
    On(Date),
    /// After every day.
    Future,
}

/// Why there is no deadline.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Stuck {
    /// The month has no such day.
    NoSuchDay,
    /// Holidays of the year unknown.
    NoHolidays,
}

/// The clock and the calendar on the wall of a place.
pub(super) struct Wall<'w> {
    world: &'w World,
    zone: TimeZone,
}

impl<'w> Wall<'w> {
    pub(super) fn of(world: &'w World) -> Self {
        Self { world, zone: TimeZone::get(&world.zone).unwrap() }
    }

    fn read(&self, at: i64) -> Option<jiff::civil::DateTime> {
        Timestamp::from_second(at).ok().map(|stamp| self.zone.to_datetime(stamp))
    }

    /// The local day of a second.
    pub(super) fn day(&self, at: i64) -> Today {
        match self.read(at) {
            Some(local) => Today::On(local.date()),
            None if at < 0 => Today::Past,
            None => Today::Future,
        }
    }

    /// The first second of a day; of a day that never was, the first second after the gap.
    pub(super) fn start_of(&self, date: Date) -> i64 {
        // The compatible reading of a midnight in a gap is the first second after it.
        self.zone.to_timestamp(date.at(0, 0, 0, 0)).unwrap().as_second()
    }

    /// The last second of a day.
    pub(super) fn end_of(&self, date: Date) -> i64 {
        self.start_of(date.tomorrow().unwrap()) - 1
    }

    /// The clock time of a second, on another day.
    fn same_clock(&self, at: i64, date: Date) -> i64 {
        let time = self.read(at).unwrap().time();
        self.zone.to_timestamp(date.to_datetime(time)).unwrap().as_second()
    }

    /// So many days later, at the same clock time or at the end of the day.
    pub(super) fn days_later(&self, at: i64, days: i64, count: Count) -> i64 {
        let Today::On(mut date) = self.day(at) else { return at };
        for _ in 0..days {
            date = date.tomorrow().unwrap();
        }
        match count {
            Count::SameClockTime => self.same_clock(at, date),
            Count::AfterEventDay | Count::EventDayCounts => self.end_of(date),
        }
    }

    fn works(&self, date: Date) -> Result<bool, Stuck> {
        let day = plain(date);
        let (first, last) = self.world.covers;
        if day < first || day > last {
            return Err(Stuck::NoHolidays);
        }
        let weekday = match date.weekday() {
            jiff::civil::Weekday::Monday => Weekday::Monday,
            jiff::civil::Weekday::Tuesday => Weekday::Tuesday,
            jiff::civil::Weekday::Wednesday => Weekday::Wednesday,
            jiff::civil::Weekday::Thursday => Weekday::Thursday,
            jiff::civil::Weekday::Friday => Weekday::Friday,
            jiff::civil::Weekday::Saturday => Weekday::Saturday,
            jiff::civil::Weekday::Sunday => Weekday::Sunday,
        };
        Ok(!self.world.weekend.contains(&weekday) && !self.world.holidays.contains(&day))
    }

    fn working_days(&self, from: Date, count: Count, n: u32) -> Result<Date, Stuck> {
        let (mut date, mut left) = (from, n);
        if left > 0 && count == Count::EventDayCounts && self.works(date)? {
            left -= 1;
        }
        while left > 0 {
            date = date.tomorrow().unwrap();
            if self.works(date)? {
                left -= 1;
            }
        }
        Ok(date)
    }

    fn months(from: Date, count: Count, rounding: Rounding, n: u32) -> Result<Date, Stuck> {
        let mut first = from.first_of_month();
        for _ in 0..n {
            first = first.last_of_month().tomorrow().unwrap();
        }
        let to = if from.day() <= first.days_in_month() {
            first.with().day(from.day()).build().unwrap()
        } else {
            match rounding {
                Rounding::Down => first.last_of_month(),
                Rounding::Up => first.last_of_month().tomorrow().unwrap(),
                Rounding::Refuse => return Err(Stuck::NoSuchDay),
            }
        };
        match count {
            Count::EventDayCounts if n > 0 => Ok(to.yesterday().unwrap()),
            Count::EventDayCounts | Count::AfterEventDay | Count::SameClockTime => Ok(to),
        }
    }

    /// The last second in time, counted from one second.
    fn deadline(&self, rule: &Counting, start: i64) -> Result<i64, Stuck> {
        let Today::On(event) = self.day(start) else { return Ok(start) };
        // The day of the event is day 1 where it counts.
        let counted = i64::from(rule.count == Count::EventDayCounts);
        let days_on = |days: i64| {
            let mut date = event;
            for _ in 0..(days - counted).max(0) {
                date = date.tomorrow().unwrap();
            }
            date
        };
        let mut last = match rule.length {
            Length::Minutes(n) => return Ok(start + i64::from(n) * 60),
            Length::Hours(n) => return Ok(start + i64::from(n) * 3600),
            Length::Days(n) => days_on(i64::from(n)),
            Length::Weeks(n) => days_on(i64::from(n) * 7),
            Length::WorkingDays(n) => self.working_days(event, rule.count, n)?,
            Length::Months(n) => Self::months(event, rule.count, rule.rounding, n)?,
            Length::Years(n) => Self::months(event, rule.count, rule.rounding, n * 12)?,
        };
        match rule.roll {
            Roll::None => {}
            Roll::NextWorkingDay if rule.liberty_maximum => {}
            Roll::NextWorkingDay => {
                while !self.works(last)? {
                    last = last.tomorrow().unwrap();
                }
            }
        }
        Ok(match rule.count {
            Count::AfterEventDay | Count::EventDayCounts => self.end_of(last),
            Count::SameClockTime => self.same_clock(start, last),
        })
    }

    /// The last second in time, for every possible start: the first and the last of them.
    pub(super) fn deadlines(&self, rule: &Counting, start: Range) -> Result<Range, Stuck> {
        let (mut low, mut high) = (self.deadline(rule, start.lo)?, self.deadline(rule, start.hi)?);
        if low > high {
            (low, high) = (high, low);
        }
        if rule.count == Count::SameClockTime && !elapsed(rule.length) && start.lo != start.hi {
            // The two ends decide whether there is a date at all; beyond the calendar lies only what is later.
            let between =
                self.quarters(start).into_iter().filter_map(|at| self.deadline(rule, at).ok());
            for deadline in between {
                low = low.min(deadline);
                high = high.max(deadline);
            }
        }
        Ok(Range { lo: low, hi: high })
    }

    /// Every quarter of an hour near the two ends of a span, and the second before: clocks change on quarters, and a
    /// later start has an earlier deadline only by less than two days.
    fn quarters(&self, span: Range) -> Vec<i64> {
        const NEAR: i64 = 3 * 86_400;
        let mut all = Vec::new();
        for end in [span.lo, span.hi] {
            if self.read(end).is_none() {
                continue;
            }
            let mut at = (end - NEAR).max(span.lo).div_euclid(900) * 900;
            while at <= (end + NEAR).min(span.hi) {
                all.extend([at - 1, at]);
                at += 900;
            }
        }
        all.retain(|at| (span.lo..=span.hi).contains(at));
        all
    }
}

/// Whether a length is elapsed time rather than days.
pub(super) fn elapsed(length: Length) -> bool {
    matches!(length, Length::Minutes(_) | Length::Hours(_))
}

/// The days from one date to a later one, counted one by one.
pub(super) fn days_between(from: Today, to: Today) -> i64 {
    let (Today::On(mut date), Today::On(last)) = (from, to) else { return 0 };
    let mut days = 0;
    while date < last {
        date = date.tomorrow().unwrap();
        days += 1;
    }
    days
}

/// A date as the day of the crate `when`.
pub(super) fn plain(date: Date) -> Day {
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    Day::from_ymd(i32::from(date.year()), month, day).unwrap()
}

/// A day of the crate `when` as a date.
pub(super) fn date(day: Day) -> Date {
    let (year, month, day) = day.ymd();
    Date::new(year.try_into().unwrap(), month.try_into().unwrap(), day.try_into().unwrap()).unwrap()
}
