//! Cases worked by hand: `cases/*.toml`, one file a kind of limit.
//!
//! Each case names the rule it comes from, a place, a limit, what happened, and the answer as a person worked it out,
//! with the working. `cases/README.md` explains the columns. This module turns them into the values that the oracle and
//! the engine take, and compares an answer with the one expected; it computes no deadline.

mod read;
mod rule;
mod write;

use duty::{Clock, Event, State};
use law::Rule;
use when::{Instant, Span};

pub use read::{event, read, read_places};
pub use rule::RuleText;
pub use write::{history_text, rule_text};

use crate::World;

/// A place with its calendar.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PlaceText {
    /// Its name in cases.
    pub name: String,
    /// Its zone.
    pub zone: String,
    /// Names of the days of the week on which nobody works.
    pub weekend: Vec<String>,
    /// Holidays as ISO dates.
    pub holidays: Vec<String>,
    /// First day for which the holidays are known.
    pub first: String,
    /// Last day for which the holidays are known.
    pub last: String,
    /// Where the dates come from.
    pub source: String,
}

/// A case ready to be asked.
#[derive(Clone, Debug)]
pub struct Case {
    /// The group: the file it stands in.
    pub group: String,
    /// Unique within the group.
    pub name: String,
    /// Article or row of the conventions it applies.
    pub cite: String,
    /// The working.
    pub why: String,
    /// The limit.
    pub rule: Rule,
    /// What happened.
    pub history: Vec<Event>,
    /// Name of the place.
    pub place: String,
    /// Place, law and moment.
    pub world: World,
    /// The answer.
    pub expected: Expected,
}

/// The answer of a case: the shown clock, and the states of all its instances.
#[derive(Clone, Debug)]
pub struct Expected {
    /// State of the shown instance.
    pub state: State,
    /// Name of the cause, where the case is about it.
    pub cause: Option<String>,
    /// Its deadline.
    pub deadline: Option<Span>,
    /// Its number, where the case is about it.
    pub instance: Option<u16>,
    /// States of all instances, where the case is about them.
    pub states: Option<Vec<State>>,
    /// The first threshold has passed.
    pub asks: bool,
    /// Least and most seconds of room, where the case is about them.
    pub margin: Option<(i64, i64)>,
    /// The latest deadline on the clock of the place.
    pub local: Option<String>,
}

impl Expected {
    /// What is wrong with an answer, if anything.
    #[must_use]
    pub fn differs(&self, clocks: &[Clock]) -> Option<String> {
        let shown: Vec<&Clock> = clocks.iter().filter(|clock| clock.shown).collect();
        let [clock] = shown[..] else {
            return Some(format!("{} instances are shown, not one", shown.len()));
        };
        let mut wrong = Vec::new();
        if clock.state != self.state {
            wrong.push(format!("{} ({})", clock.state.name(), clock.cause.name()));
        }
        if self.cause.as_ref().is_some_and(|cause| cause != clock.cause.name()) {
            wrong.push(format!("cause {}", clock.cause.name()));
        }
        if clock.deadline != self.deadline {
            wrong.push(format!("deadline {}", show_span(clock.deadline)));
        }
        if self.instance.is_some_and(|instance| instance != clock.instance) {
            wrong.push(format!("instance {}", clock.instance));
        }
        if clock.asks != self.asks {
            wrong.push(format!("asks {}", clock.asks));
        }
        let margin = clock.margin.map(|margin| (margin.least, margin.most));
        if self.margin.is_some() && self.margin != margin {
            wrong.push(format!("margin {margin:?}"));
        }
        let states: Vec<State> = clocks.iter().map(|clock| clock.state).collect();
        if self.states.as_ref().is_some_and(|expected| *expected != states) {
            let names: Vec<&str> = states.iter().map(|state| state.name()).collect();
            wrong.push(format!("states {}", names.join(", ")));
        }
        if clock.state == State::Undetermined && clock.missing.is_empty() {
            wrong.push("nothing is missing".to_owned());
        }
        (!wrong.is_empty()).then(|| wrong.join("; "))
    }
}

/// `none`, `2024-03-11T18:00:00Z`, or two of them with a slash.
#[must_use]
pub fn show_span(span: Option<Span>) -> String {
    let text = |at: Instant| at.to_string();
    match span {
        None => "none".to_owned(),
        Some(span) if span.is_instant() => text(span.earliest()),
        Some(span) => format!("{}/{}", text(span.earliest()), text(span.latest())),
    }
}
