//! Whether the duty arises: trigger, request, validity, condition, treaty.

use super::case::Case;
use super::tree::ReasonTree;
use crate::keys;
use duty::{Answered, Step};
use law::{CodeId, Condition, Parties, TreatyRule, Wanted};
use when::Tri;
use words::key;

pub(crate) fn lines(case: &Case<'_>) -> Vec<ReasonTree> {
    let mut lines = Vec::new();
    let triggers: Vec<_> = case.steps().filter_map(|step| trigger(case, step)).collect();
    if !triggers.is_empty() {
        lines.push(ReasonTree::with(case.words.text(key::NODE_TRIGGER), triggers));
    }
    for step in case.steps() {
        match step {
            Step::Request { kind, answer, event } => {
                let line = case.say(
                    key::NODE_REQUEST,
                    &[("answer", case.answer(*answer).into()), ("kind", case.kind(*kind).into())],
                );
                let found = event.map(|id| ReasonTree::leaf(case.event_line(id)));
                lines.push(ReasonTree::with(line, found.into_iter().collect()));
            }
            Step::InForce(answer) => lines.extend(in_force(case, *answer)),
            Step::Condition { answer, .. } => lines.extend(condition(case, *answer)),
            Step::Bound(answer) => lines.push(bound(case, *answer)),
            Step::StartsWithBond(span) => {
                let when = case.span(*span);
                lines.push(ReasonTree::leaf(
                    case.say(key::NODE_STARTS_WITH_BOND, &[("when", when.into())]),
                ));
            }
            Step::Ceased(at) => {
                let when = case.span(*at);
                lines.push(ReasonTree::leaf(case.say(key::NODE_CEASED, &[("when", when.into())])));
            }
            Step::Excepted { event } => {
                let event = case.event_line(*event);
                lines.push(ReasonTree::leaf(
                    case.say(key::NODE_EXCEPTED, &[("event", event.into())]),
                ));
            }
            Step::Starts(span) => {
                let when = case.span(*span);
                lines.push(ReasonTree::leaf(case.say(key::NODE_STARTS, &[("when", when.into())])));
            }
            Step::Trigger { .. }
            | Step::Stay { .. }
            | Step::Due { .. }
            | Step::Extended { .. }
            | Step::ExtendedTooLate { .. }
            | Step::Tolled { .. }
            | Step::Stopped { .. }
            | Step::Act { .. }
            | Step::ActIgnored { .. }
            | Step::End { .. }
            | Step::Answer { .. } => {}
        }
    }
    lines
}

fn trigger(case: &Case<'_>, step: &Step) -> Option<ReasonTree> {
    let Step::Trigger { kinds, event } = step else { return None };
    let Some(id) = event else {
        let kinds = case.kinds(kinds);
        return Some(ReasonTree::leaf(
            case.say(key::NODE_TRIGGER_NONE, &[("kinds", kinds.into())]),
        ));
    };
    let mut children = Vec::new();
    if let Some(event) = case.event(*id) {
        if let Some(recorded) = event.recorded {
            let when = case.words.time(recorded, case.zone());
            children.push(ReasonTree::leaf(case.say(key::NODE_RECORDED, &[("when", when.into())])));
        }
        if event.corrects.is_some() {
            children.push(ReasonTree::leaf(case.words.text(key::NODE_CORRECTS)));
        }
    }
    Some(ReasonTree::with(case.event_line(*id), children))
}

/// Said only where the limit has a first or a last day.
fn in_force(case: &Case<'_>, answer: Tri) -> Option<ReasonTree> {
    let day = |key, day: Option<when::Day>| {
        day.map(|day| ReasonTree::leaf(case.say(key, &[("day", case.words.day(day).into())])))
    };
    let from = day(key::NODE_VALID_FROM, case.rule.valid_from);
    let to = day(key::NODE_VALID_TO, case.rule.valid_to);
    let days: Vec<_> = from.into_iter().chain(to).collect();
    let line = case.say(key::NODE_IN_FORCE, &[("answer", case.answer(answer).into())]);
    (!days.is_empty()).then(|| ReasonTree::with(line, days))
}

/// Said only where there is a condition.
fn condition(case: &Case<'_>, answer: Tri) -> Option<ReasonTree> {
    let answered = case.reason.condition.as_ref()?;
    if answered.condition == Condition::Always {
        return None;
    }
    let line = case.say(key::NODE_CONDITION, &[("answer", case.answer(answer).into())]);
    Some(ReasonTree::with(line, vec![part(case, answered)]))
}

fn part(case: &Case<'_>, answered: &Answered) -> ReasonTree {
    let answer = ("answer", case.answer(answered.answer).into());
    let line = match &answered.condition {
        Condition::Always => case.say(key::CONDITION_ALWAYS, &[answer]),
        Condition::All(_) => case.say(key::CONDITION_ALL, &[answer]),
        Condition::Any(_) => case.say(key::CONDITION_ANY, &[answer]),
        Condition::Not(_) => case.say(key::CONDITION_NOT, &[answer]),
        Condition::Fact { kind, is, .. } => {
            let values = case.words.list(is.iter().map(|wanted| match wanted {
                Wanted::Yes => case.words.text(key::ANSWER_YES),
                Wanted::No => case.words.text(key::ANSWER_NO),
                Wanted::Code(code) => case.code(*code).to_owned(),
            }));
            let args = [("kind", case.kind(*kind).into()), ("values", values.into()), answer];
            case.say(key::CONDITION_FACT, &args)
        }
        Condition::AgeBelow(years) => {
            let age = case.words.length(when::Length::Years(*years));
            case.say(key::CONDITION_AGE, &[("age", age.into()), answer])
        }
        Condition::Foreign => case.say(key::CONDITION_FOREIGN, &[answer]),
        Condition::Listed(list) => {
            let title = case.law.lists.get(*list).map_or("?", |list| list.title.as_str());
            case.say(key::CONDITION_LISTED, &[("list", title.into()), answer])
        }
        Condition::Happened(kinds) => {
            case.say(key::CONDITION_HAPPENED, &[("kinds", case.kinds(kinds).into()), answer])
        }
    };
    let mut children: Vec<_> = answered.parts.iter().map(|inner| part(case, inner)).collect();
    if children.is_empty() && answered.condition != Condition::Always {
        children.push(ReasonTree::leaf(match answered.event.and_then(|id| case.event(id)) {
            Some(event) => case.known_event(event, key::CONDITION_FROM, key::CONDITION_FROM_VALUE),
            None => case.words.text(key::CONDITION_NOTHING),
        }));
    }
    ReasonTree::with(line, children)
}

fn bound(case: &Case<'_>, answer: Tri) -> ReasonTree {
    let line = case.say(key::NODE_BOUND, &[("answer", case.answer(answer).into())]);
    let bonds = case.rule.treaty.as_ref().map(|treaty| bonds(case, treaty)).unwrap_or_default();
    ReasonTree::with(line, bonds)
}

/// What the treaty table says about the States whose status counts.
fn bonds(case: &Case<'_>, rule: &TreatyRule) -> Vec<ReasonTree> {
    let mut states: Vec<CodeId> = case.context.place.state.into_iter().collect();
    match rule.parties {
        Parties::Bearer => {}
        Parties::Both => states.extend(case.reason.nationality),
    }
    let mut lines = Vec::new();
    for instrument in &rule.any_of {
        let Some(treaty) = case.law.instruments.get(*instrument) else { continue };
        for state in &states {
            let treaty = ("treaty", treaty.title.as_str().into());
            let name = ("state", case.code(*state).into());
            let entries = case.context.treaties.status(*instrument, *state);
            if entries.is_empty() {
                lines.push(ReasonTree::leaf(case.say(key::NODE_BOND_NONE, &[treaty, name])));
                continue;
            }
            for bond in entries {
                let from = ("from", days(case, bond.from).into());
                let action = ("action", case.words.text(keys::action_key(bond.action)).into());
                let args = [treaty.clone(), name.clone(), from, action];
                lines.push(ReasonTree::leaf(match bond.to {
                    None => case.say(key::NODE_BOND, &args),
                    Some(to) => {
                        let [treaty, name, from, action] = args;
                        case.say(
                            key::NODE_BOND_ENDED,
                            &[treaty, name, from, action, ("to", days(case, to).into())],
                        )
                    }
                }));
            }
        }
        if let Some(day) = case.context.treaties.as_of(*instrument) {
            let day = case.words.day(day);
            lines.push(ReasonTree::leaf(case.say(key::NODE_TREATY_TABLE, &[("day", day.into())])));
        }
    }
    lines
}

fn days(case: &Case<'_>, (first, last): (when::Day, when::Day)) -> String {
    if first == last {
        return case.words.day(first);
    }
    let args = [("from", case.words.day(first).into()), ("to", case.words.day(last).into())];
    case.say(key::SPAN_DAYS, &args)
}
