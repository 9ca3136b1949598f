//! Counting clocks as they come.
//!
//! A [`Tally`] takes one clock at a time and never looks at it again, so that an audit can stream; its size depends on the
//! number of rules and groups, not of clocks. Counting is addition, so the result does not depend on the order. It keeps
//! exact numbers: hiding small ones is for whoever shows them.

use duty::{Cause, Clock, Missing, State};
use law::{KINDS_MAX, KindId};

/// How many states there are.
const STATES: usize = State::ALL.len();
/// How many causes there are.
const CAUSES: usize = Cause::TooMany as usize + 1;

/// The causes that an undetermined clock can have.
const UNDETERMINED: [Cause; 11] = [
    Cause::RequestUnknown,
    Cause::ValidityUnknown,
    Cause::ConditionUnknown,
    Cause::BondUnknown,
    Cause::DayMissing,
    Cause::CalendarUncovered,
    Cause::Contradiction,
    Cause::Vague,
    Cause::SourceSilent,
    Cause::Doubtful,
    Cause::TooMany,
];

/// Counts by state.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct ByState([u64; STATES]);

impl ByState {
    /// How many clocks are in this state.
    #[must_use]
    pub const fn of(&self, state: State) -> u64 {
        self.0[state as usize]
    }

    /// How many clocks there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// How many clocks there are whose duty arises, or may arise.
    #[must_use]
    pub fn applicable(&self) -> u64 {
        self.total() - self.of(State::NotApplicable)
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, more)| *sum += more);
    }
}

/// Where the columns of a margin begin and end: seconds before (positive) or after (negative) the deadline. Values from one
/// edge up to but not including the next fall into one column; there is one column below the first and one from the last on.
pub(crate) const EDGES: [i64; 17] = {
    const DAY: i64 = 86_400;
    [
        -365 * DAY,
        -90 * DAY,
        -30 * DAY,
        -14 * DAY,
        -7 * DAY,
        -3 * DAY,
        -DAY,
        -6 * 3600,
        0,
        6 * 3600,
        DAY,
        3 * DAY,
        7 * DAY,
        14 * DAY,
        30 * DAY,
        90 * DAY,
        365 * DAY,
    ]
};
/// How many columns a margin has.
pub(crate) const COLUMNS: usize = EDGES.len() + 1;

/// How early or late the clocks of one rule were.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Margins {
    /// Those that were done.
    pub(crate) done: [u64; COLUMNS],
    /// Those that are overdue.
    pub(crate) not_done: [u64; COLUMNS],
    /// Those whose margin may lie in several columns.
    pub(crate) vague: u64,
}

impl Margins {
    pub(crate) fn total(&self) -> u64 {
        self.done.iter().chain(&self.not_done).sum()
    }

    fn add(&mut self, clock: &Clock) {
        let columns = match clock.state {
            State::Discharged | State::DischargedLate => &mut self.done,
            State::Overdue => &mut self.not_done,
            State::NotApplicable
            | State::Pending
            | State::Ended
            | State::Tolled
            | State::Undetermined => return,
        };
        let Some(room) = clock.margin else { return };
        let (least, most) = (column(room.least), column(room.most));
        match columns.get_mut(least) {
            Some(count) if least == most => *count += 1,
            Some(_) | None => self.vague += 1,
        }
    }
}

fn column(margin: i64) -> usize {
    EDGES.partition_point(|edge| *edge <= margin)
}

/// A way of grouping cases: by facility, by nationality.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dimension {
    /// What people read: "facility".
    pub title: String,
    /// The groups; a clock names one by its place here.
    pub groups: Vec<String>,
}

/// Counts of clocks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tally {
    pub(crate) rules: Vec<ByState>,
    pub(crate) margins: Vec<Margins>,
    /// By dimension, then by group.
    pub(crate) groups: Vec<Vec<ByState>>,
    /// By dimension: clocks without a group.
    pub(crate) ungrouped: Vec<ByState>,
    /// Undetermined clocks by cause.
    pub(crate) causes: [u64; CAUSES],
    /// Undetermined clocks by missing fact: time, happened, value of each kind, then three without a kind.
    missing: Vec<u64>,
    /// Clocks that ask.
    pub(crate) asks: u64,
}

/// Stands for a group that is not recorded.
pub const NO_GROUP: u32 = u32::MAX;
/// The most groups a dimension may have: what lies beyond is counted as not recorded.
pub const GROUPS_MAX: usize = 1 << 20;

impl Tally {
    /// An empty tally for a rule book with so many rules and for so many dimensions.
    #[must_use]
    pub fn new(rules: usize, dimensions: usize) -> Self {
        Self {
            rules: vec![ByState::default(); rules],
            margins: vec![Margins::default(); rules],
            groups: vec![Vec::new(); dimensions],
            ungrouped: vec![ByState::default(); dimensions],
            causes: [0; CAUSES],
            missing: vec![0; 3 * KINDS_MAX + 3],
            asks: 0,
        }
    }

    /// Counts a clock. `groups` names its group in each dimension, [`NO_GROUP`] where there is none. A rule or a dimension
    /// that the tally was not made for is not counted.
    pub fn add(&mut self, clock: &Clock, groups: &[u32]) {
        let state = clock.state as usize;
        let rule = usize::from(clock.rule);
        let (Some(states), Some(margins)) = (self.rules.get_mut(rule), self.margins.get_mut(rule))
        else {
            return;
        };
        states.0[state] += 1;
        margins.add(clock);
        for ((counts, ungrouped), group) in
            self.groups.iter_mut().zip(&mut self.ungrouped).zip(groups)
        {
            let place = usize::try_from(*group).unwrap_or(usize::MAX);
            if place >= GROUPS_MAX {
                ungrouped.0[state] += 1;
                continue;
            }
            if counts.len() <= place {
                counts.resize(place + 1, ByState::default());
            }
            counts[place].0[state] += 1;
        }
        self.asks += u64::from(clock.asks);
        if clock.state == State::Undetermined {
            self.causes[clock.cause as usize] += 1;
            clock.missing.iter().for_each(|fact| self.missing[place_of(fact)] += 1);
        }
    }

    /// All clocks by state.
    #[must_use]
    pub fn states(&self) -> ByState {
        let mut sum = ByState::default();
        self.rules.iter().for_each(|rule| sum.add(rule));
        sum
    }

    /// The clocks of a rule by state.
    #[must_use]
    pub fn rule(&self, rule: usize) -> ByState {
        self.rules.get(rule).copied().unwrap_or_default()
    }

    /// The clocks whose dates contradict each other.
    #[must_use]
    pub const fn contradictions(&self) -> u64 {
        self.causes[Cause::Contradiction as usize]
    }

    /// Why clocks are undetermined, the most frequent cause first.
    pub(crate) fn causes(&self) -> impl Iterator<Item = (Cause, u64)> {
        let mut causes: Vec<_> = UNDETERMINED
            .into_iter()
            .map(|cause| (cause, self.causes[cause as usize]))
            .filter(|(_, count)| *count > 0)
            .collect();
        causes.sort_by_key(|(cause, count)| (std::cmp::Reverse(*count), *cause));
        causes.into_iter()
    }

    /// The missing facts, the most frequent first.
    #[must_use]
    pub fn missing(&self) -> Vec<(Missing, u64)> {
        let mut facts: Vec<_> = self
            .missing
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
            .filter_map(|(place, count)| Some((fact_at(place)?, *count)))
            .collect();
        facts.sort_by_key(|(fact, count)| (std::cmp::Reverse(*count), *fact));
        facts
    }

    /// Adds what another tally, made for the same rule book and dimensions, has counted.
    pub fn merge(&mut self, other: &Self) {
        let sum =
            |into: &mut [u64], from: &[u64]| into.iter_mut().zip(from).for_each(|(a, b)| *a += b);
        self.rules.iter_mut().zip(&other.rules).for_each(|(a, b)| a.add(b));
        self.ungrouped.iter_mut().zip(&other.ungrouped).for_each(|(a, b)| a.add(b));
        for (into, from) in self.margins.iter_mut().zip(&other.margins) {
            sum(&mut into.done, &from.done);
            sum(&mut into.not_done, &from.not_done);
            into.vague += from.vague;
        }
        for (into, from) in self.groups.iter_mut().zip(&other.groups) {
            into.resize(into.len().max(from.len()), ByState::default());
            into.iter_mut().zip(from).for_each(|(a, b)| a.add(b));
        }
        sum(&mut self.causes, &other.causes);
        sum(&mut self.missing, &other.missing);
        self.asks += other.asks;
    }
}

fn place_of(fact: Missing) -> usize {
    match fact {
        Missing::Time(kind) => kind.index(),
        Missing::Happened(kind) => KINDS_MAX + kind.index(),
        Missing::Value(kind) => 2 * KINDS_MAX + kind.index(),
        Missing::TreatyStatus => 3 * KINDS_MAX,
        Missing::Rounding => 3 * KINDS_MAX + 1,
        Missing::Calendar => 3 * KINDS_MAX + 2,
    }
}

fn fact_at(place: usize) -> Option<Missing> {
    let kind = KindId::new(place % KINDS_MAX);
    match (place / KINDS_MAX, place % KINDS_MAX) {
        (0, _) => kind.map(Missing::Time),
        (1, _) => kind.map(Missing::Happened),
        (2, _) => kind.map(Missing::Value),
        (_, 0) => Some(Missing::TreatyStatus),
        (_, 1) => Some(Missing::Rounding),
        (_, _) => Some(Missing::Calendar),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deadline_divides_early_from_late() {
        assert!(EDGES.is_sorted());
        let middle = COLUMNS / 2;
        // The last second in time has a margin of nothing, and is early.
        assert_eq!([column(-1), column(0)], [middle - 1, middle]);
        assert_eq!([column(i64::MIN), column(i64::MAX)], [0, COLUMNS - 1]);
    }

    #[test]
    fn every_missing_fact_has_its_place() {
        let kind = KindId::new(255).unwrap();
        let facts = [
            Missing::Time(kind),
            Missing::Happened(kind),
            Missing::Value(kind),
            Missing::TreatyStatus,
            Missing::Rounding,
            Missing::Calendar,
        ];
        for fact in facts {
            assert_eq!(fact_at(place_of(fact)), Some(fact));
        }
    }
}
