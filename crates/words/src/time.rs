//! Days, instants and times as known.
//!
//! A time is always said with the place whose clock shows it. Vague times are said as noun phrases that can stand after a
//! colon in every language, so that no language has to bend them.

use crate::{Arg, Key, Words, key};
use when::{Day, Doubt, Instant, Known, Span, Zone};

const MONTHS: [Key; 12] = [
    key::MONTH_1,
    key::MONTH_2,
    key::MONTH_3,
    key::MONTH_4,
    key::MONTH_5,
    key::MONTH_6,
    key::MONTH_7,
    key::MONTH_8,
    key::MONTH_9,
    key::MONTH_10,
    key::MONTH_11,
    key::MONTH_12,
];

impl Words {
    /// A day: 12 March 2020.
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        if day.is_open() {
            return self.text(key::SPAN_OPEN);
        }
        let (year, month, number) = day.ymd();
        let month = MONTHS.get(usize::from(month).saturating_sub(1));
        let month = month.map(|key| self.text(*key)).unwrap_or_default();
        let args = [
            ("day", Arg::from(u32::from(number))),
            ("month", Arg::from(month)),
            ("year", Arg::from(year.to_string())),
        ];
        // A date is put into other messages, which isolate it: isolates inside would hide its own direction, and day and
        // year would change places.
        self.say(key::DATE, &args).replace(['\u{2068}', '\u{2069}'], "")
    }

    /// An instant on the clock of a place: 12 March 2020, 23:59:59 (Chicago).
    #[must_use]
    pub fn time(&self, at: Instant, zone: &Zone) -> String {
        if at.is_open() {
            return self.text(key::SPAN_OPEN);
        }
        let when = self.clock(at, zone);
        self.say(key::IN_ZONE, &[("when", when.into()), ("zone", zone_place(zone).into())])
    }

    /// An instant in UTC.
    #[must_use]
    pub fn time_utc(&self, at: Instant) -> String {
        if at.is_open() {
            return self.text(key::SPAN_OPEN);
        }
        let seconds = at.seconds();
        let day = i32::try_from(seconds.div_euclid(86_400)).map_or(Day::MAX, Day::from_number);
        let second = u32::try_from(seconds.rem_euclid(86_400)).unwrap_or_default();
        let when = self.day_and_clock(day, second);
        self.say(key::IN_UTC, &[("when", when.into())])
    }

    /// A time as known, on the clock of a place. Whole days are said as days.
    #[must_use]
    pub fn span(&self, span: Span, zone: &Zone) -> String {
        let (from, to) = (span.earliest(), span.latest());
        match (from.is_open(), to.is_open()) {
            (true, true) => return self.text(key::SPAN_OPEN),
            (true, false) => {
                return self.say(key::SPAN_UNTIL, &[("to", self.time(to, zone).into())]);
            }
            (false, true) => {
                return self.say(key::SPAN_FROM, &[("from", self.time(from, zone).into())]);
            }
            (false, false) => {}
        }
        let one_minute = from.seconds().rem_euclid(60) == 0 && to == from.plus(59);
        if span.is_instant() || one_minute {
            // A time written to the minute is said to the minute.
            return self.time(from, zone);
        }
        let days = zone.days_of(span);
        let whole = zone.day_start(days.first()) == from && zone.day_end(days.last()) == to;
        if whole && days.first() == days.last() {
            return self.say(key::SPAN_DAY, &[("day", self.day(days.first()).into())]);
        }
        let (key, from, to) = if whole {
            (key::SPAN_DAYS, self.day(days.first()), self.day(days.last()))
        } else {
            (key::SPAN_BETWEEN, self.clock(from, zone), self.time(to, zone))
        };
        self.say(key, &[("from", from.into()), ("to", to.into())])
    }

    /// A time as known in UTC; it is never said as days, because a day of UTC is nobody's day.
    #[must_use]
    pub fn span_utc(&self, span: Span) -> String {
        let (from, to) = (span.earliest(), span.latest());
        match (from.is_open(), to.is_open()) {
            (true, true) => self.text(key::SPAN_OPEN),
            (true, false) => self.say(key::SPAN_UNTIL, &[("to", self.time_utc(to).into())]),
            (false, true) => self.say(key::SPAN_FROM, &[("from", self.time_utc(from).into())]),
            (false, false) if from == to => self.time_utc(from),
            (false, false) => {
                let (from, to) = (self.time_utc(from), self.time_utc(to));
                self.say(key::SPAN_BETWEEN, &[("from", from.into()), ("to", to.into())])
            }
        }
    }

    /// A span with the doubt that its source expressed.
    #[must_use]
    pub fn known(&self, known: Known, zone: &Zone) -> String {
        let span = self.span(known.span, zone);
        let doubt = match (known.doubt.is_uncertain(), known.doubt.is_approximate()) {
            (false, false) => return span,
            (true, false) => key::DOUBT_UNCERTAIN,
            (false, true) => key::DOUBT_APPROXIMATE,
            (true, true) => key::DOUBT_BOTH,
        };
        debug_assert!(known.doubt != Doubt::NONE, "a doubt was expressed");
        self.list([span, self.text(doubt)])
    }

    fn clock(&self, at: Instant, zone: &Zone) -> String {
        let (day, second, _) = zone.local(at);
        self.day_and_clock(day, second)
    }

    fn day_and_clock(&self, day: Day, second: u32) -> String {
        let (h, m, s) = (second / 3600, second / 60 % 60, second % 60);
        let time = match s {
            0 => format!("{h:02}:{m:02}"),
            _ => format!("{h:02}:{m:02}:{s:02}"),
        };
        self.say(key::DATE_TIME, &[("date", self.day(day).into()), ("time", time.into())])
    }
}

/// The place in a zone's name: `America/New_York` is New York.
fn zone_place(zone: &Zone) -> String {
    zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ")
}
