//! Section 1 of the specification: which events are seen, and when they happened.

use duty::{Event, Value};
use law::{KindId, KindSet};

use super::Range;
use crate::World;

/// An event that is seen.
#[derive(Copy, Clone, PartialEq, Debug)]
pub(super) struct Item {
    pub(super) kind: KindId,
    pub(super) when: Range,
    pub(super) doubt: bool,
    pub(super) value: Value,
    /// Its place in the history.
    pub(super) place: usize,
}

impl Item {
    /// By earliest, then latest, then place in the history.
    pub(super) fn first_key(&self) -> (i64, i64, usize) {
        (self.when.lo, self.when.hi, self.place)
    }

    /// By latest, then earliest, then place in the history.
    fn last_key(&self) -> (i64, i64, usize) {
        (self.when.hi, self.when.lo, self.place)
    }

    /// Whether it says that something happened.
    fn happened(&self) -> bool {
        match self.value {
            Value::No | Value::Unknown | Value::Withdrawn => false,
            Value::None | Value::Yes | Value::Code(_) | Value::Count(_) | Value::Date(_) => true,
        }
    }

    /// Whether a reason is recorded with it.
    pub(super) fn has_reason(&self) -> bool {
        match self.value {
            Value::Yes | Value::Code(_) => true,
            Value::No
            | Value::Unknown
            | Value::Withdrawn
            | Value::None
            | Value::Count(_)
            | Value::Date(_) => false,
        }
    }
}

/// The events that are seen at the moment of the question, first to last.
pub(super) struct Seen {
    items: Vec<Item>,
    coverage: KindSet,
}

impl Seen {
    pub(super) fn of(history: &[Event], world: &World) -> Self {
        // What a person in the office can know: written down by then. Corrections work from then on, whatever time they
        // give; what has not begun by as-of is not seen.
        let known: Vec<Event> = history
            .iter()
            .filter(|event| event.recorded.is_none_or(|recorded| recorded <= world.as_known_on))
            .copied()
            .collect();
        let mut items = Vec::new();
        for (place, event) in known.iter().enumerate() {
            let corrected = known.iter().any(|other| other.corrects == Some(event.id));
            let begun = event.time.span.earliest() <= world.as_of;
            if corrected || !begun || event.value == Value::Withdrawn {
                continue;
            }
            let span = event.time.span;
            let mut when = Range { lo: span.earliest().seconds(), hi: span.latest().seconds() };
            if when.hi == i64::MAX {
                // A recorded event has happened.
                if let Some(recorded) = event.recorded.filter(|r| r.seconds() >= when.lo) {
                    when.hi = recorded.seconds();
                }
            }
            items.push(Item {
                kind: event.kind,
                when,
                doubt: event.time.doubt.any(),
                value: event.value,
                place,
            });
        }
        items.sort_by_key(Item::first_key);
        // Somebody wrote that nobody knows: silence about this kind means nothing.
        let mut coverage = world.coverage;
        for item in items.iter().filter(|item| item.value == Value::Unknown) {
            coverage = coverage.without(item.kind);
        }
        Self { items, coverage }
    }

    /// All events of these kinds, whatever they say.
    pub(super) fn all(&self, kinds: KindSet) -> impl Iterator<Item = Item> + '_ {
        self.items.iter().filter(move |item| kinds.has(item.kind)).copied()
    }

    /// The events of these kinds that happened, first to last.
    pub(super) fn happened(&self, kinds: KindSet) -> impl Iterator<Item = Item> + '_ {
        self.all(kinds).filter(Item::happened)
    }

    /// The first of them.
    pub(super) fn first(&self, kinds: KindSet) -> Option<Item> {
        self.happened(kinds).next()
    }

    /// The last event of a kind, whatever it says: a fact.
    pub(super) fn last(&self, kind: KindId) -> Option<Item> {
        self.all(KindSet::EMPTY.with(kind)).max_by_key(Item::last_key)
    }

    /// Whether silence about all these kinds means that nothing happened.
    pub(super) fn covers(&self, kinds: KindSet) -> bool {
        kinds.iter().all(|kind| self.coverage.has(kind))
    }
}
