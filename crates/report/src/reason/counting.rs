//! The arithmetic: from where, how long, which days did not count, what moved the end, and when it is due.

use super::case::Case;
use super::tree::ReasonTree;
use duty::Step;
use law::Series;
use std::iter;
use when::{Counting, Instant, Length, Span, Step as Walk, Uncountable, Why};
use words::key;

pub(crate) fn lines(case: &Case<'_>) -> Vec<ReasonTree> {
    let mut lines = Vec::new();
    for step in case.steps() {
        match step {
            Step::Stay { from, to, least, most, in_days } => {
                lines.push(ReasonTree::leaf(stay(case, (*from, *to), (*least, *most), *in_days)));
            }
            Step::Due { instance, from, counting, .. } if *instance == case.clock.instance => {
                lines.push(due(case, *instance, *from, *counting));
            }
            Step::Extended { event, from, to } => {
                let args = [
                    ("event", case.event_line(*event).into()),
                    ("from", case.span(*from).into()),
                    ("to", case.span(*to).into()),
                ];
                lines.push(ReasonTree::leaf(case.say(key::NODE_EXTENDED, &args)));
            }
            Step::ExtendedTooLate { event } => {
                let event = case.event_line(*event);
                lines.push(ReasonTree::leaf(
                    case.say(key::NODE_EXTENDED_LATE, &[("event", event.into())]),
                ));
            }
            Step::Tolled { from, to } => {
                let args = [("from", case.span(*from).into()), ("to", case.span(*to).into())];
                lines.push(ReasonTree::with(case.say(key::NODE_TOLLED, &args), stops(case)));
            }
            Step::Stopped { since } => {
                let when = case.span(*since);
                let line = case.say(key::NODE_STOPPED, &[("when", when.into())]);
                lines.push(ReasonTree::with(line, stops(case)));
            }
            Step::Due { .. }
            | Step::Trigger { .. }
            | Step::Starts(_)
            | Step::Request { .. }
            | Step::InForce(_)
            | Step::Condition { .. }
            | Step::Bound(_)
            | Step::StartsWithBond(_)
            | Step::Ceased(_)
            | Step::Excepted { .. }
            | Step::Act { .. }
            | Step::ActIgnored { .. }
            | Step::End { .. }
            | Step::Answer { .. } => {}
        }
    }
    if let Some(span) = case.clock.deadline {
        let utc = case.say(key::NODE_DEADLINE_UTC, &[("when", case.words.span_utc(span).into())]);
        let line = case.say(key::NODE_DEADLINE, &[("when", case.span(span).into())]);
        lines.push(ReasonTree::with(line, vec![ReasonTree::leaf(utc)]));
    }
    lines
}

/// The events that stop the clock and let it run again, in the order of writing.
fn stops(case: &Case<'_>) -> Vec<ReasonTree> {
    let Some(toll) = &case.rule.toll else { return Vec::new() };
    let kinds = toll.from.union(&toll.until);
    let events = case.history.iter().filter(|event| kinds.has(event.kind));
    events.map(|event| ReasonTree::leaf(case.event_line(event.id))).collect()
}

fn stay(
    case: &Case<'_>,
    (from, to): (duty::EventId, Option<duty::EventId>),
    (least, most): (i64, i64),
    in_days: bool,
) -> String {
    let time = |id| {
        case.event(id).map(|event| case.words.known(event.time, case.zone())).unwrap_or_default()
    };
    let unit = if in_days { 86_400 } else { 1 };
    let served = case.words.duration_range(least.saturating_mul(unit), most.saturating_mul(unit));
    let (from, served) = (("from", time(from).into()), ("served", served.into()));
    match to {
        Some(to) => case.say(key::NODE_STAY, &[from, ("to", time(to).into()), served]),
        None => case.say(key::NODE_STAY_OPEN, &[from, served]),
    }
}

fn due(case: &Case<'_>, instance: u16, from: Span, counting: Counting) -> ReasonTree {
    let length = ("length", case.words.length(counting.length).into());
    let start = ("from", case.span(from).into());
    let line = match instance {
        1 => case.say(key::NODE_DUE, &[length, start]),
        _ => case.say(key::NODE_DUE_NTH, &[("instance", instance.into()), length, start]),
    };
    let mut lines: Vec<_> = grid(case, instance).into_iter().collect();
    if from.is_instant() {
        lines.extend(walk(case, from.earliest(), counting));
        return ReasonTree::with(line, lines);
    }
    let ends =
        [(key::NODE_COUNT_EARLIEST, from.earliest()), (key::NODE_COUNT_LATEST, from.latest())];
    let walks =
        ends.map(|(key, at)| ReasonTree::with(case.words.text(key), walk(case, at, counting)));
    lines.extend(walks);
    ReasonTree::with(line, lines)
}

/// On a fixed grid a later deadline is counted from the one start: of which steps its length is the sum.
fn grid(case: &Case<'_>, instance: u16) -> Option<ReasonTree> {
    let Series::FixedGrid { then, every } = &case.rule.series else { return None };
    if instance < 2 {
        return None;
    }
    let steps = iter::once(&case.rule.counting).chain(then).chain(every.iter().cycle());
    // Equal ones that follow each other are told once.
    let mut told: Vec<(Length, u32)> = Vec::new();
    for step in steps.take(usize::from(instance)) {
        match told.last_mut() {
            Some((length, times)) if *length == step.length => *times += 1,
            Some(_) | None => told.push((step.length, 1)),
        }
    }
    let step = |(length, times): &(Length, u32)| {
        let length = case.words.length(*length);
        if *times == 1 { length } else { format!("{times} × {length}") }
    };
    let steps = told.iter().map(step).collect::<Vec<_>>().join(" + ");
    Some(ReasonTree::leaf(case.say(key::NODE_DUE_GRID, &[("steps", steps.into())])))
}

/// Every step from one start, and from its end whatever the limit adds to it.
fn walk(case: &Case<'_>, start: Instant, counting: Counting) -> Vec<ReasonTree> {
    let place = &case.context.place.place;
    let mut lines: Vec<_> =
        counting.steps(start, place).iter().map(|step| walked(case, step)).collect();
    if let (Some(plus), Ok(end)) = (case.rule.plus, counting.deadline(start, place)) {
        let more =
            case.say(key::NODE_DUE_PLUS, &[("length", case.words.length(plus.length).into())]);
        let steps = plus.steps(end, place).iter().map(|step| walked(case, step)).collect();
        lines.push(ReasonTree::with(more, steps));
    }
    lines
}

fn walked(case: &Case<'_>, step: &Walk) -> ReasonTree {
    let day = |day| case.words.day(day);
    let time = |at| case.words.time(at, case.zone());
    ReasonTree::leaf(match step {
        Walk::Open => case.words.text(key::STEP_OPEN),
        Walk::Start { at, .. } => case.say(key::STEP_START, &[("when", time(*at).into())]),
        Walk::DayExcluded { day: it } => {
            case.say(key::STEP_DAY_EXCLUDED, &[("day", day(*it).into())])
        }
        Walk::DayCounted { day: it } => {
            case.say(key::STEP_DAY_COUNTED, &[("day", day(*it).into())])
        }
        Walk::Elapsed { length, deadline } => {
            let length = case.words.length(*length);
            case.say(
                key::STEP_ELAPSED,
                &[("length", length.into()), ("when", time(*deadline).into())],
            )
        }
        Walk::HolidaySkipped { day: it } => match case.context.place.calendar.holiday(*it) {
            None => case.say(key::STEP_HOLIDAY, &[("day", day(*it).into())]),
            Some(name) => case
                .say(key::STEP_HOLIDAY_NAMED, &[("day", day(*it).into()), ("name", name.into())]),
        },
        Walk::WeekendSkipped { count } => case.say(key::STEP_WEEKEND, &[("n", (*count).into())]),
        Walk::Added { length, to } => {
            let length = case.words.length(*length);
            case.say(key::STEP_ADDED, &[("length", length.into()), ("day", day(*to).into())])
        }
        Walk::Rounded { length, to, .. } => {
            let length = case.words.length(*length);
            case.say(key::STEP_ROUNDED, &[("length", length.into()), ("day", day(*to).into())])
        }
        Walk::DayBefore { day: it } => case.say(key::STEP_DAY_BEFORE, &[("day", day(*it).into())]),
        Walk::Rolled { from, to, why } => {
            let key = match why {
                Why::Weekend => key::STEP_ROLLED_WEEKEND,
                Why::Holiday => key::STEP_ROLLED_HOLIDAY,
            };
            case.say(key, &[("from", day(*from).into()), ("to", day(*to).into())])
        }
        Walk::NotRolled { day: it } => case.say(key::STEP_NOT_ROLLED, &[("day", day(*it).into())]),
        Walk::EndOfDay { deadline, .. } => {
            case.say(key::STEP_END_OF_DAY, &[("when", time(*deadline).into())])
        }
        Walk::ClockTime { deadline, .. } => {
            case.say(key::STEP_CLOCK_TIME, &[("when", time(*deadline).into())])
        }
        Walk::Stuck(Uncountable::MissingDay(_)) => case.words.text(key::STEP_STUCK_DAY),
        Walk::Stuck(Uncountable::Uncovered(uncovered)) => {
            case.say(key::STEP_STUCK_CALENDAR, &[("day", day(uncovered.day).into())])
        }
    })
}
