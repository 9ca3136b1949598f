//! Reads `jurisdictions/<id>/lists*.toml`: versioned lists of countries.

use crate::model::duty::{List, ListEntry};
use crate::model::vocabulary::Vocabulary;
use crate::problem::Code;
use crate::read::table::{Doc, Table};
use crate::read::words::{Once, id};

/// Reads the lists of one jurisdiction.
pub(crate) fn lists(docs: &[&Doc<'_>], words: &Vocabulary, jurisdiction: usize) -> Vec<List> {
    let mut once = Once::default();
    let mut lists = Vec::new();
    for doc in docs {
        let root = doc.table();
        for table in root.tables("list") {
            let read = list(&table, words, jurisdiction, &mut once);
            table.done();
            if read.is_none() {
                doc.page.spoil(table.text("id").as_ref());
            }
            lists.extend(read);
        }
        root.done();
    }
    lists
}

fn list<'d>(
    table: &Table<'d>,
    words: &Vocabulary,
    jurisdiction: usize,
    once: &mut Once<'d>,
) -> Option<List> {
    let list_id = id(table);
    let title = table.need("title", "what people read");
    let source = table.need("source", "where the list comes from");
    let confirmed = table.flag("confirmed").is_some_and(|flag| flag.value);
    let note = table.text("note").map(|t| t.value.to_owned());
    let entries = table.tables("entry");
    if entries.is_empty() {
        let message = "the list has no entries";
        table.page.report(Code::Incomplete, &table.span, message, "add [[list.entry]] tables");
    }
    let entries = entries.iter().filter_map(|entry| list_entry(entry, words)).collect();
    let list_id = list_id?;
    if !once.first(table.page, "list", &list_id) {
        return None;
    }
    Some(List {
        id: list_id.value.to_owned(),
        title: title?.value.to_owned(),
        jurisdiction,
        source: source?.value.to_owned(),
        confirmed,
        note,
        entries,
    })
}

fn list_entry(table: &Table<'_>, words: &Vocabulary) -> Option<ListEntry> {
    let code = table.need("code", "a country code");
    let from = table.day("from");
    let to = table.day("to");
    // For people: why the entry is doubtful.
    let _ = table.text("note");
    table.done();
    if let (Some(from), Some(to)) = (&from, &to)
        && from.value > to.value
    {
        let message = format!("the entry ends ({}) before it begins ({})", to.value, from.value);
        table.page.report(Code::Conflict, &to.span, message, "exchange the two days");
    }
    let code = code?;
    let countries = words.countries()?;
    let found = words.any_code(code.value).filter(|code| words.is_country(*code));
    if found.is_none() {
        let known = countries.codes.iter().map(|code| words.code_name(*code));
        let fallback = "write the three-letter code of ISO 3166-1";
        table.page.unknown(&code.span, "country", code.value, known, fallback);
    }
    Some(ListEntry { code: found?, from: from.map(|d| d.value), to: to.map(|d| d.value) })
}
