//! The tables of the report, as texts ready to be shown.

use super::bars::Shown;
use super::hide::Hider;
use crate::keys;
use crate::tally::{ByState, Dimension};
use duty::State;
use words::{Words, key};

/// Groups that a chart and its table show by name; the others are shown together.
const GROUPS_SHOWN: usize = 30;
/// Letters of a group's name that are shown: names come from records.
const NAME_LETTERS: usize = super::bars::LABEL_LETTERS;

/// A row of counts by state.
pub(crate) struct StateRow {
    pub(crate) label: String,
    pub(crate) english: bool,
    pub(crate) limit: Option<String>,
    pub(crate) unconfirmed: bool,
    pub(crate) cells: Vec<String>,
    pub(crate) applicable: String,
}

impl StateRow {
    pub(crate) fn new(label: String, english: bool, counts: &ByState, hider: &Hider<'_>) -> Self {
        let applicable: Vec<u64> =
            super::bars::drawn_states().map(|state| counts.of(state)).collect();
        Self {
            label,
            english,
            limit: None,
            unconfirmed: false,
            cells: State::ALL.iter().map(|state| hider.cell(counts.of(*state))).collect(),
            applicable: hider.total(&applicable),
        }
    }
}

/// A count with what it counts.
pub(crate) struct CountRow {
    pub(crate) label: String,
    pub(crate) count: String,
    pub(crate) share: Option<String>,
}

/// A group with its counts.
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) counts: ByState,
}

/// The groups of a dimension, the largest first; what is not recorded, and the small and the many together, last.
pub(crate) fn groups(
    dimension: &Dimension,
    counts: &[ByState],
    ungrouped: &ByState,
    hider: &Hider<'_>,
    words: &Words,
) -> Vec<Group> {
    let mut named: Vec<_> =
        counts.iter().zip(&dimension.groups).filter(|(counts, _)| counts.total() > 0).collect();
    named.sort_by(|(a, a_name), (b, b_name)| {
        b.applicable().cmp(&a.applicable()).then_with(|| a_name.cmp(b_name))
    });
    let mut shown = Vec::new();
    let mut others = ByState::default();
    let mut other_groups: u64 = 0;
    for (counts, name) in named {
        if shown.len() < GROUPS_SHOWN
            && counts.applicable() > 0
            && !hider.hides(counts.applicable())
        {
            shown.push(Group { name: words.isolated(&tidy(name)), counts: *counts });
        } else {
            others.add(counts);
            other_groups += 1;
        }
    }
    if other_groups > 0 {
        shown.push(Group {
            name: words.say(key::GROUP_OTHERS, &[("n", other_groups.into())]),
            counts: others,
        });
    }
    if ungrouped.total() > 0 {
        shown.push(Group { name: words.text(key::GROUP_UNKNOWN), counts: *ungrouped });
    }
    shown
}

impl Group {
    pub(crate) fn shown(&self) -> Shown<'_> {
        Shown { label: &self.name, counts: self.counts }
    }
}

/// A name from records, without what could break a page, and not too long.
fn tidy(name: &str) -> String {
    let clean: String = name.chars().filter(|c| !c.is_control()).collect();
    let clean = clean.trim();
    super::bars::shorten(if clean.is_empty() { "–" } else { clean }, NAME_LETTERS)
}

/// The figures by state, for the head of the report.
pub(crate) fn headline(states: &ByState, hider: &Hider<'_>, words: &Words) -> Vec<CountRow> {
    State::ALL
        .iter()
        .map(|state| {
            let count = states.of(*state);
            let share =
                (*state != State::NotApplicable).then(|| hider.share(count, states.applicable()));
            CountRow { label: words.text(keys::state(*state)), count: hider.cell(count), share }
        })
        .collect()
}
