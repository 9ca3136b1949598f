//! What changed between two resolutions: which unit became which, and the
//! words that differ.
//!
//! Units are aligned by their words, not by their numbers, because numbers
//! shift with every insertion. Texts in two languages are aligned by address
//! and their words are not compared. Scores are whole per cent.

mod align;
mod html;
mod words;

use std::fmt::Write as _;

use serde::Serialize;

use crate::{
    language::Language,
    model::{Paragraph, Resolution},
};

/// What became of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// The same words in the same place.
    Same,
    /// The same words in another place.
    Moved,
    /// Other words.
    Reworded,
    /// One unit became several.
    Split,
    /// Several units became one.
    Merged,
    /// A unit that was not there.
    New,
    /// A unit that is gone.
    Dropped,
    /// The same unit in another language: words are not compared.
    Translated,
}

impl ChangeKind {
    /// The name in JSON, text and HTML.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ChangeKind::Same => "same",
            ChangeKind::Moved => "moved",
            ChangeKind::Reworded => "reworded",
            ChangeKind::Split => "split",
            ChangeKind::Merged => "merged",
            ChangeKind::New => "new",
            ChangeKind::Dropped => "dropped",
            ChangeKind::Translated => "translated",
        }
    }
}

/// What happened to some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// They stayed.
    Equal,
    /// They were taken out.
    Delete,
    /// They were put in.
    Insert,
}

/// A run of words and what happened to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// What happened.
    pub op: Op,
    /// The words, with their spaces.
    pub text: String,
}

/// One aligned row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What became of it.
    pub kind: ChangeKind,
    /// Whether it also changed its place.
    pub moved: bool,
    /// The ids in the earlier text.
    pub from: Vec<String>,
    /// The ids in the later text.
    pub to: Vec<String>,
    /// How much of the wording stayed, in per cent; nothing where two languages are set side by side.
    pub score: Option<u32>,
    /// The words.
    pub words: Vec<Run>,
}

/// One of the two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Its symbol.
    pub symbol: String,
    /// Its title.
    pub title: String,
    /// Its language.
    pub language: Language,
    /// How many units it has.
    pub units: usize,
}

/// How many rows of each kind there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Same words, same place.
    pub same: usize,
    /// Same words, other place.
    pub moved: usize,
    /// Other words.
    pub reworded: usize,
    /// One became several.
    pub split: usize,
    /// Several became one.
    pub merged: usize,
    /// Were not there.
    pub new: usize,
    /// Are gone.
    pub dropped: usize,
    /// Stand in another language.
    pub translated: usize,
}

/// The difference of two resolutions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// The earlier text.
    pub from: Side,
    /// The later text.
    pub to: Side,
    /// How much of the wording stayed over all, in per cent; nothing for two languages.
    pub score: Option<u32>,
    /// How many rows of each kind.
    pub counts: Counts,
    /// The rows, in the order of the later text.
    pub changes: Vec<Change>,
}

/// Compares two resolutions.
#[must_use]
pub fn diff(from: &Resolution, to: &Resolution) -> Diff {
    let rows = align::rows(from, to);
    let same_language = from.edition.language == to.edition.language;
    let mut counts = Counts::default();
    let (mut kept, mut total) = (0, 0);
    let mut changes = Vec::with_capacity(rows.len());
    for row in rows {
        let old = join(from, &row.from);
        let new = join(to, &row.to);
        let words =
            if same_language { words::compare(&old, &new) } else { words::replace(&old, &new) };
        let (equal, all) = words::weigh(&words);
        kept += equal;
        total += all;
        let score = same_language.then(|| per_cent(equal, all));
        let kind = match (row.from.len(), row.to.len()) {
            (0, _) => ChangeKind::New,
            (_, 0) => ChangeKind::Dropped,
            (_, _) if !same_language => ChangeKind::Translated,
            (1, 1) if old == new && row.moved => ChangeKind::Moved,
            (1, 1) if old == new => ChangeKind::Same,
            (1, 1) => ChangeKind::Reworded,
            (1, _) => ChangeKind::Split,
            (_, _) => ChangeKind::Merged,
        };
        *match kind {
            ChangeKind::Same => &mut counts.same,
            ChangeKind::Moved => &mut counts.moved,
            ChangeKind::Reworded => &mut counts.reworded,
            ChangeKind::Split => &mut counts.split,
            ChangeKind::Merged => &mut counts.merged,
            ChangeKind::New => &mut counts.new,
            ChangeKind::Dropped => &mut counts.dropped,
            ChangeKind::Translated => &mut counts.translated,
        } += 1;
        let ids = |r: &Resolution, at: &[usize]| -> Vec<String> {
            at.iter().filter_map(|i| r.paragraphs.get(*i)).map(|p| p.id.clone()).collect()
        };
        changes.push(Change {
            kind,
            moved: row.moved,
            from: ids(from, &row.from),
            to: ids(to, &row.to),
            score,
            words,
        });
    }
    let score = same_language.then(|| per_cent(kept, total));
    Diff { from: side(from), to: side(to), score, counts, changes }
}

fn side(r: &Resolution) -> Side {
    Side {
        symbol: r.document.symbol.clone(),
        title: r.document.title.clone(),
        language: r.edition.language,
        units: r.paragraphs.len(),
    }
}

fn join(r: &Resolution, at: &[usize]) -> String {
    let texts: Vec<&str> = at
        .iter()
        .filter_map(|i| r.paragraphs.get(*i))
        .map(|p: &Paragraph| p.text.as_str())
        .collect();
    texts.join(" ")
}

fn per_cent(part: usize, whole: usize) -> u32 {
    // Nothing on both sides is nothing changed.
    (part * 100).checked_div(whole).and_then(|n| u32::try_from(n).ok()).unwrap_or(100)
}

impl Diff {
    /// One line: how much stayed, and how many rows of each kind there are.
    fn summary(&self) -> String {
        let c = &self.counts;
        let Some(score) = self.score else {
            return format!(
                "two languages, side by side by their numbers; the words are not compared. {} units in both, {} only in the second, {} only in the first",
                c.translated, c.new, c.dropped
            );
        };
        format!(
            "{score} % of the wording stayed. {} same, {} moved, {} reworded, {} split, {} merged, {} new, {} dropped",
            c.same, c.moved, c.reworded, c.split, c.merged, c.new, c.dropped
        )
    }

    /// As plain text: a line of what happened, then the words, `[-gone-]` and
    /// `{+new+}`. Unchanged units are one line.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!("{} → {}: {}\n", self.from.symbol, self.to.symbol, self.summary());
        for change in &self.changes {
            let moved =
                if change.moved && change.kind != ChangeKind::Moved { ", moved" } else { "" };
            let score =
                change.score.map_or_else(String::new, |score| format!(" ({score} %{moved})"));
            let _ = write!(
                out,
                "\n{} {} → {}{score}\n",
                change.kind.name(),
                list(&change.from),
                list(&change.to),
            );
            match change.kind {
                ChangeKind::Same | ChangeKind::Moved => continue,
                ChangeKind::Translated => {
                    for run in &change.words {
                        let _ = writeln!(out, "  {}", run.text.trim());
                    }
                    continue;
                }
                ChangeKind::Reworded
                | ChangeKind::Split
                | ChangeKind::Merged
                | ChangeKind::New
                | ChangeKind::Dropped => {}
            }
            for run in &change.words {
                let _ = match run.op {
                    Op::Equal => write!(out, "{}", run.text),
                    Op::Delete => write!(out, "[-{}-]", run.text),
                    Op::Insert => write!(out, "{{+{}+}}", run.text),
                };
            }
            out.push('\n');
        }
        out
    }

    /// As a table side by side: a fragment for a page.
    #[must_use]
    pub fn html(&self) -> String {
        html::fragment(self)
    }

    /// As a page of its own.
    #[must_use]
    pub fn html_page(&self) -> String {
        html::page(self)
    }

    /// As JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

fn list(ids: &[String]) -> String {
    if ids.is_empty() { "–".to_owned() } else { ids.join(" + ") }
}
