//! Counting clocks as they stream by, and keeping the most urgent ones.
//!
//! The counts are the report's; the names of groups (facilities, nationalities) become small numbers here. Only the work list
//! keeps clocks, and only so many.

use crate::commands::audit::Order;
use crate::pipeline::Observer;
use duty::{Clock, State};
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

/// How many urgent clocks of a state are kept.
const URGENT_MAX: usize = 10_000;

/// Counts everything; keeps the urgent.
pub(crate) struct Counter {
    pub(crate) tally: Tally,
    pub(crate) dimensions: Vec<Names>,
    pub(crate) urgent: Vec<Urgent>,
    scratch: Vec<u32>,
}

/// The groups of a dimension, numbered in the order of appearance.
pub(crate) struct Names {
    pub(crate) title: String,
    names: Vec<String>,
    numbers: HashMap<Arc<str>, u32>,
}

impl Names {
    fn number(&mut self, name: &Arc<str>) -> u32 {
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
    pub(crate) fn new(order: &Order<'_>, book: &RuleBook) -> Self {
        let dimensions: Vec<Names> = order
            .mapping
            .groups()
            .map(|dimension| Names {
                title: dimension.title.to_owned(),
                names: Vec::new(),
                numbers: HashMap::new(),
            })
            .collect();
        Self {
            tally: Tally::new(book.rules.len(), dimensions.len()),
            dimensions,
            urgent: Vec::new(),
            scratch: Vec::new(),
        }
    }
}

impl Observer for Counter {
    fn clock(&mut self, case: &str, place: u16, clock: &Clock, groups: &[Arc<str>]) {
        self.scratch.clear();
        self.scratch.extend(
            self.dimensions.iter_mut().zip(groups).map(|(names, group)| names.number(group)),
        );
        self.tally.add(clock, &self.scratch);
        let wanted = match clock.state {
            State::Overdue | State::Pending | State::Undetermined | State::Tolled => true,
            State::NotApplicable | State::Discharged | State::DischargedLate | State::Ended => {
                false
            }
        };
        if wanted && clock.shown && self.urgent.len() < URGENT_MAX {
            self.urgent.push(Urgent { case: case.to_owned(), place, clock: *clock });
        }
    }
}
