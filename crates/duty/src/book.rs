//! A book of cases in memory: one event arrives, or time passes, and only what may have changed is evaluated again.
//!
//! The book holds histories and clocks, nothing about how they are stored or shown. Time is an argument here too: the
//! caller says what instant it is. Books hold millions of cases, so each rests as a few dozen bytes ([`crate::packed`]) and is
//! unpacked when something happens to it; how much that saves stands in `docs/benchmarks.md`.

use crate::Context;
use crate::clock::Clock;
use crate::evaluate::evaluate_all;
use crate::history::Event;
use crate::packed::{Bytes, Clocks, Events, put_clocks, put_event, put_number, put_signed};
use crate::seen::Seen;
use law::RuleBook;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use when::Instant;

/// A number of a case within a book.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CaseId(pub u64);

/// Wake-ups that no longer count may be this many, whatever the size of the book, before they are cleared away.
const STALE_MAX: usize = 1_024;

/// Histories and their clocks.
#[derive(Default)]
pub struct Book {
    cases: BTreeMap<CaseId, Box<[u8]>>,
    /// When time alone may change a case. A case that wakes at another time by now is asleep here: it is skipped.
    wakes: BinaryHeap<Reverse<(Instant, CaseId)>>,
    /// How many cases wake at all.
    waking: usize,
    seen: Seen,
    history: Vec<Event>,
    clocks: Vec<Clock>,
    tail: Vec<u8>,
    bytes: Vec<u8>,
}

/// A case as it rests: when it wakes, its events, its clocks.
#[derive(Copy, Clone)]
struct Case<'a> {
    /// When time alone may change a clock; `MAX` for never.
    wakes_at: Instant,
    events: &'a [u8],
    clocks: &'a [u8],
}

impl<'a> Case<'a> {
    const NONE: Self = Self { wakes_at: Instant::MAX, events: &[], clocks: &[] };

    fn read(bytes: &'a [u8]) -> Self {
        let mut bytes = Bytes::of(bytes);
        // Written below and by nobody else; what cannot be read is a case without events.
        let read = |bytes: &mut Bytes<'a>| {
            let wakes = bytes.number()? == 1;
            let wakes_at =
                if wakes { Instant::from_seconds(bytes.signed()?) } else { Instant::MAX };
            let events = usize::try_from(bytes.number()?).ok()?;
            Some(Self { wakes_at, events: bytes.take(events), clocks: bytes.rest() })
        };
        read(&mut bytes).unwrap_or(Self::NONE)
    }
}

/// What stands before the events of a case.
fn put_head(out: &mut Vec<u8>, wakes_at: Instant, events: usize) {
    put_number(out, u64::from(wakes_at < Instant::MAX));
    if wakes_at < Instant::MAX {
        put_signed(out, wakes_at.seconds());
    }
    put_number(out, events as u64);
}

/// From where the clocks of a case tell their times.
fn base(first: Option<Event>) -> i64 {
    first.map_or(0, |event| event.time.span.earliest().seconds())
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
        self.evaluate(id, Some(event), rules, context)
    }

    /// Evaluates the cases whose clocks the passage of time may have changed; returns those that did change, in the order
    /// in which they were due. The context's as-of is the present instant.
    pub fn pass_time<'c>(
        &mut self,
        rules: &RuleBook,
        context: impl Fn(CaseId) -> Context<'c>,
        now: Instant,
    ) -> Vec<CaseId> {
        let mut due = Vec::new();
        while let Some(Reverse((at, id))) = self.wakes.peek().copied()
            && at <= now
        {
            self.wakes.pop();
            if self.case(id).wakes_at == at && due.last() != Some(&(at, id)) {
                due.push((at, id));
            }
        }
        let mut changed = Vec::new();
        for (_, id) in due {
            if self.evaluate(id, None, rules, &context(id)) {
                changed.push(id);
            }
        }
        changed
    }

    /// The clocks of a case.
    pub fn clocks(&self, id: CaseId) -> impl Iterator<Item = Clock> + Clone + '_ {
        let case = self.case(id);
        Clocks::of(case.clocks, base(Events::of(case.events).next()))
    }

    /// The history of a case.
    pub fn history(&self, id: CaseId) -> impl Iterator<Item = Event> + Clone + '_ {
        Events::of(self.case(id).events)
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

    fn case(&self, id: CaseId) -> Case<'_> {
        self.cases.get(&id).map_or(Case::NONE, |bytes| Case::read(bytes))
    }

    /// Evaluates a case, with one more event if one is given.
    fn evaluate(
        &mut self,
        id: CaseId,
        event: Option<Event>,
        rules: &RuleBook,
        context: &Context<'_>,
    ) -> bool {
        let old = self.cases.get(&id).map_or(Case::NONE, |bytes| Case::read(bytes));
        self.history.clear();
        self.history.extend(Events::of(old.events));
        let (place, before) = (self.history.len(), self.history.last().copied());
        self.history.extend(event);
        self.seen.look(&self.history, context);
        self.clocks.clear();
        evaluate_all(rules, &self.seen, context, &mut self.clocks);
        let changes = self.clocks.iter().map(|clock| clock.changes_at).min();
        let wakes_at = changes.unwrap_or(self.seen.next_unseen());
        let wakes_at = if wakes_at > context.as_of { wakes_at } else { Instant::MAX };

        // What follows the old events: the new one, then the clocks.
        self.tail.clear();
        event.iter().for_each(|event| put_event(&mut self.tail, event, place, before.as_ref()));
        let added = self.tail.len();
        put_clocks(&mut self.tail, &self.clocks, base(self.history.first().copied()));
        let changed = self.tail.get(added..) != Some(old.clocks);
        // A case that was woken has left the queue: it goes back even if it wakes at the same time.
        let was = old.wakes_at;
        let queue = wakes_at < Instant::MAX && (wakes_at != was || event.is_none());
        self.bytes.clear();
        put_head(&mut self.bytes, wakes_at, old.events.len() + added);
        self.bytes.extend_from_slice(old.events);
        self.bytes.extend_from_slice(&self.tail);
        self.cases.insert(id, self.bytes.as_slice().into());

        self.waking -= usize::from(was < Instant::MAX);
        self.waking += usize::from(wakes_at < Instant::MAX);
        if queue {
            self.wakes.push(Reverse((wakes_at, id)));
        }
        if self.wakes.len() > 2 * self.waking + STALE_MAX {
            self.clear_stale();
        }
        changed
    }

    /// The queue without what no longer counts.
    fn clear_stale(&mut self) {
        let wakes = self.cases.iter().map(|(id, bytes)| (Case::read(bytes).wakes_at, *id));
        self.wakes = wakes.filter(|(at, _)| *at < Instant::MAX).map(Reverse).collect();
    }
}
