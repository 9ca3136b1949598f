//! From the start of a limit to its deadline.
//!
//! The conventions are parameters, not opinions of this module: which day counts
//! first, how a missing day is rounded, whether an end moves to a working day. The
//! defaults of European law are Regulation (EEC, Euratom) 1182/71, article 3: the
//! day of the event is not counted, and a period ends with its last day.
//!
//! One walk does the arithmetic and, when asked, names every step of it, so that
//! an explanation cannot differ from the deadline it explains. A deadline is the
//! last second that is still in time. Stopping, extending and repeating a limit
//! is for the engine.

use crate::months::corresponding;
use crate::steps::{Record, Silent, Step, Steps, Why};
use crate::{Calendar, Day, Days, Instant, Length, MissingDay, Rounding, Span, Uncovered, Zone};

/// Which day is counted first, and where on the last day the limit ends.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Count {
    /// The day of the event is not counted; the limit ends with its last day.
    AfterEventDay,
    /// The day of the event is day 1; the limit ends with its last day.
    EventDayCounts,
    /// The day of the event is not counted; the limit ends at the same clock time.
    SameClockTime,
}

impl Count {
    /// The word in law files.
    pub const fn name(self) -> &'static str {
        match self {
            Count::AfterEventDay => "after_event_day",
            Count::EventDayCounts => "event_day_counts",
            Count::SameClockTime => "same_clock_time",
        }
    }

    /// The convention of that name.
    pub fn from_name(name: &str) -> Option<Count> {
        let all = [Count::AfterEventDay, Count::EventDayCounts, Count::SameClockTime];
        all.into_iter().find(|count| count.name() == name)
    }
}

/// What happens when the last day is not a working day.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Roll {
    /// Nothing.
    None,
    /// The limit ends on the next working day: Regulation 1182/71, article 3(4).
    NextWorkingDay,
}

impl Roll {
    /// The word in law files.
    pub const fn name(self) -> &'static str {
        match self {
            Roll::None => "none",
            Roll::NextWorkingDay => "next_working_day",
        }
    }

    /// The convention of that name.
    pub fn from_name(name: &str) -> Option<Roll> {
        [Roll::None, Roll::NextWorkingDay].into_iter().find(|roll| roll.name() == name)
    }
}

/// One limit's arithmetic.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub struct Counting {
    /// How long.
    pub length: Length,
    /// Which day counts first. Hours and minutes have no days and ignore it.
    pub count: Count,
    /// What replaces a day that its month does not have.
    pub rounding: Rounding,
    /// Whether the end moves to a working day. Never for hours and minutes.
    pub roll: Roll,
    /// A maximum of deprivation of liberty: its end never moves.
    pub liberty_maximum: bool,
}

/// Where a limit is counted: the zone and calendar of the acting authority.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its local time.
    pub zone: Zone,
    /// Its working days.
    pub calendar: Calendar,
}

/// Why a limit has no deadline.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, thiserror::Error)]
pub enum Uncountable {
    /// The day does not exist and the rule does not round.
    #[error(transparent)]
    MissingDay(#[from] MissingDay),
    /// The calendar does not reach so far.
    #[error(transparent)]
    Uncovered(#[from] Uncovered),
}

impl Counting {
    /// Elapsed hours, whatever the clocks do.
    pub const fn hours(hours: u32) -> Counting {
        Counting::plain(Length::Hours(hours))
    }

    /// A length with the conventions of the notes: the event day excluded, no
    /// rounding decided, no roll.
    pub const fn plain(length: Length) -> Counting {
        Counting {
            length,
            count: Count::AfterEventDay,
            rounding: Rounding::Refuse,
            roll: Roll::None,
            liberty_maximum: false,
        }
    }

    /// The last second that is in time. An open start has an open deadline.
    pub fn deadline(&self, start: Instant, place: &Place) -> Result<Instant, Uncountable> {
        self.walk(start, place, &mut Silent)
    }

    /// From the deadline of the earliest start to that of the latest.
    ///
    /// With [`Count::SameClockTime`] a later start can end earlier: where the clock
    /// changes, or where two days of start share their last day (rounded months,
    /// working days). The span then holds the deadline of every start in `start`.
    pub fn deadline_span(&self, start: Span, place: &Place) -> Result<Span, Uncountable> {
        let earliest = self.deadline(start.earliest(), place)?;
        if start.is_instant() {
            return Ok(Span::at(earliest));
        }
        let latest = self.deadline(start.latest(), place)?;
        let mut span = Span::between(earliest, latest);
        if self.count == Count::SameClockTime && self.length.elapsed_seconds().is_none() {
            // A turn without a deadline (a missing day in between) widens nothing.
            let turns = self.turning_points(start, place).into_iter();
            for at in turns.filter_map(|turn| self.deadline(turn, place).ok()) {
                span = span.hull(Span::at(at));
            }
        }
        Ok(span)
    }

    /// The arithmetic as data. It ends with the deadline, or with what is missing.
    pub fn steps(&self, start: Instant, place: &Place) -> Vec<Step> {
        let mut steps = Steps::default();
        if let Err(stuck) = self.walk(start, place, &mut steps) {
            steps.see(Step::Stuck(stuck));
        }
        steps.into_vec()
    }

    fn walk<R: Record>(
        &self,
        start: Instant,
        place: &Place,
        record: &mut R,
    ) -> Result<Instant, Uncountable> {
        if start.is_open() {
            record.see(Step::Open);
            return Ok(start);
        }
        if let Some(seconds) = self.length.elapsed_seconds() {
            let deadline = start.plus(seconds);
            if R::ON {
                record.see(Step::Start { at: start, day: place.zone.day_of(start) });
                record.see(Step::Elapsed { length: self.length, deadline });
            }
            return Ok(deadline);
        }
        let day = match self.count {
            Count::AfterEventDay | Count::EventDayCounts => place.zone.day_of(start),
            // The clock on the wall decides, also where it was turned back over midnight.
            Count::SameClockTime => place.zone.local(start).0,
        };
        record.see(Step::Start { at: start, day });
        let last = self.last_day(day, &place.calendar, record)?;
        let last = self.rolled(last, &place.calendar, record)?;
        let deadline = match self.count {
            Count::AfterEventDay | Count::EventDayCounts => {
                let deadline = place.zone.day_end(last);
                record.see(Step::EndOfDay { day: last, deadline });
                deadline
            }
            Count::SameClockTime => {
                let deadline = place.zone.same_clock_time(start, last);
                record.see(Step::ClockTime { day: last, deadline });
                deadline
            }
        };
        Ok(deadline)
    }

    /// The counted last day, before it rolls.
    fn last_day<R: Record>(
        &self,
        event: Day,
        calendar: &Calendar,
        record: &mut R,
    ) -> Result<Day, Uncountable> {
        let inclusive = match self.count {
            Count::EventDayCounts => true,
            Count::AfterEventDay | Count::SameClockTime => false,
        };
        if !matches!(self.length, Length::WorkingDays(_)) {
            record.see(match inclusive {
                true => Step::DayCounted { day: event },
                false => Step::DayExcluded { day: event },
            });
        }
        // Day 1 is the event day: the count ends a day earlier, but never before it.
        let back = i64::from(inclusive);
        let added = |days: i64| Day::from_wide(i64::from(event.number()) + (days - back).max(0));
        let last = match self.length {
            // Elapsed time has no last day; `walk` has answered already.
            Length::Minutes(_) | Length::Hours(_) => event,
            Length::Days(n) => added(i64::from(n)),
            Length::Weeks(n) => added(i64::from(n) * 7),
            Length::WorkingDays(n) => return self.working_days(event, n, calendar, record),
            Length::Months(n) => {
                return self.months(event, i64::from(n), inclusive, record);
            }
            Length::Years(n) => {
                return self.months(event, i64::from(n) * 12, inclusive, record);
            }
        };
        record.see(Step::Added { length: self.length, to: last });
        Ok(last)
    }

    fn working_days<R: Record>(
        &self,
        event: Day,
        n: u32,
        calendar: &Calendar,
        record: &mut R,
    ) -> Result<Day, Uncountable> {
        let counted = match self.count {
            Count::EventDayCounts => n > 0 && !event.is_open() && calendar.is_working(event)?,
            Count::AfterEventDay | Count::SameClockTime => false,
        };
        record.see(match counted {
            true => Step::DayCounted { day: event },
            false => Step::DayExcluded { day: event },
        });
        let last = calendar.add_working_days(event, n - u32::from(counted))?;
        if R::ON {
            record.skipped(event.plus(1), last, calendar);
            record.see(Step::Added { length: self.length, to: last });
        }
        Ok(last)
    }

    /// The corresponding date, or the day before it when the event day counts.
    fn months<R: Record>(
        &self,
        event: Day,
        months: i64,
        inclusive: bool,
        record: &mut R,
    ) -> Result<Day, Uncountable> {
        let to = match corresponding(event, months) {
            Ok(to) => {
                record.see(Step::Added { length: self.length, to });
                to
            }
            Err(missing) => {
                let to = missing.rounded(self.rounding)?;
                record.see(Step::Rounded { length: self.length, from: missing, to });
                to
            }
        };
        if !inclusive || months == 0 {
            return Ok(to);
        }
        let before = to.plus(-1);
        record.see(Step::DayBefore { day: before });
        Ok(before)
    }

    fn rolled<R: Record>(
        &self,
        last: Day,
        calendar: &Calendar,
        record: &mut R,
    ) -> Result<Day, Uncountable> {
        match self.roll {
            Roll::None => Ok(last),
            Roll::NextWorkingDay if self.liberty_maximum => {
                // Not consulted unless somebody reads why: the calendar may not reach so far.
                if R::ON && !calendar.is_working(last).unwrap_or(true) {
                    record.see(Step::NotRolled { day: last });
                }
                Ok(last)
            }
            Roll::NextWorkingDay => {
                let to = calendar.roll_forward(last)?;
                if to != last {
                    let why = match calendar.is_holiday(last) {
                        true => Why::Holiday,
                        false => Why::Weekend,
                    };
                    record.see(Step::Rolled { from: last, to, why });
                }
                Ok(to)
            }
        }
    }

    /// The starts within `span` at which a same-clock-time deadline can turn back:
    /// midnight, and either side of a clock change at the start or on the last day.
    ///
    /// Only those near the ends of the span matter: the last day never turns back,
    /// and within it the first and last clock time are reached a day from the end.
    fn turning_points(&self, span: Span, place: &Place) -> Vec<Instant> {
        const NEAR: i64 = 3;
        let zone = &place.zone;
        let mut turns = Vec::new();
        let ends = [(span.earliest(), 0..NEAR), (span.latest(), -NEAR..1)];
        for (end, days) in ends.into_iter().filter(|(end, _)| !end.is_open()) {
            let edge = zone.local(end).0;
            for offset in days {
                let from = Day::from_wide(i64::from(edge.number()) + offset);
                let on_from = zone.span_of(Days::at(from));
                turns.extend([on_from.earliest(), on_from.latest()]);
                for (at, _, _) in zone.jumps(on_from, 4) {
                    turns.extend([at.plus(-1), at]);
                }
                let Ok(last) = self.last_day(from, &place.calendar, &mut Silent) else { continue };
                let Ok(last) = self.rolled(last, &place.calendar, &mut Silent) else { continue };
                let on_last = zone.span_of(Days::at(last));
                for (at, before, after) in zone.jumps(on_last, 4) {
                    // The first clock time that exists again, as a start on `from`.
                    let clock = zone.local(at).1;
                    let skipped = (after - before).clamp(0, 86_399) as u32;
                    let turn = zone.at_clock_time(from, clock);
                    turns.extend([turn.plus(-1), turn, turn.plus(-i64::from(skipped))]);
                }
            }
        }
        turns.retain(|&turn| span.contains(turn));
        turns
    }
}
