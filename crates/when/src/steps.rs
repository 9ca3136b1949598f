//! The arithmetic of a deadline as data, for whoever explains it.
//!
//! A [`Step`] holds days and instants, no words: the wording belongs to the
//! locales. Steps are made only on demand; the engine counts with the recorder
//! that keeps nothing and pays nothing.

use crate::{Calendar, Day, Instant, Length, MissingDay, Uncountable};

/// Why a last day moved.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum Why {
    /// It was a weekend.
    Weekend,
    /// It was a holiday.
    Holiday,
}

/// One step from the start to the deadline, in the order they are taken.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// The start is open, and so is the deadline.
    Open,
    /// The instant the limit starts from, and its day at the place.
    Start {
        /// The instant.
        at: Instant,
        /// Its local day.
        day: Day,
    },
    /// The day of the event is not counted.
    DayExcluded {
        /// That day.
        day: Day,
    },
    /// The day of the event is day 1.
    DayCounted {
        /// That day.
        day: Day,
    },
    /// Elapsed time was added; this is the deadline.
    Elapsed {
        /// Hours or minutes.
        length: Length,
        /// The deadline.
        deadline: Instant,
    },
    /// A holiday among the counted days was not counted.
    HolidaySkipped {
        /// That day.
        day: Day,
    },
    /// Weekend days among the counted days were not counted.
    WeekendSkipped {
        /// How many.
        count: u32,
    },
    /// The length was added and leads to this day.
    Added {
        /// The length.
        length: Length,
        /// The day reached.
        to: Day,
    },
    /// The length was added and leads to a day that does not exist.
    Rounded {
        /// The length.
        length: Length,
        /// The day that its month lacks.
        from: MissingDay,
        /// The day that stands in for it.
        to: Day,
    },
    /// The event day counted, so the last day is the one before the corresponding date.
    DayBefore {
        /// That day.
        day: Day,
    },
    /// The last day was no working day, and the rule moves it.
    Rolled {
        /// The last day as counted.
        from: Day,
        /// The next working day.
        to: Day,
        /// Why it moved.
        why: Why,
    },
    /// The last day is no working day, but a maximum of deprivation of liberty
    /// never moves.
    NotRolled {
        /// The last day.
        day: Day,
    },
    /// The limit ends with the last second of its last day; this is the deadline.
    EndOfDay {
        /// The last day.
        day: Day,
        /// The deadline.
        deadline: Instant,
    },
    /// The limit ends at the clock time it started; this is the deadline.
    ClockTime {
        /// The last day.
        day: Day,
        /// The deadline.
        deadline: Instant,
    },
    /// There is no deadline, for this reason.
    Stuck(Uncountable),
}

/// Who watches the arithmetic.
pub(crate) trait Record {
    /// Whether anybody does: work for explanations only is behind this.
    const ON: bool;

    fn see(&mut self, step: Step);

    /// The days not counted from `first` to `last`.
    fn skipped(&mut self, first: Day, last: Day, calendar: &Calendar);
}

/// Nobody watches.
pub(crate) struct Silent;

impl Record for Silent {
    const ON: bool = false;

    fn see(&mut self, _: Step) {}

    fn skipped(&mut self, _: Day, _: Day, _: &Calendar) {}
}

/// Every step is kept.
#[derive(Default)]
pub(crate) struct Steps(Vec<Step>);

impl Steps {
    pub(crate) fn into_vec(self) -> Vec<Step> {
        self.0
    }
}

impl Record for Steps {
    const ON: bool = true;

    fn see(&mut self, step: Step) {
        self.0.push(step);
    }

    fn skipped(&mut self, first: Day, last: Day, calendar: &Calendar) {
        // Within what the calendar covers: four centuries at most.
        let days = (first.number()..=last.number()).map(Day::from_number);
        let count = days.filter(|&day| calendar.is_weekend(day)).count();
        if count > 0 {
            self.see(Step::WeekendSkipped { count: u32::try_from(count).unwrap_or(u32::MAX) });
        }
        for day in calendar.holidays_between(first, last).filter(|&d| !calendar.is_weekend(d)) {
            self.see(Step::HolidaySkipped { day });
        }
    }
}
