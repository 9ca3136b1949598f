//! The first line: one sentence that says the answer.

use super::case::Case;
use crate::keys;
use duty::{Cause, State};
use words::key;

pub(crate) fn say(case: &Case<'_>) -> String {
    let clock = case.clock;
    let duty = ("duty", case.duty.title.as_str().into());
    let due =
        clock.deadline.map_or_else(|| case.words.text(key::NO_DEADLINE), |due| case.span(due));
    let due = ("due", due.into());
    let left = || {
        let left = clock.margin.map(|room| case.words.duration_range(room.least, room.most));
        ("left", left.unwrap_or_else(|| case.words.text(key::ANSWER_UNKNOWN)).into())
    };
    let done = || {
        let act = case.act().and_then(|id| case.event(id));
        let done = act.map(|act| case.words.known(act.time, case.zone()));
        ("done", done.unwrap_or_else(|| case.words.text(key::ANSWER_UNKNOWN)).into())
    };
    let cause = || ("cause", case.words.text(keys::cause(clock.cause)).into());
    match clock.state {
        State::Overdue if clock.cause == Cause::EndedLate => {
            case.say(key::SENTENCE_OVERDUE_ENDED, &[duty, due])
        }
        State::Overdue => {
            let as_of = case.words.time(case.context.as_of, case.zone());
            case.say(key::SENTENCE_OVERDUE, &[duty, due, ("as-of", as_of.into())])
        }
        State::Pending if clock.asks => case.say(key::SENTENCE_PENDING_ASKS, &[duty, due, left()]),
        State::Pending => case.say(key::SENTENCE_PENDING, &[duty, due, left()]),
        State::Discharged => case.say(key::SENTENCE_DISCHARGED, &[duty, due, done()]),
        State::DischargedLate => case.say(key::SENTENCE_DISCHARGED_LATE, &[duty, due, done()]),
        State::Ended => case.say(key::SENTENCE_ENDED, &[duty]),
        State::Tolled => case.say(key::SENTENCE_TOLLED, &[duty, left()]),
        State::Undetermined => case.say(key::SENTENCE_UNDETERMINED, &[duty, cause()]),
        State::NotApplicable => case.say(key::SENTENCE_NOT_APPLICABLE, &[duty, cause()]),
    }
}
