//! Stacked bars, one a row: states of clocks as shares of those that apply.
//!
//! Every bar is as long as the next, because counts of duties differ by orders of magnitude and the question is how each was
//! met; how many clocks a bar stands for is written at its end. Drawn with whole numbers; mirrored where lines run from right
//! to left.

use super::hide::Hider;
use crate::keys;
use crate::tally::ByState;
use duty::State;
use words::{Direction, Words};

/// Width of the drawing.
pub(crate) const WIDTH: u64 = 720;
const PITCH: u64 = 44;
const BAR: u64 = 18;
const LABEL: u64 = 16;
/// Letters of a name that surely fit beside the number.
pub(crate) const LABEL_LETTERS: usize = 68;

/// A chart.
pub(crate) struct Bars {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) height: u64,
    pub(crate) rows: Vec<Bar>,
}

/// A bar with its label.
pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) total: String,
    pub(crate) label_x: u64,
    pub(crate) label_y: u64,
    pub(crate) total_x: u64,
    pub(crate) bar_y: u64,
    pub(crate) segments: Vec<Segment>,
}

/// A part of a bar.
pub(crate) struct Segment {
    pub(crate) x: u64,
    pub(crate) width: u64,
    pub(crate) state: &'static str,
    pub(crate) tip: String,
}

/// What a bar shows.
pub(crate) struct Shown<'a> {
    /// Short enough to fit, and set apart where it is foreign.
    pub(crate) label: &'a str,
    pub(crate) counts: ByState,
}

/// The states that a bar shows, from its start.
pub(crate) fn drawn_states() -> impl Iterator<Item = State> {
    State::ALL.into_iter().filter(|state| *state != State::NotApplicable)
}

impl Bars {
    pub(crate) fn new(
        id: String,
        title: String,
        shown: &[Shown<'_>],
        hider: &Hider<'_>,
        words: &Words,
    ) -> Self {
        let shown: Vec<_> =
            shown.iter().filter(|row| hider.drawn(row.counts.applicable()) > 0).collect();
        let names: Vec<_> = drawn_states().map(|state| words.text(keys::state(state))).collect();
        let rows = shown
            .iter()
            .zip(0..)
            .map(|(row, place)| bar(row, place, &names, hider, words))
            .collect();
        Self { id, title, height: PITCH * shown.len() as u64, rows }
    }
}

fn bar(shown: &Shown<'_>, place: u64, names: &[String], hider: &Hider<'_>, words: &Words) -> Bar {
    let mirrored = words.language().dir() == Direction::Rtl;
    let counts: Vec<u64> = drawn_states().map(|state| shown.counts.of(state)).collect();
    let whole: u64 = counts.iter().map(|count| hider.drawn(*count)).sum();
    let mut before = 0;
    let mut segments = Vec::new();
    for ((state, name), count) in drawn_states().zip(names).zip(&counts) {
        let count = hider.drawn(*count);
        if count == 0 {
            continue;
        }
        let from = WIDTH * before / whole.max(1);
        before += count;
        let to = WIDTH * before / whole.max(1);
        segments.push(Segment {
            x: if mirrored { WIDTH - to } else { from },
            width: to - from,
            state: state.name(),
            tip: format!("{name}: {}", words.count(count)),
        });
    }
    let (start, end) = if mirrored { (WIDTH, 0) } else { (0, WIDTH) };
    Bar {
        label: shown.label.to_owned(),
        total: hider.total(&counts),
        label_x: start,
        label_y: PITCH * place + LABEL,
        total_x: end,
        bar_y: PITCH * place + LABEL + 6,
        segments,
    }
}

/// Height of a bar, for the template.
pub(crate) const fn bar_height() -> u64 {
    BAR
}

/// At most so many letters, an ellipsis in place of the rest.
pub(crate) fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((cut, _)) => format!("{}…", text[..cut].trim_end()),
    }
}
