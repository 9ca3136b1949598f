//! A TOML table that remembers what it was asked for.
//!
//! Every accessor notes its key and reports a missing or mistyped value; [`Table::done`] reports the keys that nobody
//! asked for. Numbers that decide about privacy are read from their digits, never through a float.

use super::problem::{Log, did_you_mean, short};
use std::cell::RefCell;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

const TEXT_MAX: usize = 4_000;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

/// A table of a SPEC.
pub(crate) struct Table<'d> {
    pub(crate) log: &'d Log<'d>,
    entries: &'d DeTable<'d>,
    pub(crate) span: Range<usize>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'d> Table<'d> {
    pub(crate) fn new(log: &'d Log<'d>, entries: &'d DeTable<'d>, span: Range<usize>) -> Self {
        Self { log, entries, span, asked: RefCell::default() }
    }

    pub(crate) fn has(&self, key: &'static str) -> bool {
        self.entries.contains_key(key)
    }

    fn value(&self, key: &'static str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.asked.borrow_mut().push(key);
        self.entries.get(key)
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let found = value.get_ref().type_str();
        let message = format!("`{key}` is of the type {found}");
        self.log.report(&value.span(), message, format!("write {wanted}"));
    }

    pub(crate) fn missing(&self, key: &str, wanted: &str) {
        let message = format!("`{key}` is missing");
        self.log.report(&self.span, message, format!("add `{key}`: {wanted}"));
    }

    pub(crate) fn text(&self, key: &'static str) -> Option<At<&'d str>> {
        let value = self.value(key)?;
        match value.get_ref().as_str() {
            Some(text) if text.len() <= TEXT_MAX && !text.trim().is_empty() => {
                Some(At { value: text, span: value.span() })
            }
            Some(_) => {
                let help = format!("write a text of 1 to {TEXT_MAX} bytes");
                self.log.report(&value.span(), format!("`{key}` is empty or too long"), help);
                None
            }
            None => {
                self.wrong(key, value, "a text in quotes");
                None
            }
        }
    }

    pub(crate) fn need(&self, key: &'static str, wanted: &str) -> Option<At<&'d str>> {
        if !self.has(key) {
            self.asked.borrow_mut().push(key);
            self.missing(key, wanted);
            return None;
        }
        self.text(key)
    }

    pub(crate) fn texts(&self, key: &'static str) -> Option<Vec<At<&'d str>>> {
        let value = self.value(key)?;
        let Some(array) = value.get_ref().as_array() else {
            self.wrong(key, value, "a list of texts: [\"…\"]");
            return None;
        };
        let mut texts = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_str() {
                Some(text) if text.len() <= TEXT_MAX => {
                    texts.push(At { value: text, span: item.span() });
                }
                Some(_) | None => self.wrong(key, item, "a text in quotes"),
            }
        }
        Some(texts)
    }

    /// Pairs of texts: a list of lists, or a list of texts that stand for themselves.
    pub(crate) fn pairs(&self, key: &'static str) -> Vec<(At<&'d str>, &'d str)> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong(key, value, "a list: [[\"id\", \"title\"], …] or [\"id\", …]");
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for item in array.iter() {
            let at = |text| At { value: text, span: item.span() };
            let pair = item.get_ref().as_array().map(|pair| {
                let texts: Vec<&str> = pair.iter().filter_map(|t| t.get_ref().as_str()).collect();
                texts
            });
            match (item.get_ref().as_str(), pair.as_deref()) {
                (Some(text), _) => pairs.push((at(text), text)),
                (None, Some([id, title])) => pairs.push((at(*id), *title)),
                (None, _) => self.wrong(key, item, "an id, or [\"id\", \"title\"]"),
            }
        }
        pairs
    }

    pub(crate) fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.value(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong(key, value, "true or false, without quotes");
            false
        })
    }

    /// A whole number from 0.
    pub(crate) fn whole(&self, key: &'static str) -> Option<At<u64>> {
        let value = self.value(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|integer| u64::from_str_radix(integer.as_str(), integer.radix()).ok());
        if number.is_none() {
            self.wrong(key, value, "a whole number that is not negative, without quotes");
        }
        number.map(|number| At { value: number, span: value.span() })
    }

    /// A number as its digits. `nan` and `inf` are digits too for TOML: the caller refuses them.
    pub(crate) fn digits(&self, key: &'static str, wanted: &str) -> Option<At<String>> {
        let Some(value) = self.value(key) else {
            self.missing(key, wanted);
            return None;
        };
        let digits = match value.get_ref() {
            DeValue::Float(float) => float.as_str().to_owned(),
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().to_owned(),
            DeValue::Integer(_)
            | DeValue::String(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => {
                self.wrong(key, value, wanted);
                return None;
            }
        };
        Some(At { value: digits, span: value.span() })
    }

    pub(crate) fn table(&self, key: &'static str) -> Option<Table<'d>> {
        let value = self.value(key)?;
        match value.get_ref().as_table() {
            Some(entries) => Some(Table::new(self.log, entries, value.span())),
            None => {
                self.wrong(key, value, &format!("a table: [{key}]"));
                None
            }
        }
    }

    pub(crate) fn tables(&self, key: &'static str) -> Vec<Table<'d>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong(key, value, &format!("a list of tables: [[{key}]]"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_table() {
                Some(entries) => tables.push(Table::new(self.log, entries, item.span())),
                None => self.wrong(key, item, "a table"),
            }
        }
        tables
    }

    /// The entries of a table whose keys are names: texts or lists of texts.
    pub(crate) fn named(&self) -> Vec<(At<&'d str>, Vec<At<&'d str>>)> {
        let mut all = Vec::new();
        for (key, value) in self.entries {
            let name = At { value: key.get_ref().as_ref(), span: key.span() };
            let items: Vec<&Spanned<DeValue<'_>>> = match value.get_ref().as_array() {
                Some(array) => array.iter().collect(),
                None => vec![value],
            };
            let mut texts = Vec::new();
            for item in items {
                match item.get_ref().as_str() {
                    Some(text) => texts.push(At { value: text, span: item.span() }),
                    None => self.wrong(name.value, item, "a text or a list of texts"),
                }
            }
            all.push((name, texts));
        }
        all
    }

    /// The tables of a table whose keys are names.
    pub(crate) fn named_tables(&self) -> Vec<(At<&'d str>, Table<'d>)> {
        let mut all = Vec::new();
        for (key, value) in self.entries {
            let name = At { value: key.get_ref().as_ref(), span: key.span() };
            match value.get_ref().as_table() {
                Some(entries) => all.push((name, Table::new(self.log, entries, key.span()))),
                None => self.wrong(name.value, value, "a table"),
            }
        }
        all
    }

    /// Reports the keys that nobody asked for.
    pub(crate) fn done(&self) {
        let asked = self.asked.borrow();
        for key in self.entries.keys() {
            let word = key.get_ref().as_ref();
            if !asked.contains(&word) {
                let help = did_you_mean(word, asked.iter().copied(), "see docs/statistics.md");
                let message = format!("no key of this table is called `{}`", short(word));
                self.log.report(&key.span(), message, help);
            }
        }
    }
}
