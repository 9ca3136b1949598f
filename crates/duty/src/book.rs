//! A book of cases in memory: one event arrives, or time passes, and only what may have changed is evaluated again.
//!
//! The book holds histories and clocks, nothing about how they are stored or shown. Time is an argument here too: the
//! caller says what instant it is.

use crate::Context;
use crate::clock::Clock;
use crate::evaluate::evaluate_all;
use crate::history::Event;
use crate::seen::Seen;
use law::RuleBook;
use std::collections::{BTreeMap, BTreeSet};
use when::Instant;

/// A number of a case within a book.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CaseId(pub u64);

/// Small on purpose: a book holds millions of them.
struct Case {
    history: Vec<Event>,
    clocks: Box<[Clock]>,
    /// When time alone may change a clock; `MAX` for never.
    wakes_at: Instant,
}

impl Default for Case {
    fn default() -> Self {
        Self { history: Vec::new(), clocks: Box::default(), wakes_at: Instant::MAX }
    }
}

impl Case {
    fn push(&mut self, event: Event) {
        // Most histories stay short: room for one more, where a vector would make room for four.
        if self.history.len() < SHORT {
            self.history.reserve_exact(1);
        }
        self.history.push(event);
    }
}

/// Histories up to this length have no room to spare.
const SHORT: usize = 8;

/// Histories and their clocks.
#[derive(Default)]
pub struct Book {
    cases: BTreeMap<CaseId, Case>,
    wakes: BTreeSet<(Instant, CaseId)>,
    seen: Seen,
    scratch: Vec<Clock>,
}

impl Book {
    /// Adds an event to a case and evaluates that case. Returns whether a clock changed.
    pub fn apply(
        &mut self,
        id: CaseId,
        event: Event,
        rules: &RuleBook,
        context: &Context<'_>,
    ) -> bool {
        self.cases.entry(id).or_default().push(event);
        self.evaluate(id, rules, context)
    }

    /// Evaluates the cases whose clocks the passage of time may have changed; returns those that did change.
    /// The context's as-of is the present instant.
    pub fn pass_time<'c>(
        &mut self,
        rules: &RuleBook,
        context: impl Fn(CaseId) -> Context<'c>,
        now: Instant,
    ) -> Vec<CaseId> {
        let mut changed = Vec::new();
        while let Some((at, id)) = self.wakes.first().copied()
            && at <= now
        {
            self.wakes.pop_first();
            if let Some(case) = self.cases.get_mut(&id) {
                case.wakes_at = Instant::MAX;
            }
            if self.evaluate(id, rules, &context(id)) {
                changed.push(id);
            }
        }
        changed
    }

    /// The clocks of a case.
    #[must_use]
    pub fn clocks(&self, id: CaseId) -> &[Clock] {
        self.cases.get(&id).map_or(&[], |case| &case.clocks)
    }

    /// The history of a case.
    #[must_use]
    pub fn history(&self, id: CaseId) -> &[Event] {
        self.cases.get(&id).map_or(&[], |case| &case.history)
    }

    /// How many cases there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cases.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    fn evaluate(&mut self, id: CaseId, rules: &RuleBook, context: &Context<'_>) -> bool {
        let Some(case) = self.cases.get_mut(&id) else { return false };
        self.seen.look(&case.history, context);
        self.scratch.clear();
        evaluate_all(rules, &self.seen, context, &mut self.scratch);
        let wakes_at = self
            .scratch
            .iter()
            .map(|clock| clock.changes_at)
            .min()
            .unwrap_or(self.seen.next_unseen());
        let wakes_at = if wakes_at > context.as_of { wakes_at } else { Instant::MAX };
        if wakes_at != case.wakes_at {
            if case.wakes_at < Instant::MAX {
                self.wakes.remove(&(case.wakes_at, id));
            }
            if wakes_at < Instant::MAX {
                self.wakes.insert((wakes_at, id));
            }
            case.wakes_at = wakes_at;
        }
        let changed = *case.clocks != *self.scratch;
        if changed {
            case.clocks = self.scratch.as_slice().into();
        }
        changed
    }
}
