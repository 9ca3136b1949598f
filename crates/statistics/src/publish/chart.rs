//! A bar chart as SVG, with its intervals, that a screen reader can read.
//!
//! The title says what the chart shows, not what it is about. Every bar stands in a table beside the chart too, so nothing is lost to who
//! cannot see it. Colours are the page's; lengths are the data's.

use crate::estimate::{Cube, Flag};
use crate::spec::{Spec, grouped_by};

/// Bars beyond these are in the table only.
const BARS_MAX: usize = 12;
const WIDTH: f64 = 420.0;
const STEP: f64 = 26.0;

/// A bar.
pub(super) struct Bar {
    pub(super) title: String,
    pub(super) value: String,
    pub(super) interval: String,
    pub(super) flag: &'static str,
    /// Upper edge of the bar.
    pub(super) y: f64,
    pub(super) middle: f64,
    pub(super) width: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// What one table shows at a glance.
pub(super) struct Chart {
    pub(super) finding: String,
    pub(super) bars: Vec<Bar>,
    pub(super) height: f64,
    pub(super) more: usize,
}

/// The codes of the first dimension by size, all others in total; or the largest cells where there are no totals.
pub(super) fn of(spec: &Spec, cube: &Cube) -> Chart {
    let has_totals = cube.axes.iter().all(|axis| axis.entries.len() > axis.codes);
    let mut own: Vec<usize> = (0..cube.len())
        .filter(|at| {
            let entries = cube.entries(*at);
            let mut levels = entries.iter().map(|entry| entry.level.as_str());
            let first = levels.next() == Some("code");
            first && (!has_totals || levels.all(|level| level == "total"))
        })
        .collect();
    own.sort_by_key(|at| (std::cmp::Reverse(cube.values[*at]), *at));
    let shown: Vec<usize> = own.iter().copied().take(BARS_MAX).collect();
    let most = shown.iter().map(|at| cube.upper[*at]).max().unwrap_or(1).max(1);
    let x = |number: i64| (number.max(0) as f64 / most as f64 * WIDTH * 10.0).round() / 10.0;
    let title = |at: usize| {
        let entries = cube.entries(at);
        let titles = entries.iter().filter(|entry| entry.level != "total");
        titles.map(|entry| entry.title.as_str()).collect::<Vec<_>>().join(", ")
    };
    let bars = shown
        .iter()
        .enumerate()
        .map(|(row, at)| Bar {
            title: title(*at),
            value: grouped(cube.values[*at]),
            interval: format!("{} to {}", grouped(cube.lower[*at]), grouped(cube.upper[*at])),
            flag: cube.flag(*at).code(),
            y: row as f64 * STEP + 4.0,
            middle: row as f64 * STEP + 12.0,
            width: x(cube.values[*at]),
            from: x(cube.lower[*at]),
            to: x(cube.upper[*at]),
        })
        .collect();
    Chart {
        finding: finding(spec, cube, &shown, &title),
        bars,
        height: shown.len() as f64 * STEP + 4.0,
        more: own.len() - shown.len(),
    }
}

fn finding(spec: &Spec, cube: &Cube, shown: &[usize], title: &dyn Fn(usize) -> String) -> String {
    let unit = &spec.source.unit;
    match shown {
        [first, ..] if cube.flag(*first) == Flag::Unreliable => {
            format!(
                "No group can be told from nothing: there are too few {unit}, or too much noise"
            )
        }
        [first, second, ..] if cube.lower[*first] > cube.upper[*second] => format!(
            "{} has the most {unit}: {} ({} to {})",
            title(*first),
            grouped(cube.values[*first]),
            grouped(cube.lower[*first]),
            grouped(cube.upper[*first]),
        ),
        [first, second, ..] => format!(
            "{} and {} are at the top, and cannot be told apart",
            title(*first),
            title(*second)
        ),
        [first] => format!("{}: {} {unit}", title(*first), grouped(cube.values[*first])),
        [] => format!("No {unit} can be told from nothing"),
    }
}

/// Digits in groups of three.
pub(super) fn grouped(number: i64) -> String {
    let text = grouped_by(number.unsigned_abs().into(), '\u{202f}');
    if number < 0 { format!("−{text}") } else { text }
}
