//! Writing down why, or not at all.
//!
//! The engine runs the same code for an answer and for its proof: it tells each step to a [`Trace`]. Batch evaluation
//! passes [`Untraced`], whose steps are never even built; [`crate::explain()`] passes a list.

use crate::clock::{Cause, State};
use crate::history::EventId;
use law::{KindId, KindSet};
use when::{Counting, Span, Tri};

/// One step of the reasoning about a rule.
#[derive(Clone, PartialEq, Debug)]
pub enum Step {
    /// A group of trigger kinds, and its first occurrence.
    Trigger {
        /// The kinds looked for.
        kinds: KindSet,
        /// The event, if there is one.
        event: Option<EventId>,
    },
    /// The clock starts within this span.
    Starts(Span),
    /// A request was looked for.
    Request {
        /// The kind of the event.
        kind: KindId,
        /// What was found.
        answer: Tri,
        /// The event, if there is one.
        event: Option<EventId>,
    },
    /// Whether the limit was in force.
    InForce(Tri),
    /// Whether the condition holds.
    Condition {
        /// What was found.
        answer: Tri,
        /// At which time it was judged: the trigger, with the request.
        at: Span,
    },
    /// Whether the State was bound.
    Bound(Tri),
    /// The clock of a continuing duty starts with the entry into force.
    StartsWithBond(Span),
    /// A continuing duty ceased.
    Ceased(Span),
    /// A stay before the present one, and the days or seconds it served (least, most).
    Stay {
        /// The event that began it.
        from: EventId,
        /// The event that ended it.
        to: Option<EventId>,
        /// At the least.
        least: i64,
        /// At the most.
        most: i64,
        /// In days; else in seconds.
        in_days: bool,
    },
    /// The limit counted: from here (a virtual start for cumulative limits), so long, so far; instance from 1.
    Due {
        /// Which of a series, from 1.
        instance: u16,
        /// From where it is counted.
        from: Span,
        /// The limit.
        counting: Counting,
        /// The deadline.
        due: Span,
    },
    /// An extension in time.
    Extended {
        /// The event, if there is one.
        event: EventId,
        /// Before.
        from: Span,
        /// After.
        to: Span,
    },
    /// An extension that came too late to have an effect.
    ExtendedTooLate {
        /// The event, if there is one.
        event: EventId,
    },
    /// Stops moved the deadline.
    Tolled {
        /// Before.
        from: Span,
        /// After.
        to: Span,
    },
    /// The clock stands still.
    Stopped {
        /// When it stopped.
        since: Span,
    },
    /// An exception with a recorded reason.
    Excepted {
        /// The event, if there is one.
        event: EventId,
    },
    /// The act that counts.
    Act {
        /// Which of a series, from 1.
        instance: u16,
        /// The event, if there is one.
        event: EventId,
    },
    /// An act that does not count: it came after the end, or served nothing.
    ActIgnored {
        /// The event, if there is one.
        event: EventId,
    },
    /// The end.
    End {
        /// The event, if there is one.
        event: Option<EventId>,
        /// When.
        at: Span,
    },
    /// The answer.
    Answer {
        /// Which of a series, from 1.
        instance: u16,
        /// The state.
        state: State,
        /// Why.
        cause: Cause,
    },
}

/// Who listens to the steps.
pub(crate) trait Trace {
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
