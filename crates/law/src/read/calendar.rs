//! Reads `jurisdictions/<id>/calendar-*.toml`.
//!
//! A calendar may be `based_on` another one of the same jurisdiction: it has that one's holidays and its own. Such chains
//! may not come back to themselves. Weekend and first and last day are each calendar's own.

use crate::model::jurisdiction::LawCalendar;
use crate::problem::Code;
use crate::read::table::{At, Doc, Table, short};
use crate::read::words::{Once, id};
use std::collections::BTreeMap;
use std::sync::Arc;
use when::{Calendar, Day, Weekday};

/// A calendar's particulars and its days, ready for places.
#[derive(Clone)]
pub(crate) struct ReadCalendar {
    pub(crate) meta: Arc<LawCalendar>,
    pub(crate) days: Calendar,
}

struct Raw<'d> {
    doc: &'d Doc<'d>,
    meta: LawCalendar,
    weekend: Vec<Weekday>,
    based_on: Option<At<&'d str>>,
}

/// Reads the calendars of one jurisdiction, in the order of their files.
pub(crate) fn calendars<'d>(docs: &[&'d Doc<'d>], once: &mut Once<'d>) -> Vec<ReadCalendar> {
    let mut raw: Vec<Raw<'_>> = Vec::with_capacity(docs.len());
    for doc in docs {
        match calendar(doc, once) {
            Some(read) => raw.push(read),
            None => doc.page.spoil(doc.table().text("id").as_ref()),
        }
    }
    let by_id: BTreeMap<&str, usize> =
        raw.iter().enumerate().map(|(i, raw)| (raw.meta.id.as_str(), i)).collect();
    raw.iter()
        .map(|one| {
            let mut meta = one.meta.clone();
            for base in bases(one, &raw, &by_id) {
                meta.holidays.extend(base.meta.holidays.iter().cloned());
            }
            meta.holidays.sort();
            meta.holidays.dedup_by(|a, b| a.0 == b.0);
            meta.holidays.retain(|(day, _)| (meta.first..=meta.last).contains(day));
            let days = meta.holidays.iter().map(|(day, _)| *day).collect();
            let days = Calendar::new(&one.weekend, days, meta.first, meta.last);
            ReadCalendar { meta: Arc::new(meta), days }
        })
        .collect()
}

/// The calendars on which one is based, the nearest first.
fn bases<'r>(
    start: &Raw<'_>,
    raw: &'r [Raw<'_>],
    by_id: &BTreeMap<&str, usize>,
) -> Vec<&'r Raw<'r>> {
    let mut chain: Vec<&Raw<'_>> = Vec::new();
    let mut next = start.based_on.clone();
    while let Some(name) = next {
        let Some(base) = by_id.get(name.value).and_then(|i| raw.get(*i)) else {
            // Reported once, at the calendar that says it.
            if chain.is_empty() {
                let known = by_id.keys().copied();
                let fallback = "a calendar is based on one of the same jurisdiction";
                start.doc.page.unknown(&name.span, "calendar", name.value, known, fallback);
            }
            break;
        };
        if base.meta.id == start.meta.id || chain.iter().any(|seen| seen.meta.id == base.meta.id) {
            let mut path: Vec<&str> = vec![&start.meta.id];
            path.extend(chain.iter().map(|seen| seen.meta.id.as_str()));
            path.push(&base.meta.id);
            start.doc.page.report(
                Code::Cycle,
                &start.based_on.as_ref().map(|at| at.span.clone()).unwrap_or_default(),
                format!("the calendar is based on itself: {}", path.join(" → ")),
                "delete one `based_on` of the circle",
            );
            break;
        }
        chain.push(base);
        next = base.based_on.clone();
    }
    chain
}

fn calendar<'d>(doc: &'d Doc<'d>, once: &mut Once<'d>) -> Option<Raw<'d>> {
    let table = doc.table();
    let place = id(&table);
    let title = table.need("title", "what people read");
    let source = table.need("source", "the statute");
    let confirmed = table.flag("confirmed").is_some_and(|flag| flag.value);
    let based_on = table.text("based_on");
    // For people: what the calendar leaves out.
    let _ = table.text("note");
    let weekend = weekend(&table);
    let first = need_day(&table, "first");
    let last = need_day(&table, "last");
    let holidays = holidays(&table);
    table.done();
    let (place, first, last) = (place?, first?, last?);
    if first.value > last.value {
        let message =
            format!("the calendar ends ({}) before it begins ({})", last.value, first.value);
        doc.page.report(Code::Conflict, &last.span, message, "exchange the two days");
        return None;
    }
    if !once.first(&doc.page, "calendar", &place) {
        return None;
    }
    let meta = LawCalendar {
        id: place.value.to_owned(),
        title: title?.value.to_owned(),
        source: source?.value.to_owned(),
        confirmed,
        first: first.value,
        last: last.value,
        holidays,
    };
    Some(Raw { doc, meta, weekend, based_on })
}

fn need_day(table: &Table<'_>, key: &'static str) -> Option<At<Day>> {
    if table.place(key).is_none() {
        table.need(key, "a day: \"2000-01-01\"")?;
    }
    table.day(key)
}

fn weekend(table: &Table<'_>) -> Vec<Weekday> {
    if table.place("weekend").is_none() {
        table.need_texts("weekend", "the days: [\"saturday\", \"sunday\"], or [] for none");
    }
    let texts = table.texts("weekend");
    let mut days = Vec::with_capacity(texts.len());
    for text in &texts {
        match Weekday::from_name(text.value) {
            Some(day) => days.push(day),
            None => {
                let known = Weekday::ALL.map(Weekday::name);
                table.page.unknown(&text.span, "day of the week", text.value, known, "");
            }
        }
    }
    days
}

fn holidays(table: &Table<'_>) -> Vec<(Day, String)> {
    let mut days = Vec::new();
    for holiday in table.tables("holiday") {
        let name = holiday.need("name", "what the day is called");
        // For people.
        let _ = (holiday.text("source"), holiday.text("note"));
        let dates = holiday.need_texts("dates", "the days off: [\"2024-01-01\"]");
        holiday.done();
        let Some(name) = name else { continue };
        let mut before: Option<Day> = None;
        for date in &dates {
            let Some(day) = table.page.day(date.value, &date.span) else { continue };
            if before.is_some_and(|before| before >= day) {
                let message = format!("{} stands after a later or equal day", short(date.value));
                table.page.report(
                    Code::Conflict,
                    &date.span,
                    message,
                    "write the days in order, each once",
                );
            }
            before = Some(day);
            days.push((day, name.value.to_owned()));
        }
    }
    days
}
