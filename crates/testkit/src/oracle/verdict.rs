//! Section 4 of the specification: the state of one instance, by trying every combination of possible times.

use duty::{Cause, Clock, State};

use super::applies::Start;
use super::seen::Item;
use super::{Case, Range, clock, margin};

impl Case<'_> {
    /// The clock of one instance with a deadline.
    pub(super) fn judged(
        &self,
        start: &Start,
        deadline: Range,
        act: Option<Item>,
        end: Option<Item>,
    ) -> Clock {
        // What came after the end was no longer due.
        let counted = act.filter(|act| end.is_none_or(|end| act.when.lo <= end.when.hi));
        let before = |item: Option<Item>| item.is_some_and(|item| item.when.hi < start.anchor.lo);
        let (state, cause) = if before(act) || before(end) {
            (State::Undetermined, Cause::Contradiction)
        } else {
            self.verdict(start, deadline, counted, end)
        };
        let until = counted.or(end).map_or(Range::at(self.now), |item| item.when);
        let open = [deadline.lo, deadline.hi, until.lo, until.hi]
            .iter()
            .any(|bound| *bound == i64::MIN || *bound == i64::MAX);
        let room = || {
            margin(Range {
                lo: deadline.lo.saturating_sub(until.hi),
                hi: deadline.hi.saturating_sub(until.lo),
            })
        };
        Clock {
            deadline: Some(deadline.span()),
            margin: if open || cause == Cause::Contradiction { None } else { room() },
            ..clock(state, cause)
        }
    }

    fn verdict(
        &self,
        start: &Start,
        deadline: Range,
        act: Option<Item>,
        end: Option<Item>,
    ) -> (State, Cause) {
        let silent = !self.seen.covers(self.rule.discharge);
        let (until, late, in_time, doubt) = match (act, end) {
            (Some(act), _) => (
                act.when,
                (State::DischargedLate, Cause::ActLate),
                (State::Discharged, Cause::ActInTime),
                act.doubt,
            ),
            (None, Some(end)) => (
                end.when,
                (State::Overdue, Cause::EndedLate),
                (State::Ended, Cause::EndedInTime),
                end.doubt,
            ),
            (None, None) => (
                Range::at(self.now),
                (State::Overdue, Cause::NoActByDeadline),
                (State::Pending, Cause::TimeLeft),
                false,
            ),
        };
        let mut worlds = Vec::new();
        for until in [until.lo, until.hi] {
            for deadline in [deadline.lo, deadline.hi] {
                worlds.push(if until <= deadline { in_time } else { late });
            }
        }
        let all = |answer| worlds.iter().all(|world| *world == answer);
        let mut answer = if all(in_time) {
            in_time
        } else if all(late) {
            late
        } else {
            (State::Undetermined, Cause::Vague)
        };
        let done = answer.0 == State::Discharged;
        if silent && !done {
            // Nobody wrote down whether it was done, or done earlier.
            answer = (State::Undetermined, Cause::SourceSilent);
        } else if act.or(end).is_none() && answer.0 != State::Pending && !self.ends_covered() {
            // It may have ended in time.
            answer = (State::Undetermined, Cause::SourceSilent);
        }
        let certain = match answer.0 {
            State::Overdue | State::Discharged | State::DischargedLate | State::Ended => true,
            State::Pending | State::Undetermined | State::Tolled | State::NotApplicable => false,
        };
        if certain && (start.doubt || doubt) {
            answer = (State::Undetermined, Cause::Doubtful);
        }
        answer
    }

    fn ends_covered(&self) -> bool {
        let stays = match &self.rule.series {
            law::Series::Cumulative { end, .. } => *end,
            law::Series::Once | law::Series::Reset { .. } | law::Series::FixedGrid { .. } => {
                law::KindSet::EMPTY
            }
        };
        self.seen.covers(self.rule.ends.union(&stays))
    }
}
