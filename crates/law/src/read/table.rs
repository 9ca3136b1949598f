//! A TOML table that remembers what it was asked for.
//!
//! Derived deserialisation stops at the first error of a file and forgets where values stood. A lawyer wants all errors,
//! each with its place, so the readers of this crate walk the parsed document themselves: every accessor notes the key it
//! was asked for and reports a missing or mistyped value; [`Table::done`] reports the keys nobody asked for.

use crate::nearest::did_you_mean;
use crate::problem::{Code, Log, Problem, Quoted};
use crate::source::LawFile;
use miette::NamedSource;
use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use when::Day;

/// Texts longer than this are refused: no law file needs them, and they are printed with results.
const TEXT_MAX: usize = 4_000;

/// A file while it is read: its text for quoting, and where to report.
pub(crate) struct Page<'l> {
    pub(crate) path: &'l str,
    pub(crate) text: &'l str,
    /// For quoting; made when the first problem of the file is reported.
    named: OnceCell<Quoted>,
    log: &'l Log,
}

impl<'l> Page<'l> {
    pub(crate) fn new(file: &'l LawFile, log: &'l Log) -> Self {
        Self { path: &file.path, text: &file.text, named: OnceCell::new(), log }
    }

    /// Reports a problem at a place of this file, with what to do about it.
    pub(crate) fn report(
        &self,
        code: Code,
        span: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let named =
            self.named.get_or_init(|| Arc::new(NamedSource::new(self.path, Arc::from(self.text))));
        let problem = Problem::at(code, named, span.clone(), message.into(), help.into());
        self.log.add(problem);
    }

    /// Reports a name of something that does not exist, and suggests what was meant. Says nothing about what stands in
    /// the folder but could not be read: that has been reported where it stands.
    pub(crate) fn unknown<'a>(
        &self,
        span: &Range<usize>,
        what: &str,
        word: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
        fallback: &str,
    ) {
        if self.log.is_spoilt(word) {
            return;
        }
        let help =
            if self.log.is_full() { String::new() } else { did_you_mean(word, known, fallback) };
        let message = format!("no {what} is called `{}`", short(word));
        self.report(Code::UnknownName, span, message, help);
    }

    /// Remembers that the thing of this name could not be read.
    pub(crate) fn spoil(&self, id: Option<&At<&str>>) {
        if let Some(id) = id {
            self.log.spoil(id.value);
        }
    }

    /// `path:line` of a place in this file.
    pub(crate) fn line_of(&self, span: &Range<usize>) -> String {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        format!("{}:{}", self.path, before.bytes().filter(|b| *b == b'\n').count() + 1)
    }

    /// The name of the file without folder and ending.
    pub(crate) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(self.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

/// A file parsed as TOML.
pub(crate) struct Doc<'l> {
    pub(crate) page: Page<'l>,
    root: Spanned<DeTable<'l>>,
}

impl<'l> Doc<'l> {
    /// Parses the file; syntax errors are reported, all that the parser can tell.
    pub(crate) fn parse(file: &'l LawFile, log: &'l Log) -> Self {
        let page = Page::new(file, log);
        let (root, errors) = DeTable::parse_recoverable(&file.text);
        for error in errors.iter().take(20) {
            let span = error.span().unwrap_or(0..0);
            let help = "this is not TOML: look for a missing quote, bracket or equals sign";
            page.report(Code::Syntax, &span, error.message(), help);
        }
        Self { page, root }
    }

    /// The table of the whole file.
    pub(crate) fn table(&self) -> Table<'_> {
        Table::new(&self.page, self.root.get_ref(), 0..0)
    }
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

/// A table of a law file.
pub(crate) struct Table<'d> {
    pub(crate) page: &'d Page<'d>,
    entries: &'d DeTable<'d>,
    /// Where the table stands: its header, or its braces.
    pub(crate) span: Range<usize>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'d> Table<'d> {
    fn new(page: &'d Page<'d>, entries: &'d DeTable<'d>, span: Range<usize>) -> Self {
        Self { page, entries, span, asked: RefCell::default() }
    }

    fn value(&self, key: &'static str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.asked.borrow_mut().push(key);
        self.entries.get(key)
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let found = value.get_ref().type_str();
        self.page.report(
            Code::WrongValue,
            &value.span(),
            format!("`{key}` is {} {found}", article(found)),
            format!("write {wanted}"),
        );
    }

    fn missing(&self, key: &str, wanted: &str) {
        let message = format!("`{key}` is missing");
        self.page.report(Code::MissingKey, &self.span, message, format!("add `{key}`: {wanted}"));
    }

    /// Whether the key stands there, and where its value stands.
    pub(crate) fn place(&self, key: &'static str) -> Option<Range<usize>> {
        self.value(key).map(Spanned::span)
    }

    /// A text that may be left out.
    pub(crate) fn text(&self, key: &'static str) -> Option<At<&'d str>> {
        let value = self.value(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong(key, value, "a text in quotes");
            return None;
        };
        if text.len() > TEXT_MAX {
            let message = format!("`{key}` has {} bytes", text.len());
            self.page.report(
                Code::WrongValue,
                &value.span(),
                message,
                format!("keep texts below {TEXT_MAX} bytes"),
            );
            return None;
        }
        Some(At { value: text, span: value.span() })
    }

    /// A text that must stand and must not be blank.
    pub(crate) fn need(&self, key: &'static str, wanted: &str) -> Option<At<&'d str>> {
        if !self.entries.contains_key(key) {
            self.asked.borrow_mut().push(key);
            self.missing(key, wanted);
            return None;
        }
        let text = self.text(key)?;
        if text.value.trim().is_empty() {
            let message = format!("`{key}` is empty");
            self.page.report(Code::WrongValue, &text.span, message, format!("write {wanted}"));
            return None;
        }
        Some(text)
    }

    /// A list of texts; nothing if it is left out.
    pub(crate) fn texts(&self, key: &'static str) -> Vec<At<&'d str>> {
        self.value(key).map(|value| self.texts_in(key, value)).unwrap_or_default()
    }

    /// A list of at least one text that must stand.
    pub(crate) fn need_texts(&self, key: &'static str, wanted: &str) -> Vec<At<&'d str>> {
        let Some(value) = self.value(key) else {
            self.missing(key, wanted);
            return Vec::new();
        };
        let texts = self.texts_in(key, value);
        if value.get_ref().as_array().is_some_and(|array| array.is_empty()) {
            let message = format!("`{key}` is empty");
            self.page.report(Code::WrongValue, &value.span(), message, format!("write {wanted}"));
        }
        texts
    }

    /// A list of lists of texts.
    pub(crate) fn text_lists(&self, key: &'static str) -> Option<At<Vec<Vec<At<&'d str>>>>> {
        let value = self.value(key)?;
        let Some(array) = value.get_ref().as_array() else {
            self.wrong(key, value, "a list of lists: [[\"…\"], [\"…\"]]");
            return None;
        };
        let lists = array.iter().map(|inner| self.texts_in(key, inner)).collect();
        Some(At { value: lists, span: value.span() })
    }

    fn texts_in(&self, key: &str, value: &'d Spanned<DeValue<'d>>) -> Vec<At<&'d str>> {
        let Some(array) = value.get_ref().as_array() else {
            self.wrong(key, value, "a list of texts: [\"…\"]");
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(array.len());
        for item in array.iter() {
            match item.get_ref().as_str() {
                Some(text) if text.len() <= TEXT_MAX => {
                    texts.push(At { value: text, span: item.span() });
                }
                Some(_) | None => self.wrong(key, item, "a text in quotes"),
            }
        }
        texts
    }

    /// `true` or `false`; `None` if left out.
    pub(crate) fn flag(&self, key: &'static str) -> Option<At<bool>> {
        let value = self.value(key)?;
        match value.get_ref().as_bool() {
            Some(flag) => Some(At { value: flag, span: value.span() }),
            None => {
                self.wrong(key, value, "true or false, without quotes");
                None
            }
        }
    }

    /// A whole number from 1.
    pub(crate) fn number(&self, key: &'static str) -> Option<At<u32>> {
        let value = self.value(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|integer| u32::from_str_radix(integer.as_str(), integer.radix()).ok());
        match number {
            Some(number) if number > 0 => Some(At { value: number, span: value.span() }),
            Some(_) | None => {
                self.wrong(key, value, "a whole number from 1, without quotes");
                None
            }
        }
    }

    /// A day, as a text or as a TOML date.
    pub(crate) fn day(&self, key: &'static str) -> Option<At<Day>> {
        let value = self.value(key)?;
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => {
                self.wrong(key, value, "a day: \"2026-06-12\"");
                return None;
            }
        };
        self.page.day(&text, &value.span()).map(|day| At { value: day, span: value.span() })
    }

    /// A table inside this one.
    pub(crate) fn table(&self, key: &'static str) -> Option<Table<'d>> {
        let value = self.value(key)?;
        match value.get_ref().as_table() {
            Some(entries) => Some(Table::new(self.page, entries, value.span())),
            None => {
                self.wrong(key, value, &format!("a table: [{key}] or {{ … }}"));
                None
            }
        }
    }

    /// A list of tables inside this one; nothing if it is left out.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Table<'d>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong(key, value, &format!("a list of tables: [[{key}]]"));
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(array.len());
        for item in array.iter() {
            match item.get_ref().as_table() {
                Some(entries) => tables.push(Table::new(self.page, entries, item.span())),
                None => self.wrong(key, item, "a table"),
            }
        }
        tables
    }

    /// The days of a table whose keys are names rather than words of the format.
    pub(crate) fn named_days(&self) -> Vec<(At<&'d str>, Day)> {
        let mut days = Vec::new();
        for (key, value) in self.entries {
            let name = At { value: key.get_ref().as_ref(), span: key.span() };
            match value.get_ref().as_str() {
                Some(text) => {
                    days.extend(self.page.day(text, &value.span()).map(|day| (name, day)))
                }
                None => self.wrong(name.value, value, "a day in quotes: \"2026-06-12\""),
            }
        }
        days
    }

    /// Reports the keys that nobody asked for. Call it after the last accessor.
    pub(crate) fn done(&self) {
        let asked = self.asked.borrow();
        for key in self.entries.keys() {
            let word = key.get_ref().as_ref();
            if !asked.contains(&word) {
                let help = did_you_mean(
                    word,
                    asked.iter().copied(),
                    "docs/law-files.md lists the keys of this table",
                );
                let message = format!("no key of this table is called `{}`", short(word));
                self.page.report(Code::UnknownKey, &key.span(), message, help);
            }
        }
    }
}

impl Page<'_> {
    /// A day, `YYYY-MM-DD`.
    pub(crate) fn day(&self, text: &str, span: &Range<usize>) -> Option<Day> {
        match text.parse::<Day>() {
            Ok(day) => Some(day),
            Err(error) => {
                let message = format!("`{}` is not a day", short(text));
                self.report(Code::WrongValue, span, message, error.to_string());
                None
            }
        }
    }
}

/// The first characters of a word, for messages: a hostile file must not fill a terminal.
pub(crate) fn short(word: &str) -> String {
    let mut chars = word.chars();
    let head: String = chars.by_ref().take(60).filter(|c| !c.is_control()).collect();
    if chars.next().is_some() { head + "…" } else { head }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
