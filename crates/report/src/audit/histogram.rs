//! How early or late the clocks of one limit were, as columns.
//!
//! Columns are not equally wide in time: near the deadline hours matter, far from it months. Their height is the number of
//! clocks. Late stands at the start of a line, early at its end.

use super::hide::Hider;
use crate::tally::{COLUMNS, EDGES, Margins};
use words::{Arg, Direction, Words, key};

const WIDTH: u64 = 720;
const COLUMN: u64 = WIDTH / COLUMNS as u64;
const PLOT: u64 = 120;
const TOP: u64 = 36;

/// The columns that lie after the deadline.
const LATE: usize = COLUMNS / 2;

/// A chart with its table twin.
pub(crate) struct Histogram {
    pub(crate) id: String,
    /// The duty, in English.
    pub(crate) title: String,
    pub(crate) limit: String,
    pub(crate) unconfirmed: bool,
    pub(crate) vague: Option<String>,
    pub(crate) zero: u64,
    pub(crate) base: u64,
    pub(crate) height: u64,
    pub(crate) late_x: u64,
    pub(crate) early_x: u64,
    pub(crate) columns: Vec<Column>,
    pub(crate) ticks: Vec<Tick>,
    pub(crate) rows: Vec<Row>,
}

/// A column of two parts.
pub(crate) struct Column {
    pub(crate) x: u64,
    pub(crate) width: u64,
    pub(crate) y: u64,
    pub(crate) height: u64,
    pub(crate) state: &'static str,
    pub(crate) tip: String,
}

/// A number under the axis, in days, or above a column, in clocks.
pub(crate) struct Tick {
    pub(crate) x: u64,
    pub(crate) y: u64,
    pub(crate) text: String,
}

/// A row of the table.
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) done: String,
    pub(crate) not_done: String,
}

/// What the chart is about.
pub(crate) struct About<'a> {
    pub(crate) id: String,
    pub(crate) title: &'a str,
    pub(crate) limit: String,
    pub(crate) unconfirmed: bool,
}

/// What all charts say, said once: there may be a hundred of them.
pub(crate) struct Said<'a> {
    words: &'a Words,
    mirrored: bool,
    labels: Vec<String>,
    done: String,
    not_done: String,
}

impl<'a> Said<'a> {
    pub(crate) fn new(words: &'a Words) -> Self {
        Self {
            words,
            mirrored: words.language().dir() == Direction::Rtl,
            labels: (0..COLUMNS).map(|column| label(column, words)).collect(),
            done: words.text(key::COLUMN_DONE),
            not_done: words.text(key::COLUMN_NOT_DONE),
        }
    }
}

impl Histogram {
    /// Nothing where all columns are hidden or empty.
    pub(crate) fn new(
        about: About<'_>,
        margins: &Margins,
        hider: &Hider<'_>,
        said: &Said<'_>,
    ) -> Option<Self> {
        let drawn = |counts: &[u64; COLUMNS]| counts.map(|count| hider.drawn(count));
        let (done, not_done) = (drawn(&margins.done), drawn(&margins.not_done));
        let highest =
            done.iter().zip(&not_done).map(|(a, b)| a + b).max().filter(|most| *most > 0)?;
        let Said { words, mirrored, .. } = *said;
        let place = |column: usize| {
            let column = if mirrored { COLUMNS - 1 - column } else { column };
            COLUMN * column as u64
        };
        let mut columns = Vec::new();
        let mut rows = Vec::new();
        let mut numbers = ticks(mirrored, words);
        for column in 0..COLUMNS {
            let label = said.labels.get(column).map_or("", String::as_str);
            let mut below = 0;
            for (count, state, what) in [
                (done[column], "discharged", &said.done),
                (not_done[column], "overdue", &said.not_done),
            ] {
                let height = (PLOT * count).div_ceil(highest);
                if count > 0 {
                    columns.push(Column {
                        x: place(column) + 2,
                        width: COLUMN - 4,
                        y: (TOP + PLOT).saturating_sub(below + height),
                        height,
                        state,
                        tip: format!("{label}, {what}: {}", words.count(count)),
                    });
                }
                below += height;
            }
            if below > 0 {
                numbers.push(Tick {
                    x: place(column) + COLUMN / 2,
                    y: (TOP + PLOT).saturating_sub(below + 5),
                    text: words.count(done[column] + not_done[column]),
                });
            }
            if margins.done[column] + margins.not_done[column] > 0 {
                rows.push(Row {
                    label: label.to_owned(),
                    done: hider.cell(margins.done[column]),
                    not_done: hider.cell(margins.not_done[column]),
                });
            }
        }
        let (late_x, early_x) = if mirrored { (WIDTH, 0) } else { (0, WIDTH) };
        Some(Self {
            id: about.id,
            title: about.title.to_owned(),
            limit: about.limit,
            unconfirmed: about.unconfirmed,
            vague: (margins.vague > 0)
                .then(|| words.say(key::MARGIN_VAGUE, &[("n", hider.cell(margins.vague).into())])),
            zero: COLUMN * LATE as u64,
            base: TOP + PLOT,
            height: TOP + PLOT + 22,
            late_x,
            early_x,
            columns,
            ticks: numbers,
            rows,
        })
    }
}

/// The edges that are whole days, and the deadline itself.
fn ticks(mirrored: bool, words: &Words) -> Vec<Tick> {
    EDGES
        .iter()
        .zip(1_u64..)
        .filter(|(edge, _)| *edge % 86_400 == 0)
        .map(|(edge, place)| Tick {
            x: if mirrored { WIDTH - COLUMN * place } else { COLUMN * place },
            y: TOP + PLOT + 16,
            text: words.number((edge / 86_400).abs()),
        })
        .collect()
}

/// A column in words.
fn label(column: usize, words: &Words) -> String {
    let below =
        column.checked_sub(1).and_then(|place| EDGES.get(place)).map(|edge| words.duration(*edge));
    let above = EDGES.get(column).map(|edge| words.duration(*edge));
    let named = |name, length: String| (name, Arg::from(length));
    match (below, above) {
        (None, Some(length)) => words.say(key::MARGIN_LATE_MORE, &[named("length", length)]),
        (Some(length), None) => words.say(key::MARGIN_EARLY_MORE, &[named("length", length)]),
        (Some(to), Some(_)) if column + 1 == LATE => {
            words.say(key::MARGIN_LATE_FIRST, &[named("to", to)])
        }
        (Some(_), Some(to)) if column == LATE => {
            words.say(key::MARGIN_EARLY_FIRST, &[named("to", to)])
        }
        (Some(to), Some(from)) if column < LATE => {
            words.say(key::MARGIN_LATE, &[named("from", from), named("to", to)])
        }
        (Some(from), Some(to)) => {
            words.say(key::MARGIN_EARLY, &[named("from", from), named("to", to)])
        }
        (None, None) => String::new(),
    }
}
