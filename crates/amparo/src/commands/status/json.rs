//! The treaty status for programs.

use super::view::View;
use law::{CodeId, Reservations, days_text};
use serde_json::{Value, json};
use when::Day;

/// Everything that the question covers.
pub(super) fn all(view: &View<'_>) -> Value {
    let pairs = view.instruments.iter().flat_map(|i| view.states.iter().map(|s| (*i, *s)));
    let matters = |(i, s): &(usize, CodeId)| view.asked_state || !view.book.acts(*i, *s).is_empty();
    json!({
        "on": view.on.to_string(),
        "sources": view.book.sources().iter().map(|source| json!({
            "id": source.id,
            "title": source.title,
            "newer": source.newer.map(|day| day.to_string()),
        })).collect::<Vec<_>>(),
        "instruments": view.instruments.iter().map(|i| instrument(view, *i)).collect::<Vec<_>>(),
        "states": view.states.iter().map(|state| one_state(view, *state)).collect::<Vec<_>>(),
        "standings": pairs.filter(matters).map(|(i, s)| standing(view, i, s)).collect::<Vec<_>>(),
        "conflicts": view.conflicts().map(|conflict| json!({
            "instrument": view.id(conflict.instrument),
            "state": view.code(conflict.state),
            "field": conflict.field,
            "said": conflict.said.iter().map(|(source, said)| json!({ "source": source, "said": said })).collect::<Vec<_>>(),
            "kept": conflict.kept,
            "note": conflict.note,
        })).collect::<Vec<_>>(),
    })
}

fn day(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn instrument(view: &View<'_>, index: usize) -> Value {
    let entry = view.law.instruments.get(index);
    let (surely, unknown) = view.not_done(index);
    let listed = |list: Vec<law::NotDone>| -> Vec<Value> {
        let one = |one: &law::NotDone| {
            json!({
                "state": view.code(one.state),
                "name": view.name(one.state),
                "standing": one.standing.word(),
                "signed": one.signed.map(days_text),
            })
        };
        list.iter().map(one).collect()
    };
    let sums = view.sums(index);
    json!({
        "id": view.id(index),
        "title": view.title(index),
        "adopted": day(entry.and_then(|entry| entry.adopted)),
        "enteredIntoForce": day(entry.and_then(|e| e.entry_into_force.as_ref()).and_then(|e| e.general)),
        "knownUntil": day(view.book.as_of(index)),
        "parties": sums.parties,
        "deposited": sums.deposited,
        "signatories": sums.signatories,
        "unknown": sums.unknown,
        "statesThatHaveNotDoneSo": { "of": view.universe(), "list": listed(surely), "notKnown": listed(unknown) },
        "countsOverTime": view.counts(index).iter().map(|count| json!({
            "day": count.day.to_string(),
            "parties": count.parties,
            "perhaps": count.perhaps,
            "signatories": count.signatories,
        })).collect::<Vec<_>>(),
    })
}

fn one_state(view: &View<'_>, state: CodeId) -> Value {
    let entries = view.book.states().of(state);
    json!({
        "code": view.code(state),
        "name": view.name(state),
        "history": entries.map(|entry| json!({
            "standing": entry.membership.word(),
            "from": day(entry.from),
            "until": day(entry.until),
            "successors": entry.successors.iter().map(|code| view.code(*code)).collect::<Vec<_>>(),
            "note": entry.note,
        })).collect::<Vec<_>>(),
    })
}

fn standing(view: &View<'_>, index: usize, state: CodeId) -> Value {
    let bound = match view.book.bound(index, state, view.on) {
        when::Tri::Yes => Value::Bool(true),
        when::Tri::No => Value::Bool(false),
        when::Tri::Unknown => Value::Null,
    };
    let acts = view.book.acts(index, state).iter().map(|act| {
        json!({
            "action": act.action.word(),
            "day": days_text(act.deposited),
            "inForce": act.in_force.map(days_text),
            "source": view.book.sources().get(act.source).map(|source| &source.id),
            "note": act.note,
        })
    });
    let reservations = match view.book.reservations(index, state) {
        Reservations::NotKnown => json!({ "known": false }),
        Reservations::NoneOnRecord { until } => {
            json!({ "known": true, "sort": null, "until": until.to_string() })
        }
        Reservations::OnRecord { until, sort, articles } => {
            json!({ "known": true, "sort": sort, "articles": articles, "until": until.to_string() })
        }
    };
    json!({
        "instrument": view.id(index),
        "state": view.code(state),
        "name": view.name(state),
        "standing": view.standing(index, state).word(),
        "bound": bound,
        "knownUntil": day(view.book.known_until(index, state)),
        "acts": acts.collect::<Vec<_>>(),
        "reservations": reservations,
    })
}
