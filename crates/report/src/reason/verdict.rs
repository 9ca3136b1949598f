//! The answer: act, end, as-of, state, room, what is missing, what can be debated.

use super::case::Case;
use super::tree::ReasonTree;
use crate::{keys, missing};
use duty::{Cause, State, Step};
use law::{Condition, Rule};
use when::{Count, Instant, Length, Rounding};
use words::{Key, key};

pub(crate) fn lines(case: &Case<'_>) -> Vec<ReasonTree> {
    let mut lines = Vec::new();
    if case.clock.state != State::NotApplicable {
        lines.extend(happened(case));
    }
    let leaf = |key, at| {
        ReasonTree::leaf(case.say(key, &[("when", case.words.time(at, case.zone()).into())]))
    };
    lines.push(leaf(key::NODE_AS_OF, case.context.as_of));
    if case.context.as_known_on != Instant::MAX {
        lines.push(leaf(key::NODE_AS_KNOWN, case.context.as_known_on));
    }
    lines.push(answer(case));
    let facts: Vec<_> = case
        .clock
        .missing
        .iter()
        .map(|fact| ReasonTree::leaf(missing::say(fact, &case.law.vocabulary, case.words)))
        .collect();
    if !facts.is_empty() {
        lines.push(ReasonTree::with(case.words.text(key::NODE_MISSING), facts));
    }
    let debatable: Vec<_> =
        conventions(case).into_iter().map(|key| ReasonTree::leaf(case.words.text(key))).collect();
    if !debatable.is_empty() {
        lines.push(ReasonTree::with(case.words.text(key::NODE_CONVENTIONS), debatable));
    }
    lines.push(ReasonTree::leaf(case.words.text(key::NOT_LEGAL_ADVICE)));
    lines
}

/// The act and the end. The engine names the end once an instance: it is said once.
fn happened(case: &Case<'_>) -> Vec<ReasonTree> {
    let mut lines = Vec::new();
    match case.act() {
        Some(act) => lines.push(case.say(key::NODE_ACT, &[("event", case.event_line(act).into())])),
        None if !case.rule.discharge.is_empty() => {
            let kinds = case.kinds(&case.rule.discharge);
            lines.push(case.say(key::NODE_ACT_NONE, &[("kinds", kinds.into())]));
        }
        None => {}
    }
    for step in case.steps() {
        if let Step::ActIgnored { event } = step {
            lines.push(
                case.say(key::NODE_ACT_IGNORED, &[("event", case.event_line(*event).into())]),
            );
        }
    }
    let end = case
        .steps()
        .find_map(|step| if let Step::End { event, at } = step { Some((event, at)) } else { None });
    match end {
        Some((Some(event), _)) => {
            lines.push(case.say(key::NODE_END, &[("event", case.event_line(*event).into())]));
        }
        Some((None, at)) => {
            lines.push(case.say(key::NODE_END_CEASED, &[("when", case.span(*at).into())]));
        }
        None => {}
    }
    lines.into_iter().map(ReasonTree::leaf).collect()
}

fn answer(case: &Case<'_>) -> ReasonTree {
    let clock = case.clock;
    let args = [
        ("state", case.words.text(keys::state(clock.state)).into()),
        ("cause", case.words.text(keys::cause(clock.cause)).into()),
    ];
    let line = case.say(key::NODE_ANSWER, &args);
    let room = clock.margin.map(|room| {
        if room.least >= 0 {
            let left = case.words.duration_range(room.least, room.most);
            case.say(key::NODE_MARGIN_LEFT, &[("left", left.into())])
        } else if room.most < 0 {
            // The lesser delay belongs to the greater margin.
            let late = case.words.duration_range(room.most, room.least);
            case.say(key::NODE_MARGIN_LATE, &[("late", late.into())])
        } else {
            let args = [
                ("least", case.words.signed_duration(room.least).into()),
                ("most", case.words.signed_duration(room.most).into()),
            ];
            case.say(key::NODE_MARGIN_RANGE, &args)
        }
    });
    ReasonTree::with(line, room.map(ReasonTree::leaf).into_iter().collect())
}

/// The choices of `docs/clocks.md` that this answer rests on and that could be made otherwise.
fn conventions(case: &Case<'_>) -> Vec<Key> {
    let rule = case.rule;
    let mut keys = Vec::new();
    if case.clock.deadline.is_some() {
        keys.extend(of_counting(rule));
    }
    if case.clock.cause == Cause::EndedLate {
        keys.push(key::CONVENTION_ENDED_LATE);
    }
    if case.clock.cause == Cause::Excepted {
        keys.push(key::CONVENTION_EXCEPTION);
    }
    if looks_at_age(&rule.condition) {
        keys.push(key::CONVENTION_BIRTHDAY);
    }
    let in_days = !matches!(rule.counting.length, Length::Hours(_) | Length::Minutes(_));
    if in_days && case.steps().any(|step| matches!(step, Step::Tolled { .. })) {
        keys.push(key::CONVENTION_TOLLING_DAYS);
    }
    if case.is_threshold() {
        keys.push(key::CONVENTION_THRESHOLD);
    }
    if !case.limit.confirmed {
        keys.push(key::CONVENTION_UNCONFIRMED);
    }
    keys
}

fn of_counting(rule: &Rule) -> Vec<Key> {
    let counting = &rule.counting;
    match counting.length {
        Length::Minutes(_) | Length::Hours(_) => vec![key::CONVENTION_HOURS],
        Length::Days(_)
        | Length::WorkingDays(_)
        | Length::Weeks(_)
        | Length::Months(_)
        | Length::Years(_) => {
            let mut keys = Vec::new();
            if matches!(counting.count, Count::AfterEventDay | Count::SameClockTime) {
                keys.push(key::CONVENTION_EVENT_DAY);
            }
            if matches!(counting.length, Length::Months(_) | Length::Years(_)) {
                match counting.rounding {
                    Rounding::Down => keys.push(key::CONVENTION_ROUNDING_DOWN),
                    Rounding::Up => keys.push(key::CONVENTION_ROUNDING_UP),
                    Rounding::Refuse => {}
                }
            }
            keys
        }
    }
}

fn looks_at_age(condition: &Condition) -> bool {
    match condition {
        Condition::AgeBelow(_) => true,
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(looks_at_age),
        Condition::Not(part) => looks_at_age(part),
        Condition::Always
        | Condition::Fact { .. }
        | Condition::Foreign
        | Condition::Listed(_)
        | Condition::Happened(_) => false,
    }
}
