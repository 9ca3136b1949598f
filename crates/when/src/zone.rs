//! Local time: which day and which clock time an instant has at a place.
//!
//! A [`Zone`] is built once from the zone rules compiled into the program and
//! then answers from its own table of changes of offset, without jiff: day
//! boundaries of 1990 to 2045 from an array, other times by search. Beyond the
//! last listed year it uses that the Gregorian calendar, and so every rule of
//! the form "last Sunday of October", repeats after 400 years.
//!
//! Days are contiguous and do not overlap: a day begins the first time the
//! clock reaches its midnight, or passes it in a jump, and lasts until the next
//! day begins. Where clocks were turned back across midnight (St John's went
//! from 00:01 to 23:01 until 2011), the day that had begun stays begun; without
//! this a later event could have an earlier deadline. A day the clock jumped over
//! (Samoa, 30 December 2011) has no second and does not exist.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZoneDatabase;

use crate::civil::{DAY, days_from_civil};
use crate::{Day, Days, Instant, Span};

/// Day boundaries are tabulated from the first day of 1990 …
const TABLE_FIRST: i64 = days_from_civil(1990, 1, 1);
/// … to the last of 2045; the day after is in the table too, as the end of that one.
const TABLE_LAST: i64 = days_from_civil(2045, 12, 31);
/// Changes of offset are listed up to here; later times are folded back by whole
/// periods. Listed years that do not follow a rule (Morocco's, tied to the
/// Islamic calendar) end in 2087, well before the period that is repeated.
const HORIZON: i64 = days_from_civil(2500, 1, 1) * DAY;
/// 400 Gregorian years: 20 871 weeks exactly.
const PERIOD: i64 = 146_097 * DAY;
/// More than any offset from UTC.
const REACH: i64 = 100_000;

/// A stretch of time with one offset; it lasts until the next one begins.
#[derive(Copy, Clone)]
struct Stretch {
    from: i64,
    offset: i32,
    abbreviation: u8,
}

struct Rules {
    name: Box<str>,
    /// Never empty; the first begins at `i64::MIN`.
    stretches: Box<[Stretch]>,
    abbreviations: Box<[Box<str>]>,
    /// For each tabulated day: its UTC midnight minus its first second.
    leads: Box<[i32]>,
}

/// A time zone with its day boundaries at hand. Cheap to clone and to share.
#[derive(Clone)]
pub struct Zone(Arc<Rules>);

/// A name that is no time zone.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{read}: no time zone has this name; {mend}")]
pub struct UnknownZone {
    /// What was read, cut to its first characters.
    pub read: String,
    /// How to mend it.
    pub mend: String,
}

impl UnknownZone {
    fn new(read: &str) -> UnknownZone {
        let city = read.rsplit('/').next().unwrap_or(read).replace(' ', "_");
        let near = TimeZoneDatabase::bundled()
            .available()
            .map(|name| name.as_str().to_owned())
            .find(|name| name.rsplit('/').next().is_some_and(|n| n.eq_ignore_ascii_case(&city)));
        UnknownZone {
            read: read.chars().take(64).collect(),
            mend: match near {
                Some(name) => format!("did you mean {name}?"),
                None => "write it as in the IANA list, for example America/Bogota".to_owned(),
            },
        }
    }
}

impl Zone {
    /// The zone of an IANA name such as `Europe/Rome`; any case is understood.
    pub fn named(name: &str) -> Result<Zone, UnknownZone> {
        // The longest name in use has 32 characters.
        if name.len() > 64 || name.eq_ignore_ascii_case("Etc/Unknown") {
            return Err(UnknownZone::new(name));
        }
        let zone = TimeZoneDatabase::bundled().get(name).map_err(|_| UnknownZone::new(name))?;
        let mut abbreviations: Vec<Box<str>> = Vec::new();
        let mut number = |text: &str| -> u8 {
            let at = abbreviations.iter().position(|known| **known == *text);
            let at = at.unwrap_or_else(|| {
                abbreviations.push(text.into());
                abbreviations.len() - 1
            });
            u8::try_from(at).unwrap_or(u8::MAX)
        };
        let first = zone.to_offset_info(Timestamp::MIN);
        let mut stretches = vec![Stretch {
            from: i64::MIN,
            offset: first.offset().seconds(),
            abbreviation: number(first.abbreviation()),
        }];
        let changes = zone.following(Timestamp::MIN).map(|change| Stretch {
            from: change.timestamp().as_second(),
            offset: change.offset().seconds(),
            abbreviation: number(change.abbreviation()),
        });
        // A year past the horizon, so that a search that starts before it ends inside.
        stretches.extend(changes.take_while(|change| change.from < HORIZON + 366 * DAY));
        let canonical = zone.iana_name().unwrap_or(name).into();
        let leads = leads(&stretches);
        Ok(Zone(Arc::new(Rules {
            name: canonical,
            stretches: stretches.into(),
            abbreviations: abbreviations.into(),
            leads,
        })))
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The civil day an instant falls on. Open ends fall on open days.
    pub fn day_of(&self, at: Instant) -> Day {
        let seconds = at.seconds();
        let guess = seconds.div_euclid(DAY);
        if let Some(lead) = self.lead(guess) {
            let mut day = (seconds + lead).div_euclid(DAY);
            // At most a step or two: an offset change, or a day that does not exist.
            while let (Some(here), Some(next)) = (self.lead(day), self.lead(day + 1)) {
                if day * DAY - here > seconds {
                    day -= 1;
                } else if (day + 1) * DAY - next <= seconds {
                    day += 1;
                } else {
                    return Day::from_wide(day);
                }
            }
        }
        self.day_by_search(at)
    }

    fn day_by_search(&self, at: Instant) -> Day {
        let seconds = at.seconds();
        let Some(local) = seconds.checked_add(i64::from(self.stretch_at(seconds).offset)) else {
            return if seconds < 0 { Day::MIN } else { Day::MAX };
        };
        let mut day = Day::from_wide(local.div_euclid(DAY));
        // Clocks turned back across midnight: the day that has begun stays begun.
        while !day.is_open() && self.day_start(day.plus(1)) <= at {
            day = day.plus(1);
        }
        day
    }

    /// The first second of a day. A day that does not exist starts where the
    /// next one does.
    pub fn day_start(&self, day: Day) -> Instant {
        if day == Day::MIN {
            return Instant::MIN;
        }
        if day == Day::MAX {
            return Instant::MAX;
        }
        let number = i64::from(day.number());
        match self.lead(number) {
            Some(lead) => Instant::from_seconds(number * DAY - lead),
            None => Instant::from_seconds(self.locate(number * DAY, Jump::Lands)),
        }
    }

    /// The last second of a day: the one before the next existing day starts.
    pub fn day_end(&self, day: Day) -> Instant {
        match day {
            Day::MIN => Instant::MIN,
            // An end so far away that the next day is open is open itself.
            _ => self.day_start(day.plus(1)).plus(-1),
        }
    }

    /// Whether the day has any second here.
    pub fn exists(&self, day: Day) -> bool {
        day.is_open() || self.day_start(day) < self.day_start(day.plus(1))
    }

    /// The days that a span of seconds touches.
    pub fn days_of(&self, span: Span) -> Days {
        let first = self.day_of(span.earliest());
        let last = if span.is_instant() { first } else { self.day_of(span.latest()) };
        Days::new(first, last).unwrap_or(Days::at(first))
    }

    /// The first to the last second of a span of days.
    pub fn span_of(&self, days: Days) -> Span {
        Span::between(self.day_start(days.first()), self.day_end(days.last()))
    }

    /// The clock time of `at` on another day. If the clock skips that time, the
    /// offset before the jump is used; if it shows it twice, the first is meant.
    pub fn same_clock_time(&self, at: Instant, day: Day) -> Instant {
        if at.is_open() {
            return at;
        }
        self.at_clock_time(day, self.local(at).1)
    }

    /// A clock time, in seconds after midnight, on a day; gaps and folds as in
    /// [`same_clock_time`](Zone::same_clock_time).
    pub fn at_clock_time(&self, day: Day, second: u32) -> Instant {
        match day {
            Day::MIN => Instant::MIN,
            Day::MAX => Instant::MAX,
            _ => {
                let local = i64::from(day.number()) * DAY + i64::from(second);
                Instant::from_seconds(self.locate(local, Jump::Before))
            }
        }
    }

    /// What calendar and clock on the wall show: day, seconds after midnight,
    /// offset from UTC in seconds. An open end shows its open day and no time.
    pub fn local(&self, at: Instant) -> (Day, u32, i32) {
        let seconds = at.seconds();
        let offset = self.stretch_at(seconds).offset;
        let local = seconds.saturating_add(i64::from(offset));
        let day = Day::from_wide(local.div_euclid(DAY));
        // Of an open day no clock time is known.
        let second = if day.is_open() { 0 } else { local.rem_euclid(DAY) };
        (day, second as u32, offset)
    }

    /// `2024-03-10 14:00`, with seconds only when there are any; `..` if open.
    pub fn format_local(&self, at: Instant) -> String {
        let (day, second, _) = self.local(at);
        if day.is_open() {
            return "..".to_owned();
        }
        let (h, m, s) = (second / 3600, second / 60 % 60, second % 60);
        match s {
            0 => format!("{day} {h:02}:{m:02}"),
            _ => format!("{day} {h:02}:{m:02}:{s:02}"),
        }
    }

    /// `2024-03-10 14:00 EDT`: with the abbreviation in force at that instant.
    pub fn format_local_with_zone(&self, at: Instant) -> String {
        let text = self.format_local(at);
        if text == ".." { text } else { format!("{text} {}", self.abbreviation(at)) }
    }

    /// The abbreviation in force at an instant, as the zone rules give it.
    pub fn abbreviation(&self, at: Instant) -> &str {
        let index = usize::from(self.stretch_at(at.seconds()).abbreviation);
        self.0.abbreviations.get(index).map_or("", |text| text)
    }

    /// The instants in `span` at which the clock jumps, at most `limit`, with
    /// the offsets before and after.
    pub(crate) fn jumps(&self, span: Span, limit: usize) -> Vec<(Instant, i32, i32)> {
        let mut found = Vec::new();
        // From the second before: a jump on the first second (a midnight that is skipped) lies in the span too.
        let (start, shift) = fold(span.earliest().plus(-1).seconds());
        let mut index = self.index_at(start);
        while found.len() < limit
            && let (Some(here), Some(next)) =
                (self.0.stretches.get(index), self.0.stretches.get(index + 1))
            && let Some(at) = next.from.checked_add(shift)
            && at <= span.latest().seconds()
        {
            found.push((Instant::from_seconds(at), here.offset, next.offset));
            index += 1;
        }
        found
    }

    fn lead(&self, day: i64) -> Option<i64> {
        let index = usize::try_from(day - TABLE_FIRST).ok()?;
        self.0.leads.get(index).map(|&lead| i64::from(lead))
    }

    fn index_at(&self, folded: i64) -> usize {
        self.0.stretches.partition_point(|s| s.from <= folded).saturating_sub(1)
    }

    fn stretch_at(&self, seconds: i64) -> Stretch {
        self.0.stretches[self.index_at(fold(seconds).0)]
    }

    fn locate(&self, local: i64, jump: Jump) -> i64 {
        let (folded, shift) = fold(local);
        let index = self.index_at(folded.saturating_sub(REACH));
        locate(&self.0.stretches, index, folded, jump) + shift
    }
}

/// Where a local time that the clock skips is meant to be.
#[derive(Copy, Clone)]
enum Jump {
    /// At the jump: the first second that exists.
    Lands,
    /// As if the clock had not jumped yet.
    Before,
}

/// The first second at which the clock shows `local`, looking from a stretch
/// that begins well before it.
fn locate(stretches: &[Stretch], mut index: usize, local: i64, jump: Jump) -> i64 {
    loop {
        let here = stretches[index];
        let at = local - i64::from(here.offset);
        let until = stretches.get(index + 1).map_or(i64::MAX, |next| next.from);
        if at < until {
            return match jump {
                _ if at >= here.from => at,
                Jump::Lands => here.from,
                Jump::Before => {
                    let before = stretches[index.saturating_sub(1)];
                    local - i64::from(before.offset)
                }
            };
        }
        index += 1;
    }
}

/// A time before the horizon with the same rules, and how far it was moved.
fn fold(seconds: i64) -> (i64, i64) {
    if seconds < HORIZON {
        return (seconds, 0);
    }
    let shift = ((seconds - HORIZON) / PERIOD + 1) * PERIOD;
    (seconds - shift, shift)
}

/// One pass over the tabulated days and the stretches together.
fn leads(stretches: &[Stretch]) -> Box<[i32]> {
    let mut index = 0;
    (TABLE_FIRST..=TABLE_LAST + 1)
        .map(|day| {
            let midnight = day * DAY;
            while stretches.get(index + 1).is_some_and(|next| next.from <= midnight - REACH) {
                index += 1;
            }
            // An offset and a gap: far inside i32.
            (midnight - locate(stretches, index, midnight, Jump::Lands)) as i32
        })
        .collect()
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name())
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Zone) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}
