//! Section 2 of the specification: when a clock exists, and from when it runs.
//!
//! The steps are taken in the order of the specification, and the first that is not a plain yes decides.

use duty::{Cause, Value};
use law::KindSet;
use when::Tri;

use super::bond::Bond;
use super::civil::{Today, date};
use super::{Case, Range};

/// From when a clock runs.
#[derive(Copy, Clone, Debug)]
pub(super) struct Start {
    /// The trigger.
    pub(super) span: Range,
    /// Nothing that counts can have come before this.
    pub(super) anchor: Range,
    /// A date of the trigger carries a doubt.
    pub(super) doubt: bool,
    /// The last second in which the State was bound.
    pub(super) ceased: Option<i64>,
}

/// Whether there is a clock.
pub(super) enum Applies {
    /// There is none.
    Never(Cause),
    /// It cannot be told.
    Unknown { cause: Cause, start: Option<Start> },
    /// There is one.
    From(Start),
}

impl Case<'_> {
    pub(super) fn applies(&self) -> Applies {
        let Some(mut start) = self.trigger() else {
            return match self.perhaps_begun() {
                true => Applies::Unknown { cause: Cause::SourceSilent, start: None },
                false => Applies::Never(Cause::NoTrigger),
            };
        };
        let request = self.request();
        if let Request::Made(when, doubt) = request {
            start.span = start.span.later_of(when);
            start.doubt |= doubt;
        }
        let request = match request {
            Request::NotNeeded | Request::Made(..) => Tri::Yes,
            Request::NotMade => Tri::No,
            Request::Unknown => Tri::Unknown,
        };
        let bond = self.bond(&start);
        let bound = match bond {
            Bond::No => Tri::No,
            Bond::Unknown => Tri::Unknown,
            Bond::From { .. } => Tri::Yes,
        };
        // All are judged: the first certain no decides, then the first unknown.
        let steps = [
            (request, Cause::NotRequested, Cause::RequestUnknown),
            (self.in_force(start.span), Cause::LimitNotInForce, Cause::ValidityUnknown),
            (
                self.holds(&self.rule.condition, start.span),
                Cause::ConditionNotMet,
                Cause::ConditionUnknown,
            ),
            (bound, Cause::NotBound, Cause::BondUnknown),
        ];
        if let Some((_, no, _)) = steps.iter().find(|(answer, ..)| *answer == Tri::No) {
            return Applies::Never(*no);
        }
        if let Bond::From { span, ceased } = bond {
            start = Start { span, ceased, ..start };
        }
        match steps.iter().find(|(answer, ..)| *answer == Tri::Unknown) {
            // When a request was made is as unknown as whether: there is no deadline to show.
            Some((_, _, Cause::RequestUnknown)) => {
                Applies::Unknown { cause: Cause::RequestUnknown, start: None }
            }
            Some((_, _, unknown)) => Applies::Unknown { cause: *unknown, start: Some(start) },
            None => Applies::From(start),
        }
    }

    /// Some groups have begun, and another may have: its source is silent.
    fn perhaps_begun(&self) -> bool {
        let begun = |group: &KindSet| self.seen.first(*group).is_some();
        let silent = |group: &KindSet| !begun(group) && !self.seen.covers(*group);
        let certainly_not = |group: &KindSet| !begun(group) && self.seen.covers(*group);
        let groups = &self.rule.trigger;
        groups.iter().any(begun) && groups.iter().any(silent) && !groups.iter().any(certainly_not)
    }

    /// The later of the first events of the groups, and the first of them as the anchor.
    fn trigger(&self) -> Option<Start> {
        let mut start: Option<Start> = None;
        for group in &self.rule.trigger {
            let first = self.seen.first(*group)?;
            start = Some(match start {
                None => {
                    Start { span: first.when, anchor: first.when, doubt: first.doubt, ceased: None }
                }
                Some(start) => Start {
                    span: start.span.later_of(first.when),
                    anchor: start.anchor.first_of(first.when),
                    doubt: start.doubt || first.doubt,
                    ceased: None,
                },
            });
        }
        start
    }

    fn request(&self) -> Request {
        let Some(kind) = self.rule.request else { return Request::NotNeeded };
        let kind = KindSet::EMPTY.with(kind);
        let events: Vec<_> = self.seen.all(kind).collect();
        let made = |value| match value {
            Value::Yes | Value::None => true,
            Value::No
            | Value::Unknown
            | Value::Withdrawn
            | Value::Code(_)
            | Value::Count(_)
            | Value::Date(_) => false,
        };
        if let Some(request) = events.iter().find(|item| made(item.value)) {
            return Request::Made(request.when, request.doubt);
        }
        if events.iter().any(|item| item.value == Value::Unknown) {
            return Request::Unknown;
        }
        if events.is_empty() && !self.seen.covers(kind) {
            return Request::Unknown;
        }
        Request::NotMade
    }

    /// Whether the limit was in force on the day of the trigger, whichever day it was.
    fn in_force(&self, trigger: Range) -> Tri {
        let (from, to) = (self.rule.valid_from.map(date), self.rule.valid_to.map(date));
        let changes = from.into_iter().chain(to.map(|to| to.tomorrow().unwrap())).collect();
        let answers: Vec<bool> = self
            .days_to_try(trigger, changes)
            .into_iter()
            .map(|day| {
                from.is_none_or(|from| Today::On(from) <= day)
                    && to.is_none_or(|to| day <= Today::On(to))
            })
            .collect();
        super::condition::agreed(&answers)
    }
}

enum Request {
    NotNeeded,
    Made(Range, bool),
    NotMade,
    Unknown,
}
