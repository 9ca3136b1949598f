//! Deadlines on a fixed grid: instance k is counted from one start by the sum of the first k steps.
//!
//! `docs/clocks.md`, section 5, *Fixed grid*. The grid never drifts: a late act does not push the next deadline away, and
//! two acts in one window serve one instance.

use crate::clock::{Cause, Clock};
use crate::evaluate::single;
use crate::judge::Point;
use crate::series::{INSTANCES_MAX, Run, told};
use crate::trace::{Step, Trace};
use when::{Counting, Instant, Length, Span, Uncountable};

impl Run<'_> {
    /// Deadlines at fixed distances from one start; an act serves the earliest unserved one whose window may have opened.
    pub(crate) fn grid<'s>(
        &self,
        start: Point,
        steps: impl Iterator<Item = &'s Counting>,
        end: Option<Point>,
        clocks: &mut Vec<Clock>,
        trace: &mut impl Trace,
    ) {
        let mut grid = Grid { run: self, start, steps, sum: None };
        let Some(first) = grid.next_due() else { return };
        let mut next = (1_u16, first);
        let mut window_opens: Option<Instant> = None;
        for act in self.acts().map(Point::from) {
            let (instance, Ok(due)) = &next else { break };
            let case = self.instance(grid.start, *due, Some(act), end);
            let contradicts = case.contradiction().is_some();
            if !contradicts && case.counting_act().is_none() {
                break;
            }
            if !contradicts && window_opens.is_some_and(|opens| act.span().latest() <= opens) {
                trace.step(|| Step::ActIgnored { event: act.event.unwrap_or(crate::EventId(0)) });
                continue;
            }
            trace.step(|| Step::Due {
                instance: *instance,
                from: start.span(),
                counting: grid.counting(),
                due: *due,
            });
            told(trace, *instance, Some(act), end);
            clocks.push(Clock {
                instance: *instance,
                shown: contradicts,
                ..single(self.index, case.judge(), Some(*due))
            });
            if contradicts {
                return;
            }
            window_opens = Some(due.earliest());
            match grid.next_due() {
                Some(following) if *instance < INSTANCES_MAX => next = (*instance + 1, following),
                Some(_) => return clocks.push(self.too_many()),
                None => {
                    if let Some(last) = clocks.last_mut() {
                        last.shown = true;
                    }
                    return;
                }
            }
        }
        self.unserved(next, &mut grid, end, clocks, trace);
    }

    /// The first unserved instance, and those after it while each deadline has certainly been missed.
    fn unserved<'s>(
        &self,
        first: (u16, Result<Span, Uncountable>),
        grid: &mut Grid<'_, impl Iterator<Item = &'s Counting>>,
        end: Option<Point>,
        clocks: &mut Vec<Clock>,
        trace: &mut impl Trace,
    ) {
        let (mut instance, mut due) = first;
        let silent = self.seen.uncovered().meets(&self.rule.discharge);
        let mut shown = true;
        loop {
            let span = match due {
                Ok(span) => span,
                Err(why) => {
                    return clocks.push(Clock { shown, ..self.uncountable(instance, &why) });
                }
            };
            trace.step(|| Step::Due {
                instance,
                from: grid.start.span(),
                counting: grid.counting(),
                due: span,
            });
            told(trace, instance, None, end);
            let verdict = self.instance(grid.start, span, None, end).judge();
            clocks.push(Clock { instance, shown, ..single(self.index, verdict, Some(span)) });
            shown = false;
            let missed = span.latest() < self.context.as_of
                && end.is_none_or(|end| span.latest() < end.span().earliest())
                && verdict.cause != Cause::Contradiction;
            if silent || !missed {
                return;
            }
            if instance == INSTANCES_MAX {
                return clocks.push(Clock { shown, ..self.too_many() });
            }
            let Some(following) = grid.next_due() else { return };
            instance += 1;
            due = following;
        }
    }
}

/// The deadlines of a grid: each counted from the same start by the sum of the steps, so that months do not drift.
struct Grid<'a, I> {
    run: &'a Run<'a>,
    start: Point,
    steps: I,
    sum: Option<Counting>,
}

impl<'s, I: Iterator<Item = &'s Counting>> Grid<'_, I> {
    /// The limit of the instance made last.
    fn counting(&self) -> Counting {
        self.sum.unwrap_or(self.run.rule.counting)
    }

    fn next_due(&mut self) -> Option<Result<Span, Uncountable>> {
        let sum = match self.sum {
            None => self.run.rule.counting,
            Some(sum) => {
                let step = self.steps.next()?;
                let amount = sum.length.amount().saturating_add(step.length.amount());
                Counting { length: Length::of(amount, sum.length.unit()), ..sum }
            }
        };
        self.sum = Some(sum);
        Some(self.run.counted(&sum, self.start.span()))
    }
}
