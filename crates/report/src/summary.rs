//! The figures of an audit for a terminal: exact, because the person at the terminal has the records anyway.

use crate::audit::AuditReport;
use crate::keys;
use crate::worklist::Columns;
use duty::State;
use words::{Words, key};

/// The summary of an audit, a line a figure.
#[must_use]
pub fn summary(report: &AuditReport, words: &Words) -> String {
    let states = report.tally.states();
    let quality = &report.quality;
    let rows = words.say(
        key::CLI_ROWS,
        &[
            ("read", quality.read.into()),
            ("accepted", quality.accepted.into()),
            ("refused", quality.refused_total().into()),
        ],
    );
    let lines = [
        words.text(key::CLI_SUMMARY),
        rows,
        words.say(key::CLI_CASES, &[("n", report.cases.into())]),
        words.say(key::CLI_EVENTS, &[("n", report.events.into())]),
        words.say(
            key::CLI_CLOCKS,
            &[("n", states.total().into()), ("applicable", states.applicable().into())],
        ),
    ];
    let mut table = Columns::default();
    for state in State::ALL {
        table.row(vec![words.text(keys::state(state)), words.count(states.of(state))]);
    }
    format!("{}\n{}", lines.join("\n"), table.draw("  ", &[false, true]))
}
