//! Names of columns, and conditions on rows.

use super::model::{Column, Pattern, Reading, Test};
use super::walk::Table;
use crate::problem::short;
use std::collections::HashMap;

/// How deep conditions may stand in each other.
const DEPTH_MAX: usize = 16;

/// The columns of a mapping by name.
pub(super) struct Names<'c> {
    columns: &'c [Column],
    by_name: HashMap<&'c str, usize>,
}

impl<'c> Names<'c> {
    pub(super) fn new(columns: &'c [Column]) -> Self {
        let by_name = columns.iter().enumerate().map(|(i, c)| (c.name.as_str(), i)).collect();
        Self { columns, by_name }
    }

    pub(super) fn get(&self, index: usize) -> Option<&'c Column> {
        self.columns.get(index)
    }

    fn find(&self, at: &Table<'_>, word: &super::walk::At<&str>) -> Option<usize> {
        let found = self.by_name.get(word.value).copied();
        if found.is_none() {
            let known = self.columns.iter().map(|column| column.name.as_str());
            at.log().unknown(&word.span, "column under [columns]", word.value, known);
        }
        found
    }

    /// The column a key names, if the key is there.
    pub(super) fn column(&self, at: &Table<'_>, key: &'static str) -> Option<usize> {
        at.text(key).and_then(|word| self.find(at, &word))
    }

    /// The column a key names; the key must be there.
    pub(super) fn needed(&self, at: &Table<'_>, key: &'static str) -> Option<usize> {
        let word = at.need(key, "name a column that stands under [columns]")?;
        self.find(at, &word)
    }

    /// The columns a key names.
    pub(super) fn columns(&self, at: &Table<'_>, key: &'static str) -> Vec<usize> {
        at.texts(key).iter().filter_map(|word| self.find(at, word)).collect()
    }

    /// A column that must be read in a certain way.
    pub(super) fn read_as(
        &self,
        at: &Table<'_>,
        key: &'static str,
        wanted: &str,
        fits: fn(&Reading) -> bool,
    ) -> Option<usize> {
        let column = self.column(at, key)?;
        let read = self.get(column)?;
        if fits(&read.reading) {
            return Some(column);
        }
        let message = format!(
            "column `{}` is read as {}, and `{key}` needs {wanted}",
            read.name,
            read.reading.noun()
        );
        at.log().add(
            &at.place(key),
            message,
            format!("say under [columns.{}] how its {wanted} are written", read.name),
        );
        None
    }

    /// A column of dates.
    pub(super) fn dates(&self, at: &Table<'_>, key: &'static str) -> Option<usize> {
        self.read_as(at, key, "dates", |reading| matches!(reading, Reading::Date(_)))
    }
}

/// A condition that must be there.
pub(super) fn needed(at: &Table<'_>, key: &'static str, names: &Names<'_>) -> Option<Test> {
    if !at.has(key) {
        at.missing(key, "say for which rows: `when = { column = \"type\", is = [\"A\"] }`");
    }
    optional(at, key, names)
}

/// A condition that may be there.
pub(super) fn optional(at: &Table<'_>, key: &'static str, names: &Names<'_>) -> Option<Test> {
    at.table(key).and_then(|table| test(&table, names, 0))
}

fn test(table: &Table<'_>, names: &Names<'_>, depth: usize) -> Option<Test> {
    if depth > DEPTH_MAX {
        table.log().add(&table.span, "conditions stand too deep in each other", "write it flatter");
        return None;
    }
    let nested = |key| table.tables(key).iter().filter_map(|t| test(t, names, depth + 1)).collect();
    let found = if table.has("all") {
        Some(Test::All(nested("all")))
    } else if table.has("any") {
        Some(Test::Any(nested("any")))
    } else if table.has("not") {
        table.table("not").and_then(|t| test(&t, names, depth + 1)).map(|t| Test::Not(Box::new(t)))
    } else if table.has("before") {
        before(table, names)
    } else {
        simple(table, names)
    };
    table.done();
    found
}

fn simple(table: &Table<'_>, names: &Names<'_>) -> Option<Test> {
    let column = names.needed(table, "column")?;
    let patterns = |key| table.texts(key).iter().map(|text| Pattern::new(text.value)).collect();
    if table.has("is") {
        return Some(Test::Is { column, any_of: patterns("is") });
    }
    if table.has("is_not") {
        return Some(Test::Not(Box::new(Test::Is { column, any_of: patterns("is_not") })));
    }
    if let Some(empty) = table.flag("empty") {
        let test = Test::Empty { column };
        return Some(if empty { test } else { Test::Not(Box::new(test)) });
    }
    let number = table.number("below", 0, u64::from(u32::MAX)).and_then(|n| u32::try_from(n).ok());
    if let Some(number) = number {
        names.read_as(table, "column", "numbers", |reading| {
            matches!(reading, Reading::Number { .. })
        })?;
        return Some(Test::Below { column, number });
    }
    let help = "add `is = [..]`, `is_not = [..]`, `empty = true` or `below = 18`";
    table.log().add(&table.span, "this condition asks nothing about its column", help);
    None
}

/// `{ before = ["a", "b"], by = "1 day" }`
fn before(table: &Table<'_>, names: &Names<'_>) -> Option<Test> {
    let columns = names.columns(table, "before");
    let by = table.text("by");
    let &[first, second] = columns.as_slice() else {
        let help = "write `before = [\"release\", \"placement\"]`: the first is certainly before the second";
        table.log().add(&table.place("before"), "`before` compares two columns", help);
        return None;
    };
    for column in [first, second] {
        let read = names.get(column)?;
        if !matches!(read.reading, Reading::Date(_)) {
            let message = format!(
                "column `{}` is read as {}, and `before` needs dates",
                read.name,
                read.reading.noun()
            );
            let help = format!("say under [columns.{}] how its dates are written", read.name);
            table.log().add(&table.place("before"), message, help);
        }
    }
    let Some(by) = by else { return Some(Test::Before { first, second, by: 0 }) };
    let units = [("minute", 60), ("hour", 3600), ("day", 86_400)];
    let length = by.value.split_once(' ').and_then(|(number, unit)| {
        let seconds =
            units.iter().find(|(name, _)| unit.strip_suffix('s').unwrap_or(unit) == *name)?.1;
        number.parse::<i64>().ok()?.checked_mul(seconds).filter(|by| (0..=1 << 40).contains(by))
    });
    if length.is_none() {
        let message = format!("`{}` is no length of time", short(by.value));
        table.log().add(&by.span, message, "write `30 minutes`, `24 hours` or `1 day`");
    }
    length.map(|by| Test::Before { first, second, by })
}
