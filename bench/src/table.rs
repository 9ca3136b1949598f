//! The one table that a run ends with, and the same rows as JSON.
//!
//! A row says how fast we are, how fast the peer or the bare baseline is in the same run, and the ratio. A row that
//! could not be measured stands there too and says why: a figure that is missing should be seen to be missing.

use anyhow::{Context as _, Result};
use serde::Serialize;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// In what a row is measured, and which way is better.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Unit {
    /// More is better.
    EventsPerSecond,
    /// More is better.
    ParsesPerSecond,
    /// More is better.
    ResolutionsPerSecond,
    /// Less is better.
    Microseconds,
    /// Less is better.
    Milliseconds,
    /// Less is better.
    Bytes,
}

impl Unit {
    fn shown(self, value: f64) -> String {
        match self {
            Self::EventsPerSecond => format!("{:.2} M events/s", value / 1e6),
            Self::ParsesPerSecond => format!("{:.2} M/s", value / 1e6),
            Self::ResolutionsPerSecond => format!("{value:.0} a second"),
            Self::Microseconds => format!("{value:.2} µs"),
            Self::Milliseconds => format!("{value:.1} ms"),
            Self::Bytes => format!("{value:.0} B"),
        }
    }

    /// How many times as good as the other: above 1 we win.
    fn ratio(self, ours: f64, other: f64) -> f64 {
        match self {
            Self::EventsPerSecond | Self::ParsesPerSecond | Self::ResolutionsPerSecond => {
                ours / other
            }
            Self::Microseconds | Self::Milliseconds | Self::Bytes => other / ours,
        }
    }
}

/// What we are compared with.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Other {
    /// Measured in the same run.
    Measured {
        /// Its name.
        name: String,
        /// Its figure.
        value: f64,
    },
    /// A figure to reach, from the design.
    Target {
        /// The figure.
        value: f64,
    },
    /// There is none here; why.
    Missing {
        /// Its name.
        name: String,
        /// Why not.
        why: String,
    },
    /// Nothing to compare with.
    None,
}

/// One row.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    what: String,
    unit: Unit,
    /// Nothing where we could not be measured.
    ours: Option<f64>,
    other: Other,
    note: String,
}

/// All rows of a run.
#[derive(Default)]
pub(crate) struct Table {
    rows: Vec<Row>,
}

impl Table {
    /// Adds what was measured.
    pub(crate) fn add(&mut self, what: &str, unit: Unit, ours: f64, other: Other, note: &str) {
        let row =
            Row { what: what.to_owned(), unit, ours: Some(ours), other, note: note.to_owned() };
        self.rows.push(row);
    }

    /// Adds what could not be measured, and why.
    pub(crate) fn missing(&mut self, what: &str, unit: Unit, why: &str) {
        let row = Row {
            what: what.to_owned(),
            unit,
            ours: None,
            other: Other::None,
            note: why.to_owned(),
        };
        self.rows.push(row);
    }

    /// The table for people.
    pub(crate) fn text(&self) -> String {
        let head = ["what", "ours", "peer or bare baseline", "ratio"].map(str::to_owned);
        let lines: Vec<[String; 4]> =
            std::iter::once(head).chain(self.rows.iter().map(line)).collect();
        let width = |column: usize| {
            lines.iter().map(|line| line[column].chars().count()).max().unwrap_or_default()
        };
        let widths = [width(0), width(1), width(2), width(3)];
        let mut text = String::new();
        for (line, note) in
            lines.iter().zip(std::iter::once("").chain(self.rows.iter().map(|row| &*row.note)))
        {
            for (cell, width) in line.iter().zip(widths) {
                let _ = write!(text, "{cell:<width$} | ");
            }
            let _ = writeln!(text, "{note}");
        }
        text
    }

    /// Writes the rows for programs.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let json = serde_json::to_string_pretty(&self.rows)?;
        fs::write(path, json).with_context(|| format!("cannot write {}", path.display()))
    }
}

fn line(row: &Row) -> [String; 4] {
    let ours = row.ours.map_or("not measured".to_owned(), |ours| row.unit.shown(ours));
    let (other, ratio) = match (&row.other, row.ours) {
        (Other::Measured { name, value }, Some(ours)) => {
            (format!("{name}: {}", row.unit.shown(*value)), Some(row.unit.ratio(ours, *value)))
        }
        (Other::Measured { name, value }, None) => {
            (format!("{name}: {}", row.unit.shown(*value)), None)
        }
        (Other::Target { value }, ours) => (
            format!("target: {}", row.unit.shown(*value)),
            ours.map(|ours| row.unit.ratio(ours, *value)),
        ),
        (Other::Missing { name, why }, _) => (format!("{name}: {why}"), None),
        (Other::None, _) => (String::new(), None),
    };
    let ratio = ratio.map_or(String::new(), |ratio| format!("{ratio:.3}x"));
    [row.what.clone(), ours, other, ratio]
}
