//! When it is due: the limit, its extensions, and the time during which the clock stood still.
//!
//! `docs/clocks.md`, section 3. The arithmetic of days and months is `when`'s; this module decides from where it is
//! counted and what moves it.

use crate::Context;
use crate::clock::Missing;
use crate::history::{Event, Value};
use crate::seen::Seen;
use crate::trace::{Step, Trace};
use law::{Extension, Rule, Toll};
use when::{Count, Counting, Instant, Length, Place, Span, Uncountable};

/// A deadline, or why there is none.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Due {
    /// Due within this span.
    By(Span),
    /// The clock stands still; so many seconds remain (least, most).
    Stopped(i64, i64),
    /// Whether the clock stands still cannot be told.
    Unsettled(Missing, Option<Span>),
}

/// Whether a recorded decision gives its reason; without one it has no effect.
pub(crate) fn is_reasoned(event: &Event) -> bool {
    match event.value {
        Value::Yes | Value::Code(_) => true,
        Value::None
        | Value::No
        | Value::Unknown
        | Value::Withdrawn
        | Value::Count(_)
        | Value::Date(_) => false,
    }
}

/// The limit counted from a start, with what follows it.
pub(crate) fn counted(
    counting: &Counting,
    plus: Option<&Counting>,
    start: Span,
    place: &Place,
) -> Result<Span, Uncountable> {
    let due = counting.deadline_span(start, place)?;
    plus.map_or(Ok(due), |plus| plus.deadline_span(due, place))
}

/// Moves a counted deadline by extensions and stops.
pub(crate) fn moved(
    rule: &Rule,
    base: Span,
    start: Span,
    seen: &Seen,
    context: &Context<'_>,
    trace: &mut impl Trace,
) -> Result<Due, Uncountable> {
    if rule.toll.is_none() && rule.extension.is_none() {
        return Ok(Due::By(base));
    }
    let stops = rule.toll.as_ref().map(|toll| Stops::find(toll, seen)).unwrap_or_default();
    let clock = Clockwork { rule, start, stops, place: context.calendar() };
    let mut untolled = base;
    if let Some(extension) = &rule.extension {
        untolled = clock.extend(extension, untolled, seen, trace)?;
    }
    Ok(clock.due(untolled, trace))
}

/// The stops of a clock, at their shortest and at their longest, and one that is still open.
#[derive(Default)]
struct Stops {
    shortest: Vec<(Instant, Instant)>,
    longest: Vec<(Instant, Instant)>,
    open: Option<(Span, law::KindId)>,
}

impl Stops {
    fn find(toll: &Toll, seen: &Seen) -> Self {
        let mut stops = Self::default();
        let both = toll.from.union(&toll.until);
        let mut begun: Vec<&Event> = Vec::new();
        for event in seen.occurrences(&both) {
            // Each stop that has begun ends here: which of several began first may not be known, the union is.
            if toll.until.has(event.kind) {
                let until = event.time.span;
                for from in begun.drain(..).map(|event| event.time.span) {
                    stops.shortest.push((from.latest(), until.earliest()));
                    stops.longest.push((from.earliest(), until.latest()));
                }
            }
            if toll.from.has(event.kind) {
                begun.push(event);
            }
        }
        let spans = begun.iter().map(|event| event.time.span);
        stops.open = spans.reduce(Span::first_of).zip(begun.first().map(|event| event.kind));
        stops.shortest = union(stops.shortest);
        stops.longest = union(stops.longest);
        stops
    }
}

/// The union of some stops, in order; what cannot have lasted is not among them.
fn union(mut stops: Vec<(Instant, Instant)>) -> Vec<(Instant, Instant)> {
    stops.retain(|(from, until)| from < until);
    stops.sort_unstable();
    stops.dedup_by(|next, last| {
        let joins = next.0 <= last.1;
        if joins {
            last.1 = last.1.max(next.1);
        }
        joins
    });
    stops
}

struct Clockwork<'a> {
    rule: &'a Rule,
    start: Span,
    stops: Stops,
    place: &'a Place,
}

impl Clockwork<'_> {
    fn due(&self, untolled: Span, trace: &mut impl Trace) -> Due {
        let due = self.tolled(untolled);
        if due != untolled {
            trace.step(|| Step::Tolled { from: untolled, to: due });
        }
        match self.stops.open {
            None => Due::By(due),
            Some((from, _)) if from.earliest() > due.latest() => Due::By(due),
            Some((from, _)) if from.latest() <= due.earliest() => {
                trace.step(|| Step::Stopped { since: from });
                let left = |due: Instant, from: Instant| {
                    due.seconds().saturating_sub(from.seconds()).max(0)
                };
                // A stop that began before the trigger stops the clock from its first second.
                let late = from.latest().max(self.start.earliest());
                let early = from.earliest().max(self.start.latest());
                let (a, b) = (left(due.earliest(), late), left(due.latest(), early));
                Due::Stopped(a.min(b), a.max(b))
            }
            Some((_, kind)) => Due::Unsettled(Missing::Time(kind), Some(due)),
        }
    }

    fn tolled(&self, untolled: Span) -> Span {
        let earliest = self.toll(untolled.earliest(), self.start.earliest(), &self.stops.shortest);
        let latest = self.toll(untolled.latest(), self.start.latest(), &self.stops.longest);
        Span::new(earliest, latest.max(earliest)).unwrap_or(untolled)
    }

    fn toll(&self, deadline: Instant, start: Instant, stops: &[(Instant, Instant)]) -> Instant {
        if deadline.is_open() {
            return deadline;
        }
        let by_seconds = matches!(self.rule.counting.length, Length::Hours(_) | Length::Minutes(_));
        let mut due = deadline;
        for (from, until) in stops {
            let from = (*from).max(start);
            if from > due {
                break;
            }
            if *until <= from {
                continue;
            }
            due = if by_seconds {
                due.plus(until.seconds().saturating_sub(from.seconds()))
            } else {
                self.by_days(due, from, *until)
            };
        }
        due
    }

    /// Whole days from the start date to the end date of the stop.
    fn by_days(&self, due: Instant, from: Instant, until: Instant) -> Instant {
        if until.is_open() {
            return Instant::MAX;
        }
        let zone = &self.place.zone;
        let days = zone.day_of(until).number().saturating_sub(zone.day_of(from).number());
        let day = zone.day_of(due).plus(days);
        match self.rule.counting.count {
            Count::SameClockTime => zone.same_clock_time(due, day),
            Count::AfterEventDay | Count::EventDayCounts => zone.day_end(day),
        }
    }

    fn extend(
        &self,
        extension: &Extension,
        base: Span,
        seen: &Seen,
        trace: &mut impl Trace,
    ) -> Result<Span, Uncountable> {
        let mut due = base;
        let mut left = extension.times;
        for event in seen.occurrences(&extension.by).filter(|event| is_reasoned(event)) {
            if left == 0 {
                break;
            }
            let made = event.time.span;
            let limit = self.limit_for_extension(due);
            if made.earliest() > limit.latest() {
                trace.step(|| Step::ExtendedTooLate { event: event.id });
                continue;
            }
            let longer = extension.counting.deadline_span(due, self.place)?;
            let from = due;
            due = if made.latest() <= limit.earliest() {
                longer
            } else {
                due.hull(Span::at(longer.latest()))
            };
            trace.step(|| Step::Extended { event: event.id, from, to: due });
            left -= 1;
        }
        Ok(due)
    }

    /// Until when an extension is in time: a stopped clock never runs out.
    fn limit_for_extension(&self, untolled: Span) -> Span {
        let due = self.tolled(untolled);
        match self.stops.open {
            Some((from, _)) if from.latest() <= due.earliest() => Span::at(Instant::MAX),
            Some((from, _)) if from.earliest() <= due.latest() => due.hull(Span::at(Instant::MAX)),
            Some(_) | None => due,
        }
    }
}
