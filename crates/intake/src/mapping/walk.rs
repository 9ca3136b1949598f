//! A TOML table that remembers what it was asked for.
//!
//! Derived deserialisation stops at the first error and forgets where values stood. Whoever writes a mapping wants all errors at once,
//! each with its place: every accessor notes the key it was asked for and reports a mistyped value, and [`Table::done`]
//! reports the keys nobody asked for.

use crate::problem::{Log, short};
use std::cell::RefCell;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

/// A table of a mapping.
pub(crate) struct Table<'t> {
    log: &'t Log,
    entries: &'t DeTable<'t>,
    /// Its header or its braces.
    pub(crate) span: Range<usize>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'t> Table<'t> {
    pub(crate) fn new(log: &'t Log, entries: &'t DeTable<'t>, span: Range<usize>) -> Self {
        Self { log, entries, span, asked: RefCell::default() }
    }

    pub(crate) const fn log(&self) -> &'t Log {
        self.log
    }

    fn value(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.borrow_mut().push(key);
        self.entries.get(key)
    }

    /// Whether the key stands there.
    pub(crate) fn has(&self, key: &'static str) -> bool {
        self.value(key).is_some()
    }

    /// Where the value stands, or the table if it does not.
    pub(crate) fn place(&self, key: &'static str) -> Range<usize> {
        self.value(key).map_or(self.span.clone(), Spanned::span)
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let found = value.get_ref().type_str();
        self.log.add(
            &value.span(),
            format!("`{key}` is of the type {found}"),
            format!("write {wanted}"),
        );
    }

    /// Reports that a key is missing.
    pub(crate) fn missing(&self, key: &str, help: &str) {
        self.log.add(&self.span, format!("`{key}` is missing here"), help);
    }

    /// A text.
    pub(crate) fn text(&self, key: &'static str) -> Option<At<&'t str>> {
        let value = self.value(key)?;
        match value.get_ref().as_str() {
            Some(text) => Some(At { value: text, span: value.span() }),
            None => {
                self.wrong(key, value, "a text in quotes");
                None
            }
        }
    }

    /// A text that must be there.
    pub(crate) fn need(&self, key: &'static str, help: &str) -> Option<At<&'t str>> {
        if !self.has(key) {
            self.missing(key, help);
        }
        self.text(key)
    }

    /// A text, or several in a list; nothing if the key is not there.
    pub(crate) fn texts(&self, key: &'static str) -> Vec<At<&'t str>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let items = match value.get_ref().as_array() {
            Some(items) => items.iter().collect(),
            None => vec![value],
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => texts.push(At { value: text, span: item.span() }),
                None => self.wrong(key, item, "texts in quotes: [\"one\", \"another\"]"),
            }
        }
        texts
    }

    /// Yes or no.
    pub(crate) fn flag(&self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        if value.get_ref().as_bool().is_none() {
            self.wrong(key, value, "true or false, without quotes");
        }
        value.get_ref().as_bool()
    }

    /// A whole number.
    pub(crate) fn number(&self, key: &'static str, least: u64, most: u64) -> Option<u64> {
        let value = self.value(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|integer| u64::from_str_radix(integer.as_str(), integer.radix()).ok())
            .filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.wrong(
                key,
                value,
                &format!("a whole number from {least} to {most}, without quotes"),
            );
        }
        number
    }

    /// A size in bytes: `"1 MiB"`.
    pub(crate) fn size(&self, key: &'static str) -> Option<u64> {
        let text = self.text(key)?;
        let units = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40)];
        let size = units.iter().find_map(|(unit, shift)| {
            let number: u64 = text.value.strip_suffix(unit)?.trim().parse().ok()?;
            number.checked_mul(1 << shift).filter(|size| *size > 0)
        });
        if size.is_none() {
            let help = "write a size such as \"64 KiB\", \"1 MiB\" or \"2 GiB\"";
            self.log.add(&text.span, format!("`{}` is no size", short(text.value)), help);
        }
        size
    }

    /// One of several words.
    pub(crate) fn choice<T: Copy>(
        &self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.text(key)?;
        let found = words.iter().find(|(word, _)| *word == text.value).map(|(_, value)| *value);
        if found.is_none() {
            self.log.unknown(
                &text.span,
                &format!("choice for `{key}`"),
                text.value,
                words.iter().map(|(w, _)| *w),
            );
        }
        found
    }

    /// A table inside this one.
    pub(crate) fn table(&self, key: &'static str) -> Option<Table<'t>> {
        let value = self.value(key)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong(key, value, &format!("a table: [{key}] or {{ … }}"));
        }
        table.map(|entries| Table::new(self.log, entries, value.span()))
    }

    /// A list of tables; nothing if the key is not there.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Table<'t>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, value, &format!("a list of tables: [[{key}]]"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items.iter() {
            match item.get_ref().as_table() {
                Some(entries) => tables.push(Table::new(self.log, entries, item.span())),
                None => self.wrong(key, item, "a table"),
            }
        }
        tables
    }

    /// All entries of a table whose keys are names: columns, value tables.
    pub(crate) fn named_tables(&self) -> Vec<(At<&'t str>, Table<'t>)> {
        let mut tables = Vec::new();
        for (key, value) in self.entries {
            let name = At { value: key.get_ref().as_ref(), span: key.span() };
            match value.get_ref().as_table() {
                Some(entries) => tables.push((name, Table::new(self.log, entries, value.span()))),
                None => self.wrong(name.value, value, "a table"),
            }
        }
        tables
    }

    /// All entries of a table whose keys and values are texts.
    pub(crate) fn pairs(&self) -> Vec<(At<&'t str>, At<&'t str>)> {
        let mut pairs = Vec::new();
        for (key, value) in self.entries {
            let name = At { value: key.get_ref().as_ref(), span: key.span() };
            match value.get_ref().as_str() {
                Some(text) => pairs.push((name, At { value: text, span: value.span() })),
                None => self.wrong(name.value, value, "a text in quotes"),
            }
        }
        pairs
    }

    /// Reports the keys that nobody asked for. Call it after the last accessor.
    pub(crate) fn done(&self) {
        let asked = self.asked.borrow();
        for key in self.entries.keys() {
            let word = key.get_ref().as_ref();
            if !asked.contains(&word) {
                let known: std::collections::BTreeSet<&str> = asked.iter().copied().collect();
                self.log.unknown(&key.span(), "key of this table", word, known.iter().copied());
            }
        }
    }
}
