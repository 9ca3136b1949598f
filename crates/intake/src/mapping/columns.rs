//! `[columns.NAME]`: under which headers a column stands and how its cells are understood.

use super::check::{Tables, table_named};
use super::model::{Column, OnDoubt, Pattern, Reading};
use super::walk::{At, Table};
use crate::dates::{DateFormat, DateReading, Precision};
use crate::problem::short;
use crate::tables::CodeReader;
use law::Law;
use when::Zone;

/// What columns inherit.
pub(super) struct Defaults {
    empty: Vec<Pattern>,
    withheld: Vec<Pattern>,
    on_doubt: OnDoubt,
    zone: Option<Zone>,
}

impl Defaults {
    pub(super) fn new(file: Option<&Table<'_>>, on_doubt: OnDoubt) -> Self {
        Self {
            empty: file.map(|file| patterns(file, "empty")).unwrap_or_default(),
            withheld: file.map(|file| patterns(file, "withheld")).unwrap_or_default(),
            on_doubt,
            zone: file.and_then(zone),
        }
    }
}

fn patterns(table: &Table<'_>, key: &'static str) -> Vec<Pattern> {
    table.texts(key).iter().map(|text| Pattern::new(text.value)).collect()
}

/// A zone by name; `place`, or none written: the zone of the row's place.
fn zone(table: &Table<'_>) -> Option<Zone> {
    let named = table.text("zone").filter(|zone| zone.value != "place")?;
    match Zone::named(named.value) {
        Ok(zone) => Some(zone),
        Err(error) => {
            let help = "write \"place\", \"UTC\" or a name of the IANA list";
            table.log().add(&named.span, error.to_string(), help);
            None
        }
    }
}

/// All columns, in the order of their names.
pub(super) fn columns(
    top: &Table<'_>,
    law: &Law,
    tables: &Tables,
    defaults: &Defaults,
) -> Vec<Column> {
    let Some(all) = top.table("columns") else {
        top.missing("columns", "add a table [columns.NAME] for each column that is read");
        return Vec::new();
    };
    all.named_tables()
        .iter()
        .map(|(name, table)| column(name, table, law, tables, defaults))
        .collect()
}

fn column(
    name: &At<&str>,
    table: &Table<'_>,
    law: &Law,
    tables: &Tables,
    defaults: &Defaults,
) -> Column {
    let mut headers: Vec<String> =
        table.texts("header").iter().map(|text| text.value.trim().to_owned()).collect();
    if headers.is_empty() {
        table.missing("header", "add `header = \"…\"`: what stands above the column in the file");
        headers.push(name.value.to_owned());
    }
    let reading = reading(table, law, tables, defaults);
    let with = |default: &[Pattern], key| [default, &patterns(table, key)].concat();
    let column = Column {
        name: name.value.to_owned(),
        headers,
        optional: table.flag("optional").unwrap_or(false),
        private: table.flag("private").unwrap_or(false),
        empty: with(&defaults.empty, "empty"),
        withheld: with(&defaults.withheld, "withheld"),
        on_doubt: table.choice("on_doubt", &OnDoubt::WORDS).unwrap_or(defaults.on_doubt),
        reading,
    };
    table.done();
    column
}

fn reading(table: &Table<'_>, law: &Law, tables: &Tables, defaults: &Defaults) -> Reading {
    let ways = ["date", "codes", "number", "yes"];
    let named: Vec<&str> = ways.into_iter().filter(|key| table.has(key)).collect();
    if named.len() > 1 {
        let message =
            format!("a column is read in one way, not by `{}` at once", named.join("` and `"));
        table.log().add(
            &table.span,
            message,
            "keep one of them; map the header a second time under another name",
        );
    }
    match named.first().copied() {
        Some("date") => Reading::Date(dates(table, defaults)),
        Some("codes") => codes(table, law, tables),
        Some("number") => {
            if table.flag("number") == Some(false) {
                return Reading::Text;
            }
            let bound =
                |key| table.number(key, 0, u64::from(u32::MAX)).and_then(|n| u32::try_from(n).ok());
            Reading::Number {
                least: bound("least").unwrap_or(0),
                most: bound("most").unwrap_or(u32::MAX),
            }
        }
        Some(_) => Reading::YesNo { yes: patterns(table, "yes"), no: patterns(table, "no") },
        None => Reading::Text,
    }
}

fn dates(table: &Table<'_>, defaults: &Defaults) -> DateReading {
    let mut formats = Vec::new();
    for format in table.texts("date") {
        match DateFormat::parse(format.value) {
            Ok(format) => formats.push(format),
            Err(why) => table.log().add(
                &format.span,
                format!("`{}` is no date format: {why}", short(format.value)),
                "write `iso`, `edtf`, `excel`, `unix`, or a pattern of yyyy mm m mon dd d hh h mm ss ap Z, such as `dd/mm/yyyy hh:mm`",
            ),
        }
    }
    let precisions = [
        ("as-written", Precision::AsWritten),
        ("minute", Precision::Minute),
        ("day", Precision::Day),
    ];
    DateReading {
        formats,
        midnight_is_day: table
            .choice("midnight", &[("day", true), ("second", false)])
            .unwrap_or(false),
        precision: table.choice("precision", &precisions).unwrap_or(Precision::AsWritten),
        zone: if table.has("zone") { zone(table) } else { defaults.zone.clone() },
    }
}

fn codes(table: &Table<'_>, law: &Law, tables: &Tables) -> Reading {
    let list = table.text("codes");
    let values = table_named(table, "table", tables);
    let (list, at) = list.map_or(("", table.span.clone()), |list| (list.value, list.span));
    let lists = law.vocabulary.codes().lists();
    if !lists.iter().any(|known| known.id == list) {
        table.log().unknown(&at, "code list", list, lists.iter().map(|known| known.id.as_str()));
        // Without a list, so that nobody complains about what follows from this.
        let codes = CodeReader::new(&law.vocabulary, "", None, |_, _| {});
        return Reading::Code { list: String::new(), codes };
    }
    let at = table.place("table");
    let codes = CodeReader::new(&law.vocabulary, list, values, |spelling, target| {
        let near = law.vocabulary.nearest_code(list, target);
        let help = near.map_or_else(
            || format!("law/vocabulary/codes/{list}.toml has the codes"),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!(
            "`{}` = `{}`: no code of `{list}` is called that",
            short(spelling),
            short(target)
        );
        table.log().add(&at, message, help);
    });
    Reading::Code { list: list.to_owned(), codes }
}
