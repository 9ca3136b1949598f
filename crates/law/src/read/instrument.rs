//! Reads `instruments/*.toml`.

use crate::model::instrument::{Article, EntryIntoForce, Instrument, InstrumentKind};
use crate::problem::Code;
use crate::read::table::{Doc, Table, short};
use crate::read::words::{Once, is_upper_id, word};

/// Reads all instruments, in the order of their files.
pub(crate) fn instruments(docs: &[&Doc<'_>]) -> Vec<Instrument> {
    let mut once = Once::default();
    let mut list = Vec::with_capacity(docs.len());
    for doc in docs {
        let table = doc.table();
        let read = instrument(&table, &mut once);
        table.done();
        if read.is_none() {
            doc.page.spoil(table.text("id").as_ref());
        }
        list.extend(read);
    }
    list
}

fn instrument<'d>(table: &Table<'d>, once: &mut Once<'d>) -> Option<Instrument> {
    let id = table.need("id", "upper-case words joined by hyphens: VCCR");
    let title = table.need("title", "what people read");
    let kind = table.need("kind", "treaty, declaration, resolution …");
    let kind = word(table, "kind", kind, &InstrumentKind::WORDS);
    let adopted = table.day("adopted").map(|day| day.value);
    let untc = table.text("untc").map(|t| t.value.to_owned());
    let source = table.text("source").map(|t| t.value.to_owned());
    let summary = table.text("summary").map(|t| t.value.to_owned());
    let entry_into_force = table.table("entry_into_force").map(|entry| entry_into_force(&entry));
    let articles = articles(table);
    let id = id?;
    if !is_upper_id(id.value) {
        table.page.report(
            Code::Id,
            &id.span,
            format!("`{}` is not the id of an instrument", short(id.value)),
            "write upper-case words joined by hyphens: SMUGGLING-PROTOCOL",
        );
        return None;
    }
    if !id.value.eq_ignore_ascii_case(table.page.stem()) {
        let message = format!("the id is `{}` but the file is called otherwise", short(id.value));
        let help = format!("rename the file to {}.toml", id.value.to_ascii_lowercase());
        table.page.report(Code::Id, &id.span, message, help);
    }
    if !once.first(table.page, "instrument", &id) {
        return None;
    }
    Some(Instrument {
        id: id.value.to_owned(),
        title: title?.value.to_owned(),
        kind: kind?,
        adopted,
        untc,
        entry_into_force,
        source,
        summary,
        articles,
    })
}

fn entry_into_force(table: &Table<'_>) -> EntryIntoForce {
    let general = table.day("general").map(|day| day.value);
    let rule = table.text("rule").map(|t| t.value.to_owned());
    let article = table.text("article").map(|t| t.value.to_owned());
    table.done();
    EntryIntoForce { general, rule, article }
}

fn articles(table: &Table<'_>) -> Vec<Article> {
    let mut once = Once::default();
    let mut list = Vec::new();
    for entry in table.tables("article") {
        let number = entry.need("number", "the article as cited: 36(1)(b)");
        let summary = entry.need("summary", "own words, one sentence");
        entry.done();
        let (Some(number), Some(summary)) = (number, summary) else { continue };
        if once.first(table.page, "article", &number) {
            let (number, summary) = (number.value.to_owned(), summary.value.to_owned());
            list.push(Article { number, summary });
        }
    }
    list
}
