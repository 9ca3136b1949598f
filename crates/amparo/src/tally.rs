//! Counting clocks as they stream by, and keeping the most urgent ones.
//!
//! The counts are the report's; the names of groups (facilities, nationalities) become small numbers here. Only the work list
//! keeps clocks, and only so many.

use duty::{Clock, State};
use intake::Mapping;
use law::RuleBook;
use report::{Dimension, NO_GROUP, Tally};
use std::collections::HashMap;
use std::sync::Arc;

/// A clock that somebody should look at.
#[derive(Clone, Debug)]
pub(crate) struct Urgent {
    pub(crate) case: String,
    pub(crate) place: u16,
    pub(crate) clock: Clock,
}

/// How many urgent clocks are kept.
const URGENT_MAX: usize = 10_000;

/// Counts everything; keeps the urgent. Parts of the cases are counted on their own and merged in order.
pub(crate) struct Counter {
    pub(crate) tally: Tally,
    pub(crate) urgent: Vec<Urgent>,
    /// How many urgent ones are kept.
    room: usize,
    pub(crate) clocks: u64,
}

/// The groups of a dimension, numbered in the order of appearance.
pub(crate) struct Names {
    pub(crate) title: String,
    names: Vec<String>,
    numbers: HashMap<Arc<str>, u32>,
}

impl Names {
    /// The dimensions of a mapping, without groups as yet.
    pub(crate) fn of(mapping: &Mapping) -> Vec<Self> {
        let title = |title: &str| title.to_owned();
        mapping
            .groups()
            .map(|dimension| Self {
                title: title(dimension.title),
                names: Vec::new(),
                numbers: HashMap::new(),
            })
            .collect()
    }

    pub(crate) fn number(&mut self, name: &Arc<str>) -> u32 {
        if name.is_empty() {
            return NO_GROUP;
        }
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let Ok(number) = u32::try_from(self.names.len()) else { return NO_GROUP };
        self.names.push(name.as_ref().to_owned());
        self.numbers.insert(Arc::clone(name), number);
        number
    }

    pub(crate) fn into_dimension(self) -> Dimension {
        Dimension { title: self.title, groups: self.names }
    }
}

impl Counter {
    pub(crate) fn new(book: &RuleBook, dimensions: usize) -> Self {
        let tally = Tally::new(book.rules.len(), dimensions);
        Self { tally, urgent: Vec::new(), room: URGENT_MAX, clocks: 0 }
    }

    /// Whether there is room for more urgent clocks.
    pub(crate) fn wants_urgent(&self) -> bool {
        self.urgent.len() < self.room
    }

    /// Keeps urgent clocks, or none.
    pub(crate) fn with_urgent(mut self, keep: bool) -> Self {
        self.room = if keep { URGENT_MAX } else { 0 };
        self
    }

    /// Counts a clock of a case at a place; `groups` are the numbers of its groups.
    pub(crate) fn add(&mut self, case: &str, place: u16, clock: &Clock, groups: &[u32]) {
        self.clocks += 1;
        self.tally.add(clock, groups);
        let wanted = match clock.state {
            State::Overdue | State::Pending | State::Undetermined | State::Tolled => true,
            State::NotApplicable | State::Discharged | State::DischargedLate | State::Ended => {
                false
            }
        };
        if wanted && clock.shown && self.wants_urgent() {
            self.urgent.push(Urgent { case: case.to_owned(), place, clock: *clock });
        }
    }

    /// Adds what was counted of the cases that follow.
    pub(crate) fn merge(&mut self, next: Self) {
        self.clocks += next.clocks;
        self.tally.merge(&next.tally);
        let room = self.room.saturating_sub(self.urgent.len());
        self.urgent.extend(next.urgent.into_iter().take(room));
    }
}
