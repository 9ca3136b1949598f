//! `[[record]]` and `[[record.event]]`: what a row says happened.

use super::conditions::{self, Names};
use super::corrections;
use super::model::{DutySet, EventRule, Reading, Record, TimeFrom, ValueFrom, WhenMissing};
use super::walk::Table;
use crate::problem::short;
use duty::Value;
use law::{KindId, KindSet, Law, ValueKind};
use when::{Doubt, Edtf};

/// The constant that withdraws what is corrected.
pub(super) const WITHDRAWN: &str = "withdrawn";

/// What records may name.
pub(super) struct Around<'a> {
    pub(super) law: &'a Law,
    pub(super) names: &'a Names<'a>,
    /// Several rows may be one case.
    pub(super) grouped: bool,
    /// The columns by which corrections name rows, as they are met.
    pub(super) row_names: &'a mut Vec<usize>,
}

/// All records, in the order of the file.
pub(super) fn records(top: &Table<'_>, around: &mut Around<'_>) -> Vec<Record> {
    let (law, names) = (around.law, around.names);
    let tables = top.tables("record");
    if tables.is_empty() && !top.has("record") {
        top.missing("record", "add [[record]] with its [[record.event]]: what a row says happened");
    }
    let count = tables.len();
    let mut records = Vec::with_capacity(count);
    for (index, table) in tables.iter().enumerate() {
        let when = conditions::optional(table, "when", names);
        if when.is_none() && !table.has("when") && index + 1 < count {
            let message = "this record has no `when` and takes every row: the records after it are never used";
            table.log().add(&table.span, message, "add `when`, or put it last");
        }
        // A name is for whoever reads the mapping.
        table.text("name");
        let duties = duties(table, law);
        let coverage = coverage(table, law);
        let events = table
            .tables("event")
            .iter()
            .filter_map(|event| rule(event, around))
            .collect::<Vec<_>>();
        if events.is_empty() && !table.has("event") {
            table.missing("event", "add [[record.event]]: a row without events says nothing");
        }
        table.done();
        records.push(Record { when, duties, coverage, events });
    }
    records
}

fn duties(table: &Table<'_>, law: &Law) -> Option<DutySet> {
    if !table.has("duties") {
        return None;
    }
    let mut set = DutySet::default();
    for named in table.texts("duties") {
        match law.duties.iter().position(|duty| duty.id == named.value) {
            Some(duty) if duty < DutySet::DUTIES_MAX => set = set.with(duty),
            _ => {
                let known = law.duties.iter().map(|duty| duty.id.as_str());
                table.log().unknown(&named.span, "duty", named.value, known);
            }
        }
    }
    Some(set)
}

/// `covers = ["kind"]`, `covers = "all"`, or `covers_all_but = ["kind"]`.
fn coverage(table: &Table<'_>, law: &Law) -> KindSet {
    let kinds = |key| {
        let named = table.texts(key).into_iter();
        named.filter_map(|word| kind(table, &word, law)).collect::<KindSet>()
    };
    match (table.has("covers"), table.has("covers_all_but")) {
        (true, false) => {
            let all = table.texts("covers").iter().any(|word| word.value == "all");
            if all { KindSet::ALL } else { kinds("covers") }
        }
        (false, true) => kinds("covers_all_but").iter().fold(KindSet::ALL, KindSet::without),
        (false, false) => {
            let help = "add `covers = [\"kind\", …]`: the kinds of events that would stand in this file if they had happened. \
                        `covers = \"all\"` means that silence is always a no";
            table.missing("covers", help);
            KindSet::EMPTY
        }
        (true, true) => {
            let message = "`covers` and `covers_all_but` say two things at once";
            table.log().add(&table.place("covers_all_but"), message, "keep one of them");
            KindSet::EMPTY
        }
    }
}

pub(super) fn kind(table: &Table<'_>, word: &super::walk::At<&str>, law: &Law) -> Option<KindId> {
    let found = law.vocabulary.kind(word.value);
    if found.is_none() {
        let known = law.vocabulary.events().iter().map(|event| event.id.as_str());
        table.log().unknown(&word.span, "kind of event", word.value, known);
    }
    found
}

fn rule(table: &Table<'_>, around: &mut Around<'_>) -> Option<EventRule> {
    let (law, names) = (around.law, around.names);
    let named = table.need("kind", "name a kind of event of law/vocabulary/events");
    let kind = named.and_then(|word| kind(table, &word, law));
    let when = conditions::optional(table, "if", names);
    let recorded = names.dates(table, "recorded");
    let when_missing = table.choice("when_missing", &WhenMissing::WORDS);
    let doubts = [
        ("uncertain", Doubt::UNCERTAIN),
        ("approximate", Doubt::APPROXIMATE),
        ("both", Doubt::BOTH),
    ];
    let doubt = table.choice("doubt", &doubts).unwrap_or(Doubt::NONE);
    let entry = kind.and_then(|kind| law.vocabulary.event(kind));
    let withdraws = table.text("constant").is_some_and(|word| word.value == WITHDRAWN);
    let corrects = corrections::corrects(table, kind, withdraws, around);
    let time = time(table, names, withdraws || entry.is_some_and(|entry| entry.fact));
    let value = if withdraws && !table.has("value") {
        Some(ValueFrom::Constant(Value::Withdrawn))
    } else {
        entry.and_then(|entry| value(table, law, names, entry.value))
    };
    // Asked for by `value`; noted here too for the kinds that could not be found.
    let _ = (table.has("value"), table.has("constant"));
    table.done();
    Some(EventRule {
        kind: kind?,
        when,
        time: time?,
        doubt,
        recorded,
        value: value?,
        when_missing: when_missing.unwrap_or(WhenMissing::LeaveOut),
        corrects,
    })
}

fn time(table: &Table<'_>, names: &Names<'_>, fact: bool) -> Option<TimeFrom> {
    let column = names.dates(table, "time");
    let fixed = table.text("on");
    let (from, to) = (names.dates(table, "from"), names.dates(table, "to"));
    let ways = [table.has("time"), table.has("on"), table.has("from") || table.has("to")];
    if ways.iter().filter(|way| **way).count() > 1 {
        let help = "keep `time`, or `from` and `to`, or `on`";
        table.log().add(&table.span, "the time of this event is said in two ways", help);
        return None;
    }
    match (ways, column, fixed, from, to) {
        ([true, ..], Some(column), ..) => Some(TimeFrom::Column(column)),
        ([_, true, _], _, Some(text), ..) => match text.value.parse::<Edtf>() {
            Ok(edtf) => Some(TimeFrom::Fixed(edtf)),
            Err(error) => {
                table.log().add(
                    &text.span,
                    error.to_string(),
                    "write an EDTF date: `on = \"2021-03\"`",
                );
                None
            }
        },
        ([_, _, true], _, _, Some(from), Some(to)) => Some(TimeFrom::Between(from, to)),
        ([_, _, true], ..) => {
            if !(table.has("from") && table.has("to")) {
                let message = "`from` and `to` belong together: it happened some time between them";
                table.log().add(&table.span, message, "add the other one, or use `time`");
            }
            None
        }
        ([false, false, false], ..) if fact => Some(TimeFrom::Unknown),
        ([false, false, false], ..) => {
            let help = "add `time = \"column\"`; only facts about the person need none";
            table.missing("time", help);
            None
        }
        ([true, ..], None, ..) | ([_, true, _], _, None, ..) => None,
    }
}

fn value(table: &Table<'_>, law: &Law, names: &Names<'_>, kind: ValueKind) -> Option<ValueFrom> {
    if table.has("value") && table.has("constant") {
        table.log().add(
            &table.place("constant"),
            "the value is said in two ways",
            "keep `value` (a column) or `constant`",
        );
        return None;
    }
    if table.has("value") {
        return from_column(table, law, names, kind).map(ValueFrom::Column);
    }
    let Some(word) = table.text("constant") else {
        return match kind {
            ValueKind::None => Some(ValueFrom::Constant(Value::None)),
            ValueKind::YesNo | ValueKind::Reason => Some(ValueFrom::Constant(Value::Yes)),
            ValueKind::Code(_) | ValueKind::Count | ValueKind::Date => {
                table.missing(
                    "value",
                    "this kind of event carries a value: add `value = \"column\"`, or `constant`",
                );
                None
            }
        };
    };
    let constant = match (kind, word.value) {
        (_, "unknown") => Some(Value::Unknown),
        (ValueKind::YesNo | ValueKind::Reason, "yes") => Some(Value::Yes),
        (ValueKind::YesNo | ValueKind::Reason, "no") => Some(Value::No),
        (ValueKind::Code(list), code) => {
            let list = law.vocabulary.codes().lists().get(list)?;
            law.vocabulary.code(&list.id, code).map(Value::Code)
        }
        (ValueKind::Count, number) => number.parse().ok().map(Value::Count),
        (ValueKind::None | ValueKind::Date | ValueKind::YesNo | ValueKind::Reason, _) => None,
    };
    if constant.is_none() {
        let help = match kind {
            ValueKind::None => "it carries no value: remove `constant`".to_owned(),
            ValueKind::YesNo | ValueKind::Reason => {
                "write \"yes\", \"no\" or \"unknown\"".to_owned()
            }
            ValueKind::Code(list) => {
                let list = law.vocabulary.codes().lists().get(list).map_or("", |list| &list.id);
                let near = law.vocabulary.nearest_code(list, word.value);
                near.map_or_else(
                    || format!("write a code of the list `{list}`"),
                    |near| format!("did you mean `{near}`?"),
                )
            }
            ValueKind::Count => "write a whole number in quotes".to_owned(),
            ValueKind::Date => "a date comes from a column: `value = \"column\"`".to_owned(),
        };
        let message = format!("`{}` is no value of this kind of event", short(word.value));
        table.log().add(&word.span, message, help);
    }
    constant.map(ValueFrom::Constant)
}

/// The column that gives the value, read in the way the kind of event needs.
fn from_column(table: &Table<'_>, law: &Law, names: &Names<'_>, kind: ValueKind) -> Option<usize> {
    match kind {
        ValueKind::None => {
            table.log().add(
                &table.place("value"),
                "this kind of event carries no value",
                "remove `value`",
            );
            None
        }
        ValueKind::YesNo | ValueKind::Reason => {
            names.read_as(table, "value", "yes and no", |reading| {
                matches!(reading, Reading::YesNo { .. })
            })
        }
        ValueKind::Count => names.read_as(table, "value", "numbers", |reading| {
            matches!(reading, Reading::Number { .. })
        }),
        ValueKind::Date => names.dates(table, "value"),
        ValueKind::Code(list) => {
            let wanted = &law.vocabulary.codes().lists().get(list)?.id;
            let column = names.read_as(table, "value", "codes", |reading| {
                matches!(reading, Reading::Code { .. })
            })?;
            let Reading::Code { list, .. } = &names.get(column)?.reading else { return None };
            if list == wanted {
                return Some(column);
            }
            // A column whose list does not exist has been reported where it stands.
            if !list.is_empty() {
                let message = format!("the column's codes are of the list `{list}`");
                let help = format!("this kind of event needs `codes = \"{wanted}\"`");
                table.log().add(&table.place("value"), message, help);
            }
            None
        }
    }
}
