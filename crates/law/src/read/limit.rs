//! Reads `jurisdictions/<id>/limits*.toml`.

use crate::kinds::KindSet;
use crate::model::duty::{Duty, Limit, LimitKind, Mode};
use crate::model::vocabulary::Vocabulary;
use crate::problem::Code;
use crate::read::condition::{ListNames, Names, optional};
use crate::read::table::{At, Doc, Table, short};
use crate::read::words::{Once, id, reason_kinds, word};
use crate::rule::Extension;
use std::ops::Range;
use when::{Count, Counting, Length, Roll, Rounding};

/// What the limits of one jurisdiction may name.
pub(crate) struct LimitNames<'a> {
    pub(crate) words: &'a Vocabulary,
    pub(crate) duties: &'a [Duty],
    pub(crate) lists: &'a mut ListNames,
    /// Ids of the lists that this jurisdiction has, with the international ones.
    pub(crate) known_lists: &'a [&'a str],
    /// Index of the jurisdiction.
    pub(crate) jurisdiction: usize,
}

/// A limit with the places of what the checks may have to point at.
pub(crate) struct ReadLimit<'d> {
    pub(crate) limit: Limit,
    pub(crate) table: Table<'d>,
    pub(crate) places: Places,
}

/// Where parts of a limit stand.
pub(crate) struct Places {
    pub(crate) id: Range<usize>,
    pub(crate) ask: Option<Range<usize>>,
    pub(crate) steps: Option<Range<usize>>,
    pub(crate) mode: Option<Range<usize>>,
    pub(crate) cumulative: Option<Range<usize>>,
    pub(crate) extension: Option<Range<usize>>,
    pub(crate) roll: Option<Range<usize>>,
    pub(crate) valid: Option<Range<usize>>,
}

/// Reads the limits of one jurisdiction, in the order of files and of entries.
pub(crate) fn limits<'d>(docs: &[&'d Doc<'_>], names: &mut LimitNames<'_>) -> Vec<ReadLimit<'d>> {
    let mut once: Vec<Once<'_>> = Vec::new();
    once.resize_with(names.duties.len(), Once::default);
    let mut list = Vec::new();
    for doc in docs {
        let root = doc.table();
        for table in root.tables("limit") {
            let read = limit(&table, names, &mut once);
            table.done();
            list.extend(read.map(|(limit, places)| ReadLimit { limit, table, places }));
        }
        root.done();
    }
    list
}

fn limit<'d>(
    table: &Table<'d>,
    names: &mut LimitNames<'_>,
    once: &mut [Once<'d>],
) -> Option<(Limit, Places)> {
    let limit_id = id(table);
    let duty = duty(table, names.duties);
    let title = table.need("title", "what people read");
    let lengths = lengths(table);
    let mode = word(table, "mode", table.text("mode"), &MODES);
    let cumulative = table.flag("cumulative");
    let excepts = table.flag("except").is_none_or(|flag| flag.value);
    let valid_from = table.day("valid_from");
    let valid_to = table.day("valid_to");
    let kind =
        word(table, "kind", table.need("kind", "law, policy or standard"), &LimitKind::WORDS);
    let source = table.need("source", "statute, article, case or policy");
    let confirmed = table.flag("confirmed").is_some_and(|flag| flag.value);
    let note = table.text("note").map(|t| t.value.to_owned());
    let counting = lengths.as_ref().map(|lengths| lengths.first);
    let extension = table.table("extension").and_then(|inner| extension(&inner, names, counting));
    let mut condition_names =
        Names { words: names.words, lists: names.lists, known_lists: Some(names.known_lists) };
    let condition = optional(table, "when", &mut condition_names);
    let places = Places {
        id: limit_id.as_ref().map(|id| id.span.clone())?,
        ask: table.place("ask"),
        steps: table.place("then").or(table.place("every")),
        mode: table.place("mode"),
        cumulative: cumulative.as_ref().filter(|flag| flag.value).map(|flag| flag.span.clone()),
        extension: table.place("extension"),
        roll: table.place("roll"),
        valid: table.place("valid_to"),
    };
    let (limit_id, duty, lengths) = (limit_id?, duty?, lengths?);
    if !once.get_mut(duty)?.first(table.page, "limit", &limit_id) {
        return None;
    }
    let limit = Limit {
        id: limit_id.value.to_owned(),
        title: title?.value.to_owned(),
        jurisdiction: names.jurisdiction,
        duty,
        kind: kind?,
        source: source?.value.to_owned(),
        confirmed,
        note,
        length: lengths.text(),
        counting: lengths.first,
        plus: lengths.plus,
        ask: lengths.ask,
        then: lengths.then,
        every: lengths.every,
        mode,
        cumulative: cumulative.is_some_and(|flag| flag.value),
        extension,
        excepts,
        valid_from: valid_from.map(|day| day.value),
        valid_to: valid_to.map(|day| day.value),
        condition,
    };
    Some((limit, places))
}

fn duty(table: &Table<'_>, duties: &[Duty]) -> Option<usize> {
    let name = table.need("duty", "the id of a duty")?;
    let found = duties.iter().position(|duty| duty.id == name.value);
    if found.is_none() {
        let known = duties.iter().map(|duty| duty.id.as_str());
        table.page.unknown(
            &name.span,
            "duty",
            name.value,
            known,
            "look in duties/, or add a file there",
        );
    }
    found
}

const MODES: [(&str, Mode); 2] = [("reset", Mode::Reset), ("fixed-grid", Mode::FixedGrid)];
const COUNTS: [(&str, Count); 3] = [
    ("after-event-day", Count::AfterEventDay),
    ("event-day-counts", Count::EventDayCounts),
    ("same-clock-time", Count::SameClockTime),
];
const ROUNDINGS: [(&str, Rounding); 3] =
    [("down", Rounding::Down), ("up", Rounding::Up), ("refuse", Rounding::Refuse)];
const ROLLS: [(&str, Roll); 2] = [("none", Roll::None), ("next-working-day", Roll::NextWorkingDay)];

struct Lengths {
    first: Counting,
    plus: Option<Counting>,
    ask: Option<Counting>,
    then: Vec<Counting>,
    every: Option<Counting>,
}

impl Lengths {
    fn text(&self) -> String {
        let mut text = self.first.length.to_string();
        for then in &self.then {
            text.push_str(&format!(", then {}", then.length));
        }
        if let Some(every) = self.every {
            text.push_str(&format!(", then every {}", every.length));
        }
        if let Some(plus) = self.plus {
            text.push_str(&format!(", plus {}", plus.length));
        }
        if let Some(ask) = self.ask {
            text.push_str(&format!("; ask after {}", ask.length));
        }
        text
    }
}

fn lengths(table: &Table<'_>) -> Option<Lengths> {
    let count = word(table, "count", table.text("count"), &COUNTS);
    let rounding = word(table, "rounding", table.text("rounding"), &ROUNDINGS);
    let roll = word(table, "roll", table.text("roll"), &ROLLS);
    let liberty_maximum = table.flag("liberty_maximum").is_some_and(|flag| flag.value);
    let counting = |length: Length| Counting {
        length,
        count: count.unwrap_or(Count::AfterEventDay),
        rounding: rounding.unwrap_or(Rounding::Down),
        roll: roll.unwrap_or(Roll::None),
        liberty_maximum,
    };
    let read = |text: Option<At<&str>>| Some(counting(length(table, &text?)?));
    let first = read(table.need("length", "48 hours"));
    let plus = read(table.text("plus"));
    let ask = read(table.text("ask"));
    let every = read(table.text("every"));
    let then = table.texts("then").into_iter().filter_map(|text| read(Some(text))).collect();
    Some(Lengths { first: first?, plus, ask, then, every })
}

fn length(table: &Table<'_>, text: &At<&str>) -> Option<Length> {
    match text.value.parse::<Length>() {
        Ok(length) => Some(length),
        Err(error) => {
            let message = format!("`{}` is not a length", short(text.value));
            table.page.report(Code::WrongValue, &text.span, message, error.to_string());
            None
        }
    }
}

fn extension(
    table: &Table<'_>,
    names: &LimitNames<'_>,
    like: Option<Counting>,
) -> Option<Extension> {
    let texts = table.need_texts("by", "kinds that record a reason");
    let by: KindSet = reason_kinds(table, &texts, names.words, "the extension");
    let text = table.need("length", "12 months");
    let times = table.number("times").map_or(1, |times| times.value);
    table.done();
    let length = length(table, &text?)?;
    // Counted as the limit is: the same days count, the same days are rolled.
    let counting = Counting { length, ..like? };
    Some(Extension { by, counting, times })
}
