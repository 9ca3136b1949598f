//! The state of one instance: trigger, deadline, act, end and as-of compared.
//!
//! `docs/clocks.md`, section 4. Times are spans, so each comparison is certain, possible or impossible; only certain ones
//! become a verdict. The order trigger, act, end is assumed wherever it is possible.

use crate::clock::{Cause, Margin, Missing, MissingFacts, State};
use crate::history::{Event, EventId};
use law::{KindId, KindSet};
use when::{Instant, Known, Span};

/// An event as the judge needs it.
#[derive(Copy, Clone, PartialEq, Debug)]
pub(crate) struct Point {
    pub(crate) time: Known,
    pub(crate) kind: KindId,
    pub(crate) event: Option<EventId>,
}

impl From<&Event> for Point {
    fn from(event: &Event) -> Self {
        Self { time: event.time, kind: event.kind, event: Some(event.id) }
    }
}

impl Point {
    pub(crate) fn span(&self) -> Span {
        self.time.span
    }

    /// The same point, counted from elsewhere.
    pub(crate) fn counted_from(self, span: Span) -> Self {
        Self { time: Known { span, ..self.time }, ..self }
    }
}

/// What is compared.
pub(crate) struct Instance<'a> {
    pub(crate) trigger: Point,
    /// The first of the groups' spans; acts may not lie before it.
    pub(crate) anchor: Span,
    pub(crate) due: Span,
    pub(crate) act: Option<Point>,
    pub(crate) end: Option<Point>,
    pub(crate) as_of: Instant,
    pub(crate) discharge: &'a KindSet,
    pub(crate) ends: KindSet,
    pub(crate) uncovered: &'a KindSet,
}

/// The answer for one instance.
#[derive(Copy, Clone, PartialEq, Debug)]
pub(crate) struct Verdict {
    pub(crate) state: State,
    pub(crate) cause: Cause,
    pub(crate) missing: MissingFacts,
    pub(crate) margin: Option<Margin>,
    pub(crate) changes_at: Instant,
}

impl Verdict {
    pub(crate) const fn plain(state: State, cause: Cause) -> Self {
        Self { state, cause, missing: MissingFacts::NONE, margin: None, changes_at: Instant::MAX }
    }

    fn undetermined(cause: Cause, missing: impl IntoIterator<Item = Missing>) -> Self {
        Self { missing: missing.into_iter().collect(), ..Self::plain(State::Undetermined, cause) }
    }
}

impl Instance<'_> {
    pub(crate) fn judge(&self) -> Verdict {
        if let Some(contradiction) = self.contradiction() {
            return contradiction;
        }
        let act = self.counting_act();
        let verdict = match (act, self.end) {
            (Some(act), _) => self.acted(&act),
            (None, Some(end)) => self.ended(&end),
            (None, None) => self.open(),
        };
        let until = act.or(self.end).map_or(Span::at(self.as_of), |point| point.span());
        Verdict { margin: margin(self.due, until), ..self.without_doubtful(verdict, act) }
    }

    /// Dates that cannot all be true.
    pub(crate) fn contradiction(&self) -> Option<Verdict> {
        [self.act, self.end]
            .into_iter()
            .flatten()
            .find(|point| point.span().latest() < self.anchor.earliest())
            .map(|point| {
                let both = [Missing::Time(self.trigger.kind), Missing::Time(point.kind)];
                Verdict::undetermined(Cause::Contradiction, both)
            })
    }

    /// The act, unless it certainly came after the end: nothing was due any more.
    pub(crate) fn counting_act(&self) -> Option<Point> {
        self.act
            .filter(|act| self.end.is_none_or(|end| act.span().earliest() <= end.span().latest()))
    }

    fn acted(&self, act: &Point) -> Verdict {
        let time = act.span();
        if time.latest() <= self.due.earliest() {
            return Verdict::plain(State::Discharged, Cause::ActInTime);
        }
        if let Some(silent) = self.silent(self.discharge) {
            // An earlier act may exist that was not written down.
            return Verdict::undetermined(Cause::SourceSilent, [Missing::Happened(silent)]);
        }
        if time.earliest() > self.due.latest() {
            return Verdict::plain(State::DischargedLate, Cause::ActLate);
        }
        self.vague(Some(act))
    }

    fn ended(&self, end: &Point) -> Verdict {
        if let Some(silent) = self.silent(self.discharge) {
            return Verdict::undetermined(Cause::SourceSilent, [Missing::Happened(silent)]);
        }
        let time = end.span();
        if time.latest() <= self.due.earliest() {
            Verdict::plain(State::Ended, Cause::EndedInTime)
        } else if time.earliest() > self.due.latest() {
            Verdict::plain(State::Overdue, Cause::EndedLate)
        } else {
            self.vague(Some(end))
        }
    }

    fn open(&self) -> Verdict {
        if let Some(silent) = self.silent(self.discharge) {
            return Verdict::undetermined(Cause::SourceSilent, [Missing::Happened(silent)]);
        }
        if self.as_of <= self.due.earliest() {
            let changes_at = self.due.earliest().plus(1);
            return Verdict { changes_at, ..Verdict::plain(State::Pending, Cause::TimeLeft) };
        }
        if let Some(silent) = self.silent(&self.ends) {
            // A release before the deadline would have ended the duty.
            return Verdict::undetermined(Cause::SourceSilent, [Missing::Happened(silent)]);
        }
        if self.as_of > self.due.latest() {
            return Verdict::plain(State::Overdue, Cause::NoActByDeadline);
        }
        Verdict { changes_at: self.due.latest().plus(1), ..self.vague(None) }
    }

    fn vague(&self, other: Option<&Point>) -> Verdict {
        let trigger = (!self.due.is_instant()).then_some(Missing::Time(self.trigger.kind));
        let other =
            other.filter(|point| !point.span().is_instant()).map(|point| Missing::Time(point.kind));
        Verdict::undetermined(Cause::Vague, trigger.into_iter().chain(other))
    }

    /// A kind of the set for which silence proves nothing.
    fn silent(&self, kinds: &KindSet) -> Option<KindId> {
        kinds.first_shared(self.uncovered)
    }

    /// No verdict may rest on a date that may be false.
    fn without_doubtful(&self, verdict: Verdict, act: Option<Point>) -> Verdict {
        match verdict.state {
            State::Overdue | State::Discharged | State::DischargedLate | State::Ended => {}
            State::NotApplicable | State::Pending | State::Tolled | State::Undetermined => {
                return verdict;
            }
        }
        let used = [Some(self.trigger), act.or(self.end)];
        let mut doubtful =
            used.into_iter().flatten().filter(|point| point.time.doubt.any()).peekable();
        if doubtful.peek().is_none() {
            return verdict;
        }
        Verdict::undetermined(Cause::Doubtful, doubtful.map(|point| Missing::Time(point.kind)))
    }
}

/// Seconds of room between the deadline and what happened; none where a bound is open.
fn margin(due: Span, until: Span) -> Option<Margin> {
    let bounds = [due.earliest(), due.latest(), until.earliest(), until.latest()];
    if bounds.iter().any(|bound| bound.is_open()) {
        return None;
    }
    let room = |due: Instant, until: Instant| due.seconds() - until.seconds();
    Some(Margin {
        least: room(due.earliest(), until.latest()),
        most: room(due.latest(), until.earliest()),
    })
}
