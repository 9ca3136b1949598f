//! The top of a mapping: title, file, place, case, skips, checks, groups.

use super::conditions::Names;
use super::model::{
    CaseKey, Check, FileOptions, Format, Group, OnDoubt, Part, PlaceFrom, Reading, Skip,
};
use super::walk::Table;
use super::{Mapping, columns, conditions, records};
use crate::csv::Delimiter;
use crate::problem::{Log, short};
use crate::tables::{ValueTable, fold};
use law::{Jurisdiction, Law};
use std::collections::{BTreeMap, HashMap};
use toml::de::DeTable;

/// What rows may take up in memory while they wait for their cases, unless the mapping says otherwise.
const MEMORY: u64 = 256 << 20;
/// Less makes no sense, and costs time.
const MEMORY_LEAST: u64 = 1 << 20;

pub(crate) type Tables = BTreeMap<String, ValueTable>;

/// Reads a mapping; what is wrong goes to the log.
pub(super) fn mapping(log: &Log, text: &str, law: &Law) -> Option<Mapping> {
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in errors.iter().take(5) {
        let help = "this is not TOML: look for a missing quote, bracket or equals sign near here";
        log.add(&error.span().unwrap_or(0..0), error.message(), help);
    }
    if !errors.is_empty() {
        return None;
    }
    let top = Table::new(log, root.get_ref(), 0..0);
    let title =
        top.need("title", "add a line such as `title = \"Custody register of the border police\"`");
    let about = top.need(
        "about",
        "add `about = \"…\"`: how a row is to be understood. It is shown wherever a figure made with this mapping is shown",
    );
    let jurisdiction = jurisdiction(&top, law);
    let on_doubt = top.choice("on_doubt", &OnDoubt::WORDS).unwrap_or(OnDoubt::Reject);
    let file = top.table("file");
    let options = file.as_ref().map(file_options).unwrap_or_default();
    let tables = top.table("tables").map(|tables| value_tables(&tables)).unwrap_or_default();
    let defaults = columns::Defaults::new(file.as_ref(), on_doubt);
    if let Some(file) = file {
        file.done();
    }
    let columns = columns::columns(&top, law, &tables, &defaults);
    let names = Names::new(&columns);
    let place = place(&top, jurisdiction, &names, &tables);
    let case = case(&top, &names);
    let skips = skips(&top, &names);
    let checks = checks(&top, &names);
    let mut row_names = Vec::new();
    let grouped = !case.columns.is_empty();
    let records = records::records(
        &top,
        &mut records::Around { law, names: &names, grouped, row_names: &mut row_names },
    );
    let groups = groups(&top, &names, &tables);
    top.done();
    Some(Mapping {
        title: title?.value.trim().to_owned(),
        about: about?.value.trim().to_owned(),
        jurisdiction: jurisdiction?.id.clone(),
        file: options,
        columns,
        place: place?,
        case,
        skips,
        checks,
        records,
        row_names,
        groups,
    })
}

fn jurisdiction<'l>(top: &Table<'_>, law: &'l Law) -> Option<&'l Jurisdiction> {
    let help =
        "add a line such as `jurisdiction = \"us\"`: whose places and limits the file is about";
    let named = top.need("jurisdiction", help)?;
    let found = law.jurisdiction(named.value);
    if found.is_none() {
        let known: Vec<&str> = law.jurisdictions.iter().map(|j| j.id.as_str()).collect();
        let help = match law::nearest(named.value, known.iter().copied()).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "the law that was loaded has {}: if the mapping is right, ask for its jurisdiction",
                known.join(", ")
            ),
        };
        let message = format!("no jurisdiction is called `{}` here", short(named.value));
        top.log().add(&named.span, message, help);
    }
    found
}

fn file_options(file: &Table<'_>) -> FileOptions {
    let mut options = FileOptions::default();
    let delimiters = [
        ("detect", Delimiter::Detect),
        ("comma", Delimiter::Byte(b',')),
        ("semicolon", Delimiter::Byte(b';')),
        ("tab", Delimiter::Byte(b'\t')),
        ("pipe", Delimiter::Byte(b'|')),
    ];
    options.format = file.choice("format", &Format::WORDS).unwrap_or(options.format);
    options.delimiter = file.choice("delimiter", &delimiters).unwrap_or(options.delimiter);
    if let Some(label) = file.text("encoding").filter(|label| label.value != "detect") {
        options.encoding = encoding_rs::Encoding::for_label(label.value.as_bytes());
        if options.encoding.is_none() {
            let known = [
                "utf-8",
                "utf-16le",
                "utf-16be",
                "windows-1252",
                "iso-8859-1",
                "windows-1251",
                "windows-1256",
            ];
            file.log().unknown(&label.span, "encoding", label.value, known.into_iter());
        }
    }
    let row = file.number("header_row", 1, 1000).and_then(|row| u32::try_from(row).ok());
    options.header_row = row.unwrap_or(options.header_row);
    options.sheet = file.text("sheet").map(|sheet| sheet.value.to_owned());
    let max_row = file.size("max_row").and_then(|size| usize::try_from(size).ok());
    options.max_row = max_row.map_or(options.max_row, |size| size.clamp(1 << 12, 1 << 30));
    options.max_unpacked = file.size("max_unpacked").unwrap_or(options.max_unpacked);
    options
}

fn value_tables(tables: &Table<'_>) -> Tables {
    let mut all = Tables::new();
    for (name, table) in tables.named_tables() {
        let mut values = ValueTable::new();
        for (from, to) in table.pairs() {
            let before = values.insert(fold(from.value), to.value.to_owned());
            if before.is_some_and(|before| before != to.value) {
                let message = format!(
                    "`{}` stands twice in this table, with different values",
                    short(from.value)
                );
                table.log().add(
                    &from.span,
                    message,
                    "letter case and blanks do not count: keep one of them",
                );
            }
        }
        all.insert(name.value.to_owned(), values);
    }
    all
}

pub(super) fn table_named<'a>(
    at: &Table<'_>,
    key: &'static str,
    tables: &'a Tables,
) -> Option<&'a ValueTable> {
    let named = at.text(key)?;
    let found = tables.get(named.value);
    if found.is_none() {
        at.log().unknown(
            &named.span,
            "table under [tables]",
            named.value,
            tables.keys().map(String::as_str),
        );
    }
    found
}

fn place(
    top: &Table<'_>,
    jurisdiction: Option<&Jurisdiction>,
    names: &Names<'_>,
    tables: &Tables,
) -> Option<PlaceFrom> {
    let Some(jurisdiction) = jurisdiction else {
        // What it would name cannot be known; that is said where the jurisdiction stands.
        let _ = top.has("place");
        return None;
    };
    let default = jurisdiction.places.iter().position(|place| place.default).unwrap_or(0);
    let Some(place) = top.table("place") else { return Some(PlaceFrom::Fixed(default)) };
    let index = |id: &str, span: &std::ops::Range<usize>| {
        let found = jurisdiction.places.iter().position(|place| place.id == id);
        if found.is_none() {
            let known = jurisdiction.places.iter().map(|place| place.id.as_str());
            place.log().unknown(span, &format!("place of `{}`", jurisdiction.id), id, known);
        }
        found
    };
    let fixed = place.text("is").and_then(|id| index(id.value, &id.span));
    let column = names.column(&place, "column");
    let table = table_named(&place, "table", tables);
    let unlisted = place.text("unlisted").filter(|text| text.value != "reject");
    let unlisted = unlisted.and_then(|id| index(id.value, &id.span));
    let at = place.place("table");
    let named = place.has("is") != place.has("column");
    place.done();
    match (fixed, column) {
        (Some(fixed), None) => Some(PlaceFrom::Fixed(fixed)),
        (None, Some(column)) => {
            let entries = table.into_iter().flatten();
            let table =
                entries.filter_map(|(from, id)| Some((from.clone(), index(id, &at)?))).collect();
            Some(PlaceFrom::Column { column, table, unlisted })
        }
        _ if named => None,
        _ => {
            let help = "write either `is = \"a place\"`, or `column` and `table`";
            place.log().add(&place.span, "[place] names no place", help);
            None
        }
    }
}

fn case(top: &Table<'_>, names: &Names<'_>) -> CaseKey {
    let Some(case) = top.table("case") else {
        return CaseKey { prefix: "line ".to_owned(), ..CaseKey::default() };
    };
    let columns = names.columns(&case, "key");
    let prefix = case.text("prefix").map(|prefix| prefix.value.to_owned());
    let default = if columns.is_empty() { "line " } else { "" };
    let max_rows = case.number("max_rows", 1, 1 << 40).unwrap_or(u64::MAX);
    let max_memory = case.size("max_memory").unwrap_or(MEMORY).max(MEMORY_LEAST);
    if case.has("key") && columns.is_empty() {
        let message = "`key` names no column, so no row can be told to which case it belongs";
        let help = "name columns that stand under [columns], or remove `key`: each row is then a case of its own";
        case.log().add(&case.place("key"), message, help);
    }
    case.done();
    let prefix = prefix.unwrap_or_else(|| default.to_owned());
    CaseKey { columns, prefix, max_rows, max_memory }
}

fn skips(top: &Table<'_>, names: &Names<'_>) -> Vec<Skip> {
    let mut skips = Vec::new();
    for skip in top.tables("skip") {
        let when = conditions::needed(&skip, "when", names);
        let reason =
            skip.need("reason", "say why these rows are refused: it stands beside each of them");
        skip.done();
        if let (Some(when), Some(reason)) = (when, reason) {
            skips.push(Skip { when, reason: reason.value.to_owned() });
        }
    }
    skips
}

fn checks(top: &Table<'_>, names: &Names<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for check in top.tables("check") {
        let id = check.need("id", "give the check a short name");
        let title = check.need("title", "say what is counted, as a person should read it");
        let when = conditions::needed(&check, "when", names);
        let reject = check.choice("do", &[("count", false), ("reject", true)]).unwrap_or(false);
        check.done();
        if let (Some(id), Some(title), Some(when)) = (id, title, when) {
            let (id, title) = (id.value.to_owned(), title.value.to_owned());
            checks.push(Check { id, title, when, reject });
        }
    }
    checks
}

fn groups(top: &Table<'_>, names: &Names<'_>, tables: &Tables) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for group in top.tables("group") {
        let id = group.need("id", "give the group a short name, such as `facility`");
        let title = group.need("title", "say what people should read, such as `Facility`");
        let column = names.needed(&group, "column");
        let mut part = group
            .choice("part", &[("year", Part::Year), ("month", Part::Month)].map(|(w, _)| (w, w)));
        let bands = bands(&group);
        let labels: HashMap<String, String> = table_named(&group, "table", tables)
            .into_iter()
            .flatten()
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect();
        let missing = group.text("missing").map_or("not recorded", |text| text.value).to_owned();
        let (place, bands_place) = (group.place("part"), group.place("bands"));
        group.done();
        let (Some(id), Some(title), Some(column)) = (id, title, column) else { continue };
        if groups.iter().any(|other| other.id == id.value) {
            group.log().add(
                &id.span,
                format!("two groups are called `{}`", id.value),
                "rename one of them",
            );
        }
        let read = names.get(column);
        if read.is_some_and(|read| read.private) {
            let message = "a private column cannot be a group: its values would be printed";
            group.log().add(&group.place("column"), message, "group by another column");
        }
        let is_date = read.is_some_and(|read| matches!(read.reading, Reading::Date(_)));
        if part.is_some() && !is_date {
            group.log().add(
                &place,
                "only a column of dates has a year and a month",
                "remove `part`",
            );
            part = None;
        }
        if is_date && part.is_none() {
            group.log().add(
                &group.span,
                "grouping by every single date makes no table",
                "add `part = \"year\"` or `part = \"month\"`",
            );
        }
        if !bands.is_empty()
            && !read.is_some_and(|read| matches!(read.reading, Reading::Number { .. }))
        {
            group.log().add(
                &bands_place,
                "bands need a column of numbers",
                "add `number = true` to the column",
            );
        }
        let part = match part {
            Some("year") => Part::Year,
            Some(_) => Part::Month,
            None if bands.is_empty() => Part::Whole,
            None => Part::Bands(bands),
        };
        let (id, title) = (id.value.to_owned(), title.value.to_owned());
        groups.push(Group { id, title, column, part, labels, missing });
    }
    groups
}

/// `bands = ["0 under 12", "12 12 to 17"]`: the lowest number of each band, then its label.
fn bands(group: &Table<'_>) -> Vec<(u32, String)> {
    let mut bands: Vec<(u32, String)> = Vec::new();
    for band in group.texts("bands") {
        let parts =
            band.value.split_once(' ').and_then(|(n, label)| Some((n.parse().ok()?, label.trim())));
        match parts {
            Some((least, label)) if bands.last().is_none_or(|(before, _)| *before < least) => {
                bands.push((least, label.to_owned()));
            }
            _ => {
                let help = "write the lowest number of each band and its label, ascending: [\"0 under 18\", \"18 18 and over\"]";
                group.log().add(
                    &band.span,
                    format!("`{}` is no band here", short(band.value)),
                    help,
                );
            }
        }
    }
    bands
}
