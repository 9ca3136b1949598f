//! One deadline, or several: single, reset, fixed grid, cumulative.
//!
//! `docs/clocks.md`, sections 3 and 5. This module decides which instances there are, from where each is counted and which
//! act serves it; what an instance's state is, the judge says.

use crate::Context;
use crate::clock::{Cause, Clock, Margin, Missing, MissingFacts, State};
use crate::deadline::{self, Due, is_reasoned};
use crate::evaluate::{Entry, first_end, single};
use crate::history::Event;
use crate::judge::{Instance, Point, Verdict};
use crate::seen::Seen;
use crate::stays::{self, Present};
use crate::trace::{Step, Trace};
use law::{KindSet, Rule, Series};
use when::{Counting, Doubt, Instant, Known, Span, Uncountable};

/// No series is longer: a bound on hostile histories, not a rule of law.
pub(crate) const INSTANCES_MAX: u16 = 1_000;

/// One rule on one history, past the gate.
pub(crate) struct Run<'a> {
    pub(crate) index: u16,
    pub(crate) rule: &'a Rule,
    pub(crate) seen: &'a Seen,
    pub(crate) context: &'a Context<'a>,
    pub(crate) entry: &'a Entry,
}

/// Produces the clocks of a rule.
pub(crate) fn run(run: &Run<'_>, clocks: &mut Vec<Clock>, trace: &mut impl Trace) {
    if run.without_instances(clocks, trace) {
        return;
    }
    match &run.rule.series {
        Series::Once => {
            run.once(run.entry.trigger.span(), run.entry.trigger, run.end(None), clocks, trace)
        }
        Series::Reset { then, every } => run.reset(then, every.as_ref(), clocks, trace),
        Series::FixedGrid { then, every } => {
            run.grid(run.entry.trigger, steps(then, every.as_ref()), run.end(None), clocks, trace);
        }
        Series::Cumulative { start, end, then, every } => {
            let Some(present) =
                stays::present(start, end, run.seen, run.context, &run.rule.counting, trace)
            else {
                let none = Verdict::plain(State::NotApplicable, Cause::NoTrigger);
                clocks.push(single(run.index, none, None));
                return;
            };
            run.cumulative(&present, then, every.as_ref(), clocks, trace);
        }
    }
}

impl Run<'_> {
    /// An exception, or an applicability that cannot be told: one clock, whatever the rest would say.
    fn without_instances(&self, clocks: &mut Vec<Clock>, trace: &mut impl Trace) -> bool {
        if !self.entry.excepted && self.entry.unsure.is_none() {
            return false;
        }
        let due = self.first_due(trace);
        let span = match &due {
            Ok(Due::By(span) | Due::Unsettled(_, Some(span))) => Some(*span),
            Ok(Due::Stopped(..) | Due::Unsettled(_, None)) | Err(_) => None,
        };
        let exception = if self.entry.excepted { self.exception(&due) } else { None };
        let verdict = match (exception, self.entry.unsure) {
            (Some(certain), _) if certain.state == State::NotApplicable => certain,
            (_, Some((cause, missing))) => {
                Verdict { missing, ..Verdict::plain(State::Undetermined, cause) }
            }
            (Some(perhaps), None) => perhaps,
            (None, None) => return false,
        };
        let shown = span.filter(|_| verdict.state == State::Undetermined);
        clocks.push(single(self.index, verdict, shown));
        true
    }

    /// What the exceptions make of the first deadline: one that came in time takes the duty away, one that may have come in
    /// time leaves it open, one that came late does nothing. Without a date, none can have come in time.
    fn exception(&self, due: &Result<Due, Uncountable>) -> Option<Verdict> {
        let due = match due {
            Ok(Due::By(due)) => *due,
            Ok(Due::Unsettled(_, Some(due))) => due.hull(Span::at(Instant::MAX)),
            Ok(Due::Stopped(..)) => Span::at(Instant::MAX),
            Ok(Due::Unsettled(_, None)) | Err(_) => return None,
        };
        let trigger = &self.entry.trigger;
        let mut perhaps = None;
        let reasoned =
            self.seen.occurrences(&self.rule.exceptions).filter(|event| is_reasoned(event));
        for made in reasoned.map(Point::from) {
            if made.span().earliest() > due.latest() {
                continue;
            }
            let in_time = made.span().latest() <= due.earliest();
            let doubtful = [*trigger, made].into_iter().filter(|point| point.time.doubt.any());
            let doubtful: MissingFacts = doubtful.map(|point| Missing::Time(point.kind)).collect();
            if in_time && doubtful.is_empty() {
                return Some(Verdict::plain(State::NotApplicable, Cause::Excepted));
            }
            perhaps.get_or_insert_with(|| {
                if in_time {
                    let missing = doubtful;
                    return Verdict {
                        missing,
                        ..Verdict::plain(State::Undetermined, Cause::Doubtful)
                    };
                }
                let vague = (!due.is_instant()).then_some(Missing::Time(trigger.kind));
                let missing = [Missing::Time(made.kind)].into_iter().chain(vague).collect();
                Verdict { missing, ..Verdict::plain(State::Undetermined, Cause::Vague) }
            });
        }
        perhaps
    }

    /// The first deadline, for showing it where the duty may not apply.
    fn first_due(&self, trace: &mut impl Trace) -> Result<Due, Uncountable> {
        let (from, start) = match &self.rule.series {
            Series::Cumulative { start, end, .. } => {
                match stays::present(
                    start,
                    end,
                    self.seen,
                    self.context,
                    &self.rule.counting,
                    trace,
                ) {
                    Some(present) => (present.counted_from, present.start.span()),
                    None => (self.entry.trigger.span(), self.entry.trigger.span()),
                }
            }
            Series::Once | Series::Reset { .. } | Series::FixedGrid { .. } => {
                (self.entry.trigger.span(), self.entry.trigger.span())
            }
        };
        let base = self.counted(&self.rule.counting, from)?;
        deadline::moved(self.rule, base, start, self.seen, self.context, trace)
    }

    pub(crate) fn counted(&self, counting: &Counting, from: Span) -> Result<Span, Uncountable> {
        deadline::counted(counting, self.rule.plus.as_ref(), from, self.context.calendar())
    }

    /// The first ending event (or cessation), after a place in the order if one is given.
    fn end(&self, stay_end: Option<Point>) -> Option<Point> {
        let event = match &self.rule.series {
            Series::Cumulative { .. } => stay_end,
            Series::Once | Series::Reset { .. } | Series::FixedGrid { .. } => {
                first_end(self.rule, self.seen, self.entry.anchor).map(Point::from)
            }
        };
        let Some(ceased) = self.entry.ceased else { return event };
        let ceased = Point {
            time: Known { span: ceased, doubt: Doubt::NONE },
            kind: self.entry.trigger.kind,
            event: None,
        };
        Some(
            event.filter(|end| end.span().earliest() <= ceased.span().earliest()).unwrap_or(ceased),
        )
    }

    pub(crate) fn instance(
        &self,
        trigger: Point,
        due: Span,
        act: Option<Point>,
        end: Option<Point>,
    ) -> Instance<'_> {
        Instance {
            trigger,
            anchor: self.entry.anchor,
            due,
            act,
            end,
            as_of: self.context.as_of,
            discharge: &self.rule.discharge,
            ends: self.ends(),
            uncovered: self.seen.uncovered(),
        }
    }

    /// All kinds that end what the clock is about.
    fn ends(&self) -> KindSet {
        match &self.rule.series {
            Series::Cumulative { end, .. } => self.rule.ends.union(end),
            Series::Once | Series::Reset { .. } | Series::FixedGrid { .. } => self.rule.ends,
        }
    }

    pub(crate) fn acts(&self) -> impl Iterator<Item = &Event> + '_ {
        self.seen.occurrences(&self.rule.discharge)
    }

    pub(crate) fn uncountable(&self, instance: u16, why: &Uncountable) -> Clock {
        let (cause, missing) = match why {
            Uncountable::MissingDay(_) => (Cause::DayMissing, Missing::Rounding),
            Uncountable::Uncovered(_) => (Cause::CalendarUncovered, Missing::Calendar),
        };
        let missing: MissingFacts = [missing].into_iter().collect();
        let verdict = Verdict { missing, ..Verdict::plain(State::Undetermined, cause) };
        Clock { instance, ..single(self.index, verdict, None) }
    }

    /// One deadline counted from `from`, for a duty that began with `trigger`.
    fn once(
        &self,
        from: Span,
        trigger: Point,
        end: Option<Point>,
        clocks: &mut Vec<Clock>,
        trace: &mut impl Trace,
    ) {
        let due = match self.counted(&self.rule.counting, from) {
            Ok(base) => {
                trace.step(|| Step::Due {
                    instance: 1,
                    from,
                    counting: self.rule.counting,
                    due: base,
                });
                deadline::moved(self.rule, base, trigger.span(), self.seen, self.context, trace)
            }
            Err(why) => Err(why),
        };
        let act = self.acts().next().map(Point::from);
        told(trace, 1, act, end);
        clocks.push(match due {
            Err(why) => self.uncountable(1, &why),
            Ok(Due::By(due)) => self.due_by(from, due, &self.instance(trigger, due, act, end)),
            Ok(Due::Stopped(least, most)) => {
                self.stopped(trigger, act, end, Margin { least, most })
            }
            Ok(Due::Unsettled(fact, due)) => {
                let missing = [fact].into_iter().collect();
                single(
                    self.index,
                    Verdict { missing, ..Verdict::plain(State::Undetermined, Cause::Vague) },
                    due,
                )
            }
        });
    }

    fn due_by(&self, from: Span, due: Span, instance: &Instance<'_>) -> Clock {
        let mut clock = single(self.index, instance.judge(), Some(due));
        if clock.state == State::Pending
            && let Some(ask) = &self.rule.ask
            && let Ok(ask) = ask.deadline_span(from, self.context.calendar())
        {
            clock.asks = self.context.as_of > ask.earliest();
            if !clock.asks {
                clock.changes_at = ask.earliest().plus(1);
            }
        }
        clock
    }

    /// A stopped clock never runs out: what was done is in time, and nothing is overdue.
    fn stopped(
        &self,
        trigger: Point,
        act: Option<Point>,
        end: Option<Point>,
        left: Margin,
    ) -> Clock {
        let verdict = self.instance(trigger, Span::at(Instant::MAX), act, end).judge();
        let verdict = match verdict.state {
            State::Pending => {
                Verdict { margin: Some(left), ..Verdict::plain(State::Tolled, Cause::Stopped) }
            }
            State::Discharged
            | State::DischargedLate
            | State::Ended
            | State::Overdue
            | State::Undetermined
            | State::Tolled
            | State::NotApplicable => verdict,
        };
        single(self.index, verdict, None)
    }

    fn cumulative(
        &self,
        present: &Present,
        then: &[Counting],
        every: Option<&Counting>,
        clocks: &mut Vec<Clock>,
        trace: &mut impl Trace,
    ) {
        let from = clocks.len();
        let end = self.end(stays::end_after(self.rule, present, self.seen, self.entry.anchor));
        let mut start = present.start;
        start.time.doubt = start.time.doubt.union(self.entry.trigger.time.doubt);
        if then.is_empty() && every.is_none() {
            self.once(present.counted_from, start, end, clocks, trace);
        } else {
            self.grid(
                start.counted_from(present.counted_from),
                steps(then, every),
                end,
                clocks,
                trace,
            );
        }
        for clock in &mut clocks[from..] {
            if clock.state == State::Ended {
                // Between stays no deadline runs: the next one depends on a stay that may never come.
                clock.deadline = None;
                clock.margin = None;
            }
        }
    }

    /// First limit from the trigger, each next one from the act.
    fn reset(
        &self,
        then: &[Counting],
        every: Option<&Counting>,
        clocks: &mut Vec<Clock>,
        trace: &mut impl Trace,
    ) {
        let end = self.end(None);
        let mut acts = self.acts().map(Point::from);
        let mut base = self.entry.trigger;
        let first = std::iter::once(&self.rule.counting);
        let steps = first.chain(steps(then, every));
        let mut instance = 0;
        for counting in steps {
            instance += 1;
            let due = match self.counted(counting, base.span()) {
                Ok(due) => due,
                Err(why) => return clocks.push(self.uncountable(instance, &why)),
            };
            trace.step(|| Step::Due { instance, from: base.span(), counting: *counting, due });
            let act = acts.next();
            told(trace, instance, act, end);
            let case = self.instance(base, due, act, end);
            let served = case.contradiction().is_none().then(|| case.counting_act()).flatten();
            let mut clock = Clock {
                instance,
                shown: served.is_none(),
                ..single(self.index, case.judge(), Some(due))
            };
            if served.is_some() && instance == INSTANCES_MAX {
                clock = self.too_many();
            }
            clocks.push(clock);
            match served {
                Some(act) if instance < INSTANCES_MAX => base = act,
                Some(_) | None => return,
            }
        }
        // A finite series that is wholly served shows its last instance.
        if let Some(last) = clocks.last_mut() {
            last.shown = true;
        }
    }

    pub(crate) fn too_many(&self) -> Clock {
        let verdict = Verdict::plain(State::Undetermined, Cause::TooMany);
        Clock { instance: INSTANCES_MAX, ..single(self.index, verdict, None) }
    }
}

/// The steps after the first.
fn steps<'s>(
    then: &'s [Counting],
    every: Option<&'s Counting>,
) -> impl Iterator<Item = &'s Counting> {
    then.iter().chain(every.into_iter().cycle())
}

/// Tells what an instance is judged by.
pub(crate) fn told(trace: &mut impl Trace, instance: u16, act: Option<Point>, end: Option<Point>) {
    if let Some(event) = act.and_then(|act| act.event) {
        trace.step(|| Step::Act { instance, event });
    }
    if let Some(end) = end {
        trace.step(|| Step::End { event: end.event, at: end.span() });
    }
}
