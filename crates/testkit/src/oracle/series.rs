//! Section 5 of the specification: repeated limits.

use duty::{Cause, Clock, State};
use when::{Counting, Length};

use super::applies::Start;
use super::civil::Stuck;
use super::seen::Item;
use super::{Case, Range, clock, stuck_clock};

/// The most instances of a series.
const MOST: usize = 1_000;

impl Case<'_> {
    /// First the limit, then each of `then`, then `every`; the next counts from the act.
    pub(super) fn reset(
        &self,
        start: Start,
        then: &[Counting],
        every: Option<&Counting>,
    ) -> Vec<Clock> {
        let end = self.first_end(start.anchor, start.ceased, |_| true);
        let mut acts = self.acts(end).into_iter();
        let mut clocks = Vec::new();
        let (mut base, mut doubt) = (start.span, start.doubt);
        loop {
            let number = clocks.len();
            let step = match number {
                0 => &self.rule.counting,
                _ => match then.get(number - 1).or(every) {
                    Some(step) => step,
                    None => break,
                },
            };
            let deadline = self.counted(step, base);
            if number + 1 == MOST {
                clocks.push(too_many());
                break;
            }
            let act = acts.next();
            let clock = self.instance(&Start { doubt, ..start }, deadline, act, end);
            clocks.push(clock);
            let Some(act) = act.filter(|_| !stuck(&clock)) else { break };
            (base, doubt) = (act.when, act.doubt);
        }
        let served = clocks.len().saturating_sub(1);
        numbered(clocks, served)
    }

    /// Deadlines on a grid from the trigger.
    pub(super) fn fixed_grid(
        &self,
        start: Start,
        then: &[Counting],
        every: Option<&Counting>,
    ) -> Vec<Clock> {
        let end = self.first_end(start.anchor, start.ceased, |_| true);
        self.grid(&start, start.span, (then, every), end)
    }

    /// Deadlines on a grid from `base`.
    pub(super) fn grid(
        &self,
        start: &Start,
        base: Range,
        (then, every): (&[Counting], Option<&Counting>),
        end: Option<Item>,
    ) -> Vec<Clock> {
        let mut acts = self.acts(end).into_iter().peekable();
        let mut clocks: Vec<Clock> = Vec::new();
        let mut sum = self.rule.counting;
        let mut opens = base;
        let mut shown = None;
        loop {
            let number = clocks.len();
            if number > 0 {
                match then.get(number - 1).or(every) {
                    Some(step) => sum.length = longer(sum.length, step.length),
                    None => break,
                }
            }
            if number + 1 == MOST {
                shown.get_or_insert(number);
                clocks.push(too_many());
                break;
            }
            let deadline = self.counted(&sum, base);
            // An act before the window of this instance opens serves nothing.
            let opened =
                |act: &Item| number == 0 || act.when.hi > opens.lo || act.when.hi < start.anchor.lo;
            while acts.peek().is_some_and(|act| !opened(act)) {
                acts.next();
            }
            let act = if shown.is_none() { acts.next() } else { None };
            let clock = self.instance(start, deadline, act, end);
            clocks.push(clock);
            let Some(deadline) = deadline.ok().filter(|_| !stuck(&clock)) else {
                shown.get_or_insert(number);
                break;
            };
            if act.is_none() {
                shown.get_or_insert(number);
                let passed =
                    deadline.hi < self.now && end.is_none_or(|end| deadline.hi < end.when.lo);
                // Where acts are not written down, more silence says nothing more.
                if !passed || !self.seen.covers(self.rule.discharge) {
                    break;
                }
            }
            opens = deadline;
        }
        let last = clocks.len().saturating_sub(1);
        numbered(clocks, shown.unwrap_or(last))
    }

    /// The acts that can serve: not certainly after the end.
    fn acts(&self, end: Option<Item>) -> Vec<Item> {
        let acts = self.seen.happened(self.rule.discharge);
        acts.filter(|act| end.is_none_or(|end| act.when.lo <= end.when.hi)).collect()
    }

    fn instance(
        &self,
        start: &Start,
        deadline: Result<Range, Stuck>,
        act: Option<Item>,
        end: Option<Item>,
    ) -> Clock {
        match deadline {
            Ok(deadline) => self.judged(start, deadline, act, end),
            Err(stuck) => stuck_clock(stuck),
        }
    }
}

/// Nothing can be counted beyond this instance: it has no date, or its dates contradict each other.
fn stuck(clock: &Clock) -> bool {
    clock.deadline.is_none() || clock.cause == Cause::Contradiction
}

fn too_many() -> Clock {
    clock(State::Undetermined, Cause::TooMany)
}

fn numbered(mut clocks: Vec<Clock>, shown: usize) -> Vec<Clock> {
    for (number, clock) in clocks.iter_mut().enumerate() {
        clock.instance = u16::try_from(number + 1).unwrap();
        clock.shown = number == shown;
    }
    clocks
}

/// The sum of two lengths of one unit.
fn longer(a: Length, b: Length) -> Length {
    match (a, b) {
        (Length::Minutes(a), Length::Minutes(b)) => Length::Minutes(a + b),
        (Length::Hours(a), Length::Hours(b)) => Length::Hours(a + b),
        (Length::Days(a), Length::Days(b)) => Length::Days(a + b),
        (Length::WorkingDays(a), Length::WorkingDays(b)) => Length::WorkingDays(a + b),
        (Length::Weeks(a), Length::Weeks(b)) => Length::Weeks(a + b),
        (Length::Months(a), Length::Months(b)) => Length::Months(a + b),
        (Length::Years(a), Length::Years(b)) => Length::Years(a + b),
        (a, b) => panic!("a grid of {a:?} and {b:?}"),
    }
}
