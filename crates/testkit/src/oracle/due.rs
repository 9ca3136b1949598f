//! Section 3 of the specification for a single deadline: counting, `plus`, extension and tolling.

use law::Extension;
use when::Counting;

use super::civil::Stuck;
use super::stops::Flow;
use super::{Case, Range};

/// When it is due.
pub(super) enum Due {
    /// Between these two seconds.
    At(Range),
    /// The clock stands still, with so many seconds left.
    Stopped(Range),
    /// Whether the clock was stopped in time is not known; this is when it is due if it was not.
    PerhapsStopped(Range),
    /// There is no such date.
    Stuck(Stuck),
}

impl Due {
    /// The deadline that is shown, if there is one.
    pub(super) fn shown(&self) -> Option<when::Span> {
        match self {
            Self::At(deadline) | Self::PerhapsStopped(deadline) => Some(deadline.span()),
            Self::Stopped(_) | Self::Stuck(_) => None,
        }
    }
}

impl Case<'_> {
    /// The deadline counted from `base`.
    pub(super) fn due(&self, base: Range) -> Due {
        match self.due_or_stuck(base) {
            Ok(due) => due,
            Err(stuck) => Due::Stuck(stuck),
        }
    }

    fn due_or_stuck(&self, base: Range) -> Result<Due, Stuck> {
        let plain = self.counted(&self.rule.counting, base)?;
        let Some(toll) = &self.rule.toll else {
            return Ok(Due::At(self.extended(plain, |deadline| deadline)?));
        };
        let stops = self.stops(toll, base);
        let flow = |deadline| stops.moved(self, deadline);
        let deadline = flow(self.extended(plain, |deadline| stops.awaited(flow(deadline)))?);
        Ok(match stops.open {
            // Certainly stopped before it was due, and not started again.
            Some(open) if open.begin.hi <= deadline.lo => Due::Stopped(open.left(deadline)),
            // Perhaps.
            Some(open) if open.begin.lo <= deadline.hi => Due::PerhapsStopped(deadline),
            Some(_) | None => Due::At(deadline),
        })
    }

    /// A limit, and what is added to it.
    pub(super) fn counted(&self, limit: &Counting, base: Range) -> Result<Range, Stuck> {
        let deadline = self.wall.deadlines(limit, base)?;
        match &self.rule.plus {
            None => Ok(deadline),
            Some(plus) => self.wall.deadlines(plus, deadline),
        }
    }

    /// The deadline after its extensions. They move what `flow` has not yet moved, but are judged against what it has;
    /// the answer has not been moved either.
    fn extended(&self, plain: Range, flow: impl Fn(Range) -> Range) -> Result<Range, Stuck> {
        let mut plain = plain;
        let Some(Extension { by, counting, times }) = &self.rule.extension else {
            return Ok(plain);
        };
        let reasoned = self.seen.happened(*by).filter(|item| item.has_reason());
        for extension in reasoned.take(*times as usize) {
            let deadline = flow(plain);
            // Judge every world: made at or before the deadline or not.
            let mut in_time = Vec::new();
            for made in [extension.when.lo, extension.when.hi] {
                for due in [deadline.lo, deadline.hi] {
                    in_time.push(made <= due);
                }
            }
            if !in_time.contains(&true) {
                continue;
            }
            let longer = self.wall.deadlines(counting, plain)?;
            let lo = if in_time.contains(&false) { plain.lo } else { longer.lo };
            plain = Range { lo, hi: longer.hi };
        }
        Ok(plain)
    }

    /// What stops the clock of a rule.
    fn stops(&self, toll: &law::Toll, base: Range) -> Flow {
        Flow::of(self.seen.happened(toll.from), self.seen.happened(toll.until), base)
    }
}
