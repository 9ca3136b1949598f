//! What must be done next, by when, and what is not known: a table for terminals.
//!
//! The caller chooses and orders the items; this module lays them out. Columns are aligned by the width that a terminal
//! gives to a text, which is not its number of letters.

use unicode_width::UnicodeWidthStr;
use words::{Key, Words, key};

/// Letters of a cell that are shown.
const CELL_WIDTH: usize = 56;

/// A clock on the worklist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// The name of the clock, for `amparo explain`.
    pub clock: String,
    /// Title of the duty.
    pub duty: String,
    /// The limit is not confirmed by a lawyer.
    pub unconfirmed: bool,
    /// When it is due, in words; empty where no deadline is known.
    pub due: String,
    /// For an overdue clock how late, for one that is due soon what is left, else what is missing.
    pub detail: String,
}

/// The worklist.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Worklist {
    /// Overdue, the longest first.
    pub overdue: Vec<Item>,
    /// Due soon, the most urgent first.
    pub soon: Vec<Item>,
    /// Cannot be told.
    pub cannot_tell: Vec<Item>,
    /// How many more there are of each than are listed.
    pub more: [u64; 3],
}

impl Worklist {
    /// What is missing for a clock, in words: the detail of an item that cannot be told.
    #[must_use]
    pub fn missing(clock: &duty::Clock, law: &law::Law, words: &Words) -> String {
        let facts =
            clock.missing.iter().map(|fact| crate::missing::say(fact, &law.vocabulary, words));
        facts.collect::<Vec<_>>().join(" ")
    }

    /// The worklist as text.
    #[must_use]
    pub fn text(&self, words: &Words) -> String {
        let [overdue, soon, cannot_tell] = self.more;
        let parts = [
            (key::WORKLIST_OVERDUE, key::COLUMN_LATE_BY, &self.overdue, overdue),
            (key::WORKLIST_SOON, key::COLUMN_LEFT, &self.soon, soon),
            (key::WORKLIST_CANNOT_TELL, key::COLUMN_MISSING, &self.cannot_tell, cannot_tell),
        ];
        let parts =
            parts.map(|(heading, detail, items, more)| part(heading, detail, items, more, words));
        parts.join("\n")
    }
}

fn part(heading: Key, detail: Key, items: &[Item], more: u64, words: &Words) -> String {
    let mut text = words.text(heading);
    text.push('\n');
    if items.is_empty() {
        text.push_str(&format!("  {}\n", words.text(key::WORKLIST_EMPTY)));
        return text;
    }
    let mut table = Columns::default();
    let heads = [key::COLUMN_CLOCK, key::COLUMN_DUTY, key::COLUMN_DUE, detail];
    table.row(heads.map(|key| words.text(key)).into());
    for item in items {
        let mark = if item.unconfirmed {
            format!(" ({})", words.text(key::UNCONFIRMED_SHORT))
        } else {
            String::new()
        };
        let duty = format!("{}{mark}", cut(&item.duty, CELL_WIDTH));
        table.row(vec![
            item.clock.clone(),
            duty,
            item.due.clone(),
            cut(&item.detail, 2 * CELL_WIDTH),
        ]);
    }
    text.push_str(&table.draw("  ", &[]));
    if more > 0 {
        text.push_str(&format!("  {}\n", words.say(key::WORKLIST_MORE, &[("n", more.into())])));
    }
    text
}

/// A table whose columns are as wide as their widest cell.
#[derive(Default)]
pub(crate) struct Columns(Vec<Vec<String>>);

impl Columns {
    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.0.push(cells.into_iter().map(|cell| plain(&cell)).collect());
    }

    /// `at_end` says which columns are aligned at their end, as numbers are.
    pub(crate) fn draw(&self, indent: &str, at_end: &[bool]) -> String {
        let count = self.0.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column: usize| {
            self.0.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max()
        };
        let widths: Vec<usize> =
            (0..count).map(|column| width(column).unwrap_or_default()).collect();
        let mut text = String::new();
        for row in &self.0 {
            let mut line = indent.to_owned();
            for ((cell, width), column) in row.iter().zip(&widths).zip(0..) {
                let space = " ".repeat(width.saturating_sub(cell.width()));
                let parts = if at_end.get(column).copied().unwrap_or_default() {
                    [space.as_str(), cell]
                } else {
                    [cell.as_str(), &space]
                };
                if column > 0 {
                    line.push_str("  ");
                }
                parts.iter().for_each(|part| line.push_str(part));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// Without control characters, which could move the cursor: cells come from records.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Cut to a width, with an ellipsis.
fn cut(text: &str, most: usize) -> String {
    if text.width() <= most {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.chars() {
        if short.width() + letter.to_string().width() + 1 > most {
            break;
        }
        short.push(letter);
    }
    format!("{}…", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use words::Language;

    #[test]
    fn columns_are_aligned_by_width() {
        let mut table = Columns::default();
        table.row(vec!["监禁".into(), "1".into()]);
        table.row(vec!["abcd".into(), "10".into()]);
        table.row(vec!["e\u{301}".into(), "\u{1b}[2J".into()]);
        assert_eq!(table.draw("", &[false, true]), "监禁     1\nabcd    10\ne\u{301}      [2J\n");
        assert_eq!(cut("监禁监禁", 5), "监禁…");
    }

    #[test]
    fn an_empty_worklist_says_so() {
        let text = Worklist::default().text(&Words::new(Language::En));
        assert_eq!(
            text,
            "Overdue\n  Nothing here.\n\nDue soon\n  Nothing here.\n\nCannot tell\n  Nothing here.\n"
        );
    }
}
