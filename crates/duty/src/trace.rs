//! Writing down why, or not at all.
//!
//! The engine runs the same code for an answer and for its proof: it tells each step to a [`Trace`]. Batch evaluation
//! passes [`Untraced`], whose steps are never even built; [`crate::explain`] passes a list.

use crate::clock::{Cause, State};
use crate::history::EventId;
use law::{KindId, KindSet};
use when::{Counting, Span, Tri};

/// One step of the reasoning about a rule.
#[derive(Clone, PartialEq, Debug)]
pub enum Step {
    /// A group of trigger kinds, and its first occurrence.
    Trigger { kinds: KindSet, event: Option<EventId> },
    /// The clock starts within this span.
    Starts(Span),
    /// A request was looked for.
    Request { kind: KindId, answer: Tri, event: Option<EventId> },
    /// Whether the limit was in force.
    InForce(Tri),
    /// Whether the condition holds.
    Condition(Tri),
    /// Whether the State was bound.
    Bound(Tri),
    /// The clock of a continuing duty starts with the entry into force.
    StartsWithBond(Span),
    /// A continuing duty ceased.
    Ceased(Span),
    /// A stay before the present one, and the days or seconds it served (least, most).
    Stay { from: EventId, to: Option<EventId>, least: i64, most: i64, in_days: bool },
    /// The limit counted: from here (a virtual start for cumulative limits), so long, so far; instance from 1.
    Due { instance: u16, from: Span, counting: Counting, due: Span },
    /// An extension in time.
    Extended { event: EventId, from: Span, to: Span },
    /// An extension that came too late to have an effect.
    ExtendedTooLate { event: EventId },
    /// Stops moved the deadline.
    Tolled { from: Span, to: Span },
    /// The clock stands still.
    Stopped { since: Span },
    /// An exception with a recorded reason.
    Excepted { event: EventId },
    /// The act that counts.
    Act { instance: u16, event: EventId },
    /// An act that does not count: it came after the end, or served nothing.
    ActIgnored { event: EventId },
    /// The end.
    End { event: Option<EventId>, at: Span },
    /// The answer.
    Answer { instance: u16, state: State, cause: Cause },
}

/// Who listens to the steps.
pub trait Trace {
    /// A step was taken.
    fn step(&mut self, step: impl FnOnce() -> Step);
}

/// Nobody listens.
pub(crate) struct Untraced;

impl Trace for Untraced {
    fn step(&mut self, _: impl FnOnce() -> Step) {}
}

impl Trace for Vec<Step> {
    fn step(&mut self, step: impl FnOnce() -> Step) {
        self.push(step());
    }
}
