//! Reads conditions, in duties and in limits.
//!
//! A condition names a list of countries by its id only: which jurisdiction's list is meant is known when rules are made.
//! So `Listed` holds an index into the names that [`ListNames`] gathers.

use crate::kinds::KindId;
use crate::model::vocabulary::{ValueKind, Vocabulary};
use crate::problem::Code;
use crate::read::table::{At, Table, short};
use crate::read::words::{kind, kinds, word};
use crate::rule::{Condition, Wanted};
use std::ops::Range;

/// How deep conditions may be nested: nobody can review more.
const DEPTH_MAX: usize = 8;

/// The lists that conditions ask for, by name, and where each was asked for.
#[derive(Default)]
pub(crate) struct ListNames {
    names: Vec<String>,
}

impl ListNames {
    fn number(&mut self, name: &str) -> usize {
        match self.names.iter().position(|known| known == name) {
            Some(number) => number,
            None => {
                self.names.push(name.to_owned());
                self.names.len() - 1
            }
        }
    }

    pub(crate) fn into_names(self) -> Vec<String> {
        self.names
    }
}

/// What a condition may name.
pub(crate) struct Names<'a> {
    pub(crate) words: &'a Vocabulary,
    pub(crate) lists: &'a mut ListNames,
    /// Ids of the lists that exist where the condition stands; nothing if that cannot be known.
    pub(crate) known_lists: Option<&'a [&'a str]>,
}

/// The condition under a key; always, if it is left out.
pub(crate) fn optional(table: &Table<'_>, key: &'static str, names: &mut Names<'_>) -> Condition {
    table.table(key).map_or(Condition::Always, |inner| condition(&inner, names, 0))
}

const FORMS: [&str; 9] =
    ["all", "any", "not", "fact", "child", "age_below", "foreign", "listed", "happened"];

fn condition(table: &Table<'_>, names: &mut Names<'_>, depth: usize) -> Condition {
    if depth > DEPTH_MAX {
        let message = format!("conditions are nested more than {DEPTH_MAX} deep");
        table.page.report(Code::Conflict, &table.span, message, "write the condition flatter");
        return Condition::Always;
    }
    let forms: Vec<(&str, Range<usize>)> =
        FORMS.iter().filter_map(|form| Some((*form, table.place(form)?))).collect();
    let read = match forms.as_slice() {
        [(form, place)] => one(table, form, place, names, depth),
        [] => {
            table.page.report(
                Code::MissingKey,
                &table.span,
                "the condition says nothing",
                format!("write one of: {}", FORMS.join(", ")),
            );
            None
        }
        [(first, _), (second, place), ..] => {
            table.page.report(
                Code::Conflict,
                place,
                format!("a condition says one thing, but `{first}` and `{second}` stand here"),
                "join them: all = [ { … }, { … } ]",
            );
            // Asked for, so that they are not reported as unknown as well.
            let _ = (table.place("is"), table.place("absent"));
            None
        }
    };
    table.done();
    read.unwrap_or(Condition::Always)
}

fn one(
    table: &Table<'_>,
    form: &str,
    place: &Range<usize>,
    names: &mut Names<'_>,
    depth: usize,
) -> Option<Condition> {
    Some(match form {
        "all" => Condition::All(several(table, "all", place, names, depth)),
        "any" => Condition::Any(several(table, "any", place, names, depth)),
        "not" => Condition::Not(Box::new(condition(&table.table("not")?, names, depth + 1))),
        "fact" => fact(table, names)?,
        "child" => {
            only_true(table, "child", "not = { child = true }")?;
            Condition::AgeBelow(18)
        }
        "age_below" => Condition::AgeBelow(table.number("age_below")?.value.min(200)),
        "foreign" => {
            only_true(table, "foreign", "not = { foreign = true }")?;
            Condition::Foreign
        }
        "listed" => listed(table, names)?,
        _ => {
            let texts = table.need_texts("happened", "kinds of events");
            Condition::Happened(kinds(table, &texts, names.words))
        }
    })
}

fn several(
    table: &Table<'_>,
    key: &'static str,
    place: &Range<usize>,
    names: &mut Names<'_>,
    depth: usize,
) -> Vec<Condition> {
    let parts = table.tables(key);
    if parts.is_empty() {
        let message = format!("`{key}` joins nothing");
        table.page.report(Code::WrongValue, place, message, "write conditions in the brackets");
    }
    parts.iter().map(|part| condition(part, names, depth + 1)).collect()
}

fn only_true(table: &Table<'_>, key: &'static str, instead: &str) -> Option<()> {
    let flag = table.flag(key)?;
    if flag.value {
        return Some(());
    }
    table.page.report(
        Code::WrongValue,
        &flag.span,
        format!("`{key} = false` is not a condition"),
        format!("write {instead}"),
    );
    None
}

fn listed(table: &Table<'_>, names: &mut Names<'_>) -> Option<Condition> {
    let name = table.text("listed")?;
    if let Some(known) = names.known_lists
        && !known.contains(&name.value)
    {
        let fallback = "add the list to a lists.toml of the jurisdiction";
        table.page.unknown(
            &name.span,
            "list of countries",
            name.value,
            known.iter().copied(),
            fallback,
        );
        return None;
    }
    Some(Condition::Listed(names.lists.number(name.value)))
}

const ABSENT: [(&str, bool); 2] = [("unknown", false), ("no", true)];

fn fact(table: &Table<'_>, names: &Names<'_>) -> Option<Condition> {
    let name = table.text("fact")?;
    let wanted = table.need_texts("is", "the values that satisfy the condition: [\"yes\"]");
    let absent = table.text("absent");
    let absent_is_no = match absent {
        Some(text) => word(table, "absent", Some(text), &ABSENT)?,
        None => false,
    };
    let kind = kind(table, &name, names.words)?;
    let is = wanted.iter().filter_map(|value| wanted_value(table, &name, kind, value, names.words));
    Some(Condition::Fact { kind, is: is.collect(), absent_is_no })
}

fn wanted_value(
    table: &Table<'_>,
    name: &At<&str>,
    kind: KindId,
    value: &At<&str>,
    words: &Vocabulary,
) -> Option<Wanted> {
    match words.event(kind)?.value {
        ValueKind::YesNo | ValueKind::Reason => {
            let both = [("yes", Wanted::Yes), ("no", Wanted::No)];
            word(table, "is", Some(value.clone()), &both)
        }
        ValueKind::Code(_) => {
            let list = words.codes_of(kind)?;
            let found = list.codes.iter().copied().find(|c| words.code_name(*c) == value.value);
            if found.is_none() {
                let known = list.codes.iter().map(|code| words.code_name(*code));
                let what = format!("code of the list `{}`", list.id);
                table.page.unknown(&value.span, &what, value.value, known, "add it to the list");
            }
            found.map(Wanted::Code)
        }
        ValueKind::None | ValueKind::Count | ValueKind::Date => {
            table.page.report(
                Code::Conflict,
                &name.span,
                format!("`{}` carries neither yes and no nor a code", short(name.value)),
                "write happened = [\"…\"], or child, or age_below",
            );
            None
        }
    }
}
