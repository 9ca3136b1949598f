//! Which events are seen: as of one instant, as known on another, with corrections applied.
//!
//! `docs/clocks.md`, section 1. Everything after this module looks at events in one order (earliest, latest, order of
//! writing) and never asks again whether they count.

use crate::Context;
use crate::condition::births;
use crate::history::{Event, EventId, Value};
use law::{KindId, KindSet};
use when::{Days, Instant, Span};

/// The seen events of one history. Kept between histories so that evaluation allocates nothing in the steady state.
#[derive(Default)]
pub struct Seen {
    events: Vec<Event>,
    corrected: Vec<(EventId, usize)>,
    /// Kinds of the seen events, whatever they say: most questions are about kinds that no event has.
    present: KindSet,
    occurred: KindSet,
    uncovered: KindSet,
    next_unseen: Option<Instant>,
    /// Asked by many duties, and a question to the calendar each time: answered once.
    births: Option<Days>,
}

impl Seen {
    /// Looks at a history.
    pub fn look(&mut self, history: &[Event], context: &Context<'_>) {
        self.events.clear();
        self.corrected.clear();
        self.present = KindSet::EMPTY;
        self.occurred = KindSet::EMPTY;
        self.uncovered = context.coverage.complement();
        self.next_unseen = None;
        let known = |event: &Event| event.recorded.is_none_or(|at| at <= context.as_known_on);
        self.corrected.extend(
            history
                .iter()
                .enumerate()
                .filter(|(_, event)| known(event))
                .filter_map(|(place, event)| event.corrects.map(|target| (target, place))),
        );
        self.corrected.sort_unstable();
        let mut sorted = true;
        for (place, event) in history.iter().enumerate() {
            if !known(event)
                || event.value == Value::Withdrawn
                || self.is_corrected(event.id, place)
            {
                continue;
            }
            if event.time.span.earliest() > context.as_of {
                let begins = event.time.span.earliest();
                self.next_unseen = Some(self.next_unseen.map_or(begins, |next| next.min(begins)));
                continue;
            }
            self.present = self.present.with(event.kind);
            match event.value {
                Value::Unknown => self.uncovered = self.uncovered.with(event.kind),
                Value::No | Value::Withdrawn => {}
                Value::None | Value::Yes | Value::Code(_) | Value::Count(_) | Value::Date(_) => {
                    self.occurred = self.occurred.with(event.kind);
                }
            }
            let event = close_open_end(event);
            sorted &= self.events.last().is_none_or(|last| key(last) <= key(&event));
            self.events.push(event);
        }
        if !sorted {
            // Stable: order of writing breaks ties.
            self.events.sort_by_key(key);
        }
        let roles = &context.roles;
        let told = self.present.has(roles.birth) || self.present.has(roles.age);
        self.births = if told { births(self, context) } else { None };
    }

    fn is_corrected(&self, id: EventId, place: usize) -> bool {
        // Only a later event corrects; the greatest place for this id stands last among its entries.
        let end = self.corrected.partition_point(|(target, _)| *target <= id);
        end > 0 && self.corrected[end - 1].0 == id && self.corrected[end - 1].1 > place
    }

    /// Kinds that occurred.
    pub(crate) fn occurred(&self) -> &KindSet {
        &self.occurred
    }

    /// Kinds for which silence proves nothing.
    pub(crate) fn uncovered(&self) -> &KindSet {
        &self.uncovered
    }

    /// The days on which the person may have been born, if anything is known about them.
    pub(crate) fn births(&self) -> Option<Days> {
        self.births
    }

    /// When an event that is known, but lies after as-of, will come into sight.
    pub(crate) fn next_unseen(&self) -> Instant {
        self.next_unseen.unwrap_or(Instant::MAX)
    }

    /// The occurrences of some kinds, in order.
    pub(crate) fn occurrences<'s>(
        &'s self,
        kinds: &'s KindSet,
    ) -> impl Iterator<Item = &'s Event> + 's {
        let events = if self.occurred.meets(kinds) { self.events.as_slice() } else { &[] };
        events.iter().filter(move |event| kinds.has(event.kind) && occurs(event))
    }

    /// The first occurrence of some kinds.
    pub(crate) fn first(&self, kinds: &KindSet) -> Option<&Event> {
        if !self.occurred.meets(kinds) {
            return None;
        }
        self.events.iter().find(|event| kinds.has(event.kind) && occurs(event))
    }

    /// All seen events of a kind, occurrences or not, in order.
    pub(crate) fn of_kind(&self, kind: KindId) -> impl Iterator<Item = &Event> + '_ {
        let events = if self.present.has(kind) { self.events.as_slice() } else { &[] };
        events.iter().filter(move |event| event.kind == kind)
    }

    /// The last word on a fact: by latest, then earliest, then order of writing.
    pub(crate) fn fact(&self, kind: KindId) -> Option<&Event> {
        self.of_kind(kind)
            .max_by_key(|event| (event.time.span.latest(), event.time.span.earliest()))
    }
}

/// Whether the event says that the thing happened.
fn occurs(event: &Event) -> bool {
    match event.value {
        Value::No | Value::Unknown | Value::Withdrawn => false,
        Value::None | Value::Yes | Value::Code(_) | Value::Count(_) | Value::Date(_) => true,
    }
}

fn key(event: &Event) -> (Instant, Instant) {
    (event.time.span.earliest(), event.time.span.latest())
}

/// A recorded event has happened: the recording closes an open end.
fn close_open_end(event: &Event) -> Event {
    let mut event = *event;
    let span = event.time.span;
    if let Some(recorded) = event.recorded
        && span.latest() == Instant::MAX
        && let Some(closed) = Span::new(span.earliest(), recorded)
    {
        event.time.span = closed;
    }
    event
}
