//! Reads `vocabulary/`: kinds of events, code lists, roles.

use crate::kinds::{CodeId, KINDS_MAX, KindId};
use crate::model::vocabulary::{
    Code as LawCode, CodeList, Codes, EventKind, ValueKind, Vocabulary,
};
use crate::problem::Code;
use crate::read::table::{At, Doc, Table, short};
use crate::read::words::{Once, id, id_is_name, paragraphs, word};
use crate::rule::Roles;
use std::collections::BTreeMap;

/// Reads the whole vocabulary; nothing if a role is not filled, because then no condition has a meaning.
pub(crate) fn vocabulary(
    events: &[&Doc<'_>],
    codes: &[&Doc<'_>],
    roles: Option<&Doc<'_>>,
) -> Option<Vocabulary> {
    let codes = code_lists(codes);
    let (events, by_id) = event_kinds(events, &codes);
    let table = roles?.table();
    let found = fill_roles(&table, &events, &by_id, &codes);
    table.done();
    let (roles, countries) = found?;
    let mut country_codes = codes.lists().get(countries)?.codes.clone();
    country_codes.sort_unstable();
    Some(Vocabulary { events, by_id, codes, roles, countries, country_codes })
}

fn code_lists(docs: &[&Doc<'_>]) -> Codes {
    let mut codes = Codes::default();
    let mut lists = Once::default();
    for doc in docs {
        let table = doc.table();
        let list_id = id(&table);
        let title = table.need("title", "what people read").map_or("", |t| t.value);
        let source = table.text("source").map(|t| t.value.to_owned());
        let mut once = Once::default();
        let mut list = Vec::new();
        for entry in table.tables("code") {
            let code = entry.need("id", "the code");
            let title = entry.need("title", "what people read");
            let alpha2 = entry.text("alpha2").map(|t| t.value.to_owned());
            entry.done();
            let (Some(code), Some(title)) = (code.clone(), title) else {
                doc.page.spoil(code.as_ref());
                continue;
            };
            if once.first(&doc.page, "code", &code) {
                list.push(codes.intern(LawCode {
                    id: code.value.to_owned(),
                    title: title.value.to_owned(),
                    alpha2,
                }));
            }
        }
        table.done();
        let Some(list_id) = list_id else { continue };
        id_is_name(&doc.page, &list_id, doc.page.stem(), "file");
        if list.is_empty() {
            let message = format!("code list `{}` has no codes", short(list_id.value));
            doc.page.report(Code::Incomplete, &list_id.span, message, "add [[code]] tables");
        }
        if lists.first(&doc.page, "code list", &list_id) {
            let (id, title) = (list_id.value.to_owned(), title.to_owned());
            codes.add_list(CodeList { id, title, source, codes: list });
        }
    }
    codes
}

fn event_kinds(docs: &[&Doc<'_>], codes: &Codes) -> (Vec<EventKind>, BTreeMap<String, KindId>) {
    let mut events = Vec::new();
    let mut by_id = BTreeMap::new();
    let mut once = Once::default();
    for doc in docs {
        let table = doc.table();
        for entry in table.tables("event") {
            let event_id = id(&entry);
            let event = event_kind(&entry, event_id.as_ref(), codes, doc.page.stem());
            entry.done();
            let (Some(event_id), Some(event)) = (event_id.clone(), event) else {
                doc.page.spoil(event_id.as_ref());
                continue;
            };
            if !once.first(&doc.page, "kind of event", &event_id) {
                continue;
            }
            let Some(number) = KindId::new(events.len()) else {
                doc.page.report(
                    Code::Conflict,
                    &event_id.span,
                    format!("more than {KINDS_MAX} kinds of events"),
                    "put rarely used kinds together: one kind with a code instead of several kinds",
                );
                return (events, by_id);
            };
            by_id.insert(event.id.clone(), number);
            events.push(event);
        }
        table.done();
    }
    (events, by_id)
}

#[derive(Copy, Clone)]
enum ValueWord {
    None,
    YesNo,
    Code,
    Count,
    Date,
    Reason,
}

const VALUE_WORDS: [(&str, ValueWord); 6] = [
    ("none", ValueWord::None),
    ("yes-no", ValueWord::YesNo),
    ("code", ValueWord::Code),
    ("count", ValueWord::Count),
    ("date", ValueWord::Date),
    ("reason", ValueWord::Reason),
];

fn event_kind(
    table: &Table<'_>,
    event_id: Option<&At<&str>>,
    codes: &Codes,
    subject: &str,
) -> Option<EventKind> {
    let title = table.need("title", "what people read");
    let value = table.need("value", "none, yes-no, code, count, date or reason");
    let value = word(table, "value", value, &VALUE_WORDS);
    let list = table.text("codes");
    let fact = table.flag("fact").is_some_and(|flag| flag.value);
    let (paragraphs, _) = paragraphs(table, &table.texts("paragraphs"));
    let note = table.text("note").map(|t| t.value.to_owned());
    let value = match (value?, list) {
        (ValueWord::Code, Some(list)) => {
            let found = codes.lists().iter().position(|known| known.id == list.value);
            if found.is_none() {
                let known = codes.lists().iter().map(|known| known.id.as_str());
                table.page.unknown(
                    &list.span,
                    "code list",
                    list.value,
                    known,
                    "add the list to vocabulary/codes/",
                );
            }
            ValueKind::Code(found?)
        }
        (ValueWord::Code, None) => {
            table.page.report(
                Code::MissingKey,
                &table.span,
                "`codes` is missing: which codes may this event carry?",
                "add codes = \"…\", the id of a list in vocabulary/codes/",
            );
            return None;
        }
        (_, Some(list)) => {
            table.page.report(
                Code::Conflict,
                &list.span,
                "`codes` stands, but the event does not carry a code",
                "write value = \"code\", or delete `codes`",
            );
            return None;
        }
        (ValueWord::None, None) => ValueKind::None,
        (ValueWord::YesNo, None) => ValueKind::YesNo,
        (ValueWord::Count, None) => ValueKind::Count,
        (ValueWord::Date, None) => ValueKind::Date,
        (ValueWord::Reason, None) => ValueKind::Reason,
    };
    Some(EventKind {
        id: event_id?.value.to_owned(),
        title: title?.value.to_owned(),
        value,
        fact,
        paragraphs,
        subject: subject.to_owned(),
        note,
    })
}

/// The roles, and the index of the code list that nationalities come from.
fn fill_roles(
    table: &Table<'_>,
    events: &[EventKind],
    by_id: &BTreeMap<String, KindId>,
    codes: &Codes,
) -> Option<(Roles, usize)> {
    let role = |key: &'static str, carries: &str, fits: &dyn Fn(ValueKind) -> bool| {
        let name = table.need(key, "the id of a kind of event")?;
        let Some(kind) = by_id.get(name.value).copied() else {
            let known = by_id.keys().map(String::as_str);
            let fallback = "look in vocabulary/events/, or add the kind there";
            table.page.unknown(&name.span, "kind of event", name.value, known, fallback);
            return None;
        };
        let event = events.get(kind.index())?;
        if !fits(event.value) {
            table.page.report(
                Code::Conflict,
                &name.span,
                format!("the role `{key}` needs a kind that carries {carries}"),
                format!("change the value of `{}` in vocabulary/events/", short(name.value)),
            );
            return None;
        }
        Some((kind, event.value))
    };
    let birth = role("birth", "a date", &|value| value == ValueKind::Date);
    let age = role("age", "a count of years", &|value| value == ValueKind::Count);
    let nationality =
        role("nationality", "a country code", &|value| matches!(value, ValueKind::Code(_)));
    let stateless = table.need("stateless", "the code for stateless persons");
    let (nationality, value) = nationality?;
    let ValueKind::Code(countries) = value else { return None };
    let stateless = stateless?;
    let found = code_in(codes, countries, stateless.value);
    if found.is_none() {
        let list = codes.lists().get(countries);
        let known = list.into_iter().flat_map(|list| &list.codes);
        let known =
            known.filter_map(|code| codes.all().get(code.0 as usize)).map(|c| c.id.as_str());
        let what = "code of the nationalities' list";
        table.page.unknown(&stateless.span, what, stateless.value, known, "add it to the list");
    }
    let roles = Roles { birth: birth?.0, age: age?.0, nationality, stateless: found? };
    Some((roles, countries))
}

fn code_in(codes: &Codes, list: usize, word: &str) -> Option<CodeId> {
    let list = codes.lists().get(list)?;
    list.codes
        .iter()
        .copied()
        .find(|code| codes.all().get(code.0 as usize).is_some_and(|c| c.id == word))
}
