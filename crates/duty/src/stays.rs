//! Several stays counted as one: cumulative limits.
//!
//! `docs/clocks.md`, section 3, *Cumulative*. What earlier stays served moves the start of the present one back; the limit
//! is then counted from that virtual start as any other.

use crate::Context;
use crate::evaluate::of_an_earlier_matter;
use crate::history::{Event, EventId};
use crate::judge::Point;
use crate::seen::Seen;
use crate::trace::{Step, Trace};
use law::{KindSet, Rule};
use when::{Counting, Doubt, Instant, Span};

/// The stay that began last.
pub(crate) struct Present {
    pub(crate) start: Point,
    /// From where the limit is counted: the start moved back by what was served before.
    pub(crate) counted_from: Span,
    /// The end of this stay, if it is over.
    pub(crate) end: Option<Point>,
    /// The ends of earlier stays, which do not end this one.
    ended_earlier: Vec<EventId>,
}

/// Least and most that a stay served.
#[derive(Copy, Clone, Default)]
struct Served {
    least: i64,
    most: i64,
}

/// Finds the present stay and counts the earlier ones.
pub(crate) fn present(
    start: &KindSet,
    end: &KindSet,
    seen: &Seen,
    context: &Context<'_>,
    counting: &Counting,
    trace: &mut impl Trace,
) -> Option<Present> {
    let in_days = counting.length.elapsed_seconds().is_none();
    let mut before = Served::default();
    let mut stay: Option<(&Event, Option<&Event>)> = None;
    let mut ended_earlier = Vec::new();
    let mut doubt = Doubt::NONE;
    let both = start.union(end);
    for event in seen.occurrences(&both) {
        match stay {
            Some((from, None)) if end.has(event.kind) => stay = Some((from, Some(event))),
            None | Some((_, Some(_))) if start.has(event.kind) => {
                if let Some((from, Some(to))) = stay {
                    let served = served(from, to, in_days, context);
                    trace.step(|| Step::Stay {
                        from: from.id,
                        to: Some(to.id),
                        least: served.least,
                        most: served.most,
                        in_days,
                    });
                    doubt = doubt.union(from.time.doubt).union(to.time.doubt);
                    ended_earlier.push(to.id);
                    before.least = before.least.saturating_add(served.least);
                    before.most = before.most.saturating_add(served.most);
                }
                stay = Some((event, None));
            }
            // A second start within a stay, or an end without one, adds nothing to the union.
            None | Some(_) => {}
        }
    }
    let (from, to) = stay?;
    let mut start = Point::from(from);
    // The deadline rests on every stay: a doubt about an earlier one is a doubt about it.
    start.time.doubt = start.time.doubt.union(doubt);
    let counted_from = moved_back(start.span(), before, in_days, context);
    Some(Present { start, counted_from, end: to.map(Point::from), ended_earlier })
}

/// The first end of the present stay, among the duty's ends and the stay's own. A vague end that sorts before the start may
/// still have come after it.
pub(crate) fn end_after(
    rule: &Rule,
    present: &Present,
    seen: &Seen,
    anchor: Span,
) -> Option<Point> {
    let own = present.end.and_then(|end| end.event);
    let ends = present.end.map_or(rule.ends, |end| rule.ends.union(&KindSet::EMPTY.with(end.kind)));
    // In one walk, so that the order of writing breaks a tie between the two sorts of end.
    let counts = |end: &&Event| {
        own == Some(end.id)
            || rule.ends.has(end.kind)
                && end.time.span.latest() >= present.start.span().earliest()
                && !of_an_earlier_matter(end, rule, seen, anchor)
                && !present.ended_earlier.contains(&end.id)
    };
    seen.occurrences(&ends).find(counts).map(Point::from)
}

fn served(from: &Event, to: &Event, in_days: bool, context: &Context<'_>) -> Served {
    let (from, to) = (from.time.span, to.time.span);
    let zone = &context.calendar().zone;
    let between = |begin: Instant, end: Instant| {
        if begin.is_open() || end.is_open() {
            // An open stay has served anything from nothing to everything.
            return if begin == Instant::MIN || end == Instant::MAX { i64::MAX } else { 0 };
        }
        let length = if in_days {
            zone.day_of(end).since(zone.day_of(begin))
        } else {
            end.seconds().saturating_sub(begin.seconds())
        };
        length.max(0)
    };
    Served {
        least: between(from.latest(), to.earliest()),
        most: between(from.earliest(), to.latest()),
    }
}

fn moved_back(start: Span, before: Served, in_days: bool, context: &Context<'_>) -> Span {
    if before.most == 0 {
        return start;
    }
    let zone = &context.calendar().zone;
    let back = |at: Instant, by: i64| {
        if at.is_open() || by == 0 {
            at
        } else if by == i64::MAX {
            Instant::MIN
        } else if in_days {
            let days = i32::try_from(by).unwrap_or(i32::MAX);
            zone.day_start(zone.day_of(at).plus(days.saturating_neg()))
        } else {
            at.plus(by.saturating_neg())
        }
    };
    Span::between(back(start.earliest(), before.most), back(start.latest(), before.least))
}
