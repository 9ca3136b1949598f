//! Reads a SPEC: every key with its place, every problem before anything is refused.

use super::guarantee::{guarantee, rho};
use super::problem::{Log, did_you_mean, short};
use super::table::{At, Table};
use super::{
    CELLS_MAX, DataSet, Dimension, Filter, Guarantee, LISTED_MAX, PersonBound, Problems,
    SourceSpec, Spec, TableSpec, domain::grouped, domain_sum, personal,
};
use crate::codes::{CODES_MAX, Code, List, Lists, fold};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use toml::de::DeTable;

/// More tables than this nobody reads, and each takes from the budget of the others.
const TABLES_MAX: usize = 1_000;
const DIMENSIONS_MAX: usize = 64;
const RECORDS_MAX: u64 = 10_000;

impl Spec {
    /// Reads and checks a SPEC. `path` is what problems call it.
    pub fn read(path: &str, text: &str, lists: &Lists) -> Result<Self, Problems> {
        let log = Log::new(path, text);
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in errors.iter().take(20) {
            let help = "this is not TOML: look for a missing quote, bracket or equals sign";
            log.report(&error.span().unwrap_or(0..0), error.message(), help);
        }
        let spec = if errors.is_empty() {
            spec(&Table::new(&log, root.get_ref(), 0..0), lists, text)
        } else {
            None
        };
        log.verdict()?;
        // Whatever is missing has been reported, and then the verdict was a refusal.
        spec.ok_or_else(|| {
            let log = Log::new(path, text);
            log.report(&(0..0), "the release is not complete", "see docs/statistics.md");
            match log.verdict() {
                Err(problems) => problems,
                Ok(()) => unreachable_problems(),
            }
        })
    }
}

/// A log into which something was reported is never content.
fn unreachable_problems() -> Problems {
    Problems::none()
}

fn spec(root: &Table<'_>, lists: &Lists, text: &str) -> Option<Spec> {
    let mut lists = lists.clone();
    let head = root.table("release");
    if head.is_none() {
        root.missing("[release]", "id, title, publisher, prepared_by, approvers");
    }
    let head = head.as_ref().and_then(self::head);
    own_lists(root, &mut lists);
    let guarantee = guarantee(root);
    let data_set = data_set(root, guarantee.as_ref());
    let source = source(root);
    let person = person(root);
    if let (Some(SourceSpec { count: Some(_), .. }), Some(PersonBound::Enforced { .. })) =
        (&source, &person)
    {
        let span = root.table("person").map_or(0..0, |table| table.span);
        let message = "a row that stands for many persons has no column that tells them apart";
        let help = "leave `count` out of [source], or write assumed_max_records and its reason: a bound on rows would not bound what one person adds";
        root.log.report(&span, message, help);
    }
    let dimensions = dimensions(root, &lists, person.as_ref());
    let tables = tables(root, &dimensions);
    root.done();
    let (id, title, publisher, prepared_by, approvers) = head?;
    Some(Spec {
        id,
        title,
        publisher,
        data_set: data_set?,
        source: source?,
        person: person?,
        dimensions: dimensions.into_iter().map(|(dimension, _)| dimension).collect(),
        tables,
        guarantee: guarantee?,
        prepared_by,
        approvers,
        fingerprint: hex(&Sha256::digest(text.as_bytes())),
    })
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Ids are names of files and columns: small letters, digits and hyphens.
fn id(table: &Table<'_>, at: Option<At<&str>>) -> Option<String> {
    let at = at?;
    let sound = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let begins = at.value.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
    if at.value.len() <= 60 && begins && at.value.bytes().all(sound) {
        return Some(at.value.to_owned());
    }
    let message = format!("`{}` is not an id", short(at.value));
    let help = "write up to 60 small letters, digits and hyphens, a letter first: it names files";
    table.log.report(&at.span, message, help);
    None
}

type Head = (String, String, String, String, Vec<String>);

fn head(table: &Table<'_>) -> Option<Head> {
    let name = id(table, table.need("id", "the name of the release, such as \"decisions-2024\""));
    let title = table.need("title", "what people read");
    let publisher = table.need("publisher", "the office that answers for it");
    let prepared = table.need("prepared_by", "who wrote this file");
    let approvers = table.texts("approvers");
    if approvers.as_ref().is_none_or(Vec::is_empty) {
        table.missing("approvers", "who may approve it: two persons publish");
    }
    table.done();
    let (prepared, approvers) = (prepared?, approvers?);
    for approver in &approvers {
        if fold(approver.value) == fold(prepared.value) {
            let help = "name another person: two persons publish, so that no one can alone";
            table.log.report(&approver.span, "who prepared it cannot approve it", help);
        }
    }
    let approvers = approvers.iter().map(|at| at.value.trim().to_owned()).collect();
    let own = |at: At<&str>| at.value.trim().to_owned();
    Some((name?, own(title?), own(publisher?), own(prepared), approvers))
}

fn own_lists(root: &Table<'_>, lists: &mut Lists) {
    for table in root.tables("list") {
        let name = id(&table, table.need("id", "what dimensions call it"));
        let title = table.need("title", "what people read");
        let source = table.need("source", "where the public list stands");
        let pairs = table.pairs("codes");
        if pairs.is_empty() || pairs.len() > CODES_MAX {
            table.missing("codes", "1 to 60,000 codes: [[\"id\", \"title\"], …]");
        }
        table.done();
        let mut codes: Vec<Code> = Vec::new();
        let mut seen = BTreeMap::new();
        for (at, title) in pairs.iter().take(CODES_MAX) {
            let text = at.value.trim();
            if text.is_empty() || text.len() > 100 || text.starts_with('_') {
                let help = "an id is 1 to 100 bytes and does not begin with _, which SDMX keeps";
                table.log.report(&at.span, "this is no id of a code", help);
            } else if seen.insert(fold(text), ()).is_some() {
                table.log.report(&at.span, format!("`{}` stands twice", short(text)), "once");
            } else {
                codes.push(Code { id: text.to_owned(), title: (*title).to_owned() });
            }
        }
        if let (Some(name), Some(title), Some(source)) = (name, title, source) {
            if lists.get(&name).is_some() {
                let message = format!("there is a list `{name}` already");
                table.log.report(&table.span, message, "give yours another id");
            }
            lists.insert(List::plain(&name, title.value, source.value, codes));
        }
    }
}

fn data_set(root: &Table<'_>, guarantee: Option<&Guarantee>) -> Option<DataSet> {
    let Some(table) = root.table("data_set") else {
        root.missing("[data_set]", "id, ledger, and budget where the guarantee is zcdp");
        return None;
    };
    let name = id(&table, table.need("id", "what all releases of these records call them"));
    let ledger = table.need("ledger", "the folder of the ledger, such as \"ledger\"");
    let spends = !matches!(guarantee, Some(Guarantee::Threshold { .. }));
    let budget = if spends {
        rho(&table, "budget", "all that may ever be spent, such as 1.0")
    } else {
        None
    };
    table.done();
    Some(DataSet { id: name?, ledger: PathBuf::from(ledger?.value), budget })
}

fn source(root: &Table<'_>) -> Option<SourceSpec> {
    let Some(table) = root.table("source") else {
        root.missing("[source]", "file, population, period, unit");
        return None;
    };
    let file = table.need("file", "the records: CSV, XLSX or Parquet, plain or gzip");
    let population = table.need("population", "who is counted, as a definition");
    let period = table.need("period", "the time the counts are of, such as \"2024\"");
    let unit = table.need("unit", "what is counted: \"decisions\", \"persons\"");
    let count = table.text("count").map(|at| at.value.to_owned());
    table.done();
    let own = |at: At<&str>| at.value.trim().to_owned();
    Some(SourceSpec {
        file: PathBuf::from(file?.value),
        count,
        population: own(population?),
        period: own(period?),
        unit: own(unit?),
    })
}

fn person(root: &Table<'_>) -> Option<PersonBound> {
    let Some(table) = root.table("person") else {
        let wanted = "column and max_records, or assumed_max_records and reason";
        root.missing("[person]", wanted);
        return None;
    };
    let max = |key| {
        let at = table.whole(key)?;
        if (1..=RECORDS_MAX).contains(&at.value) {
            return u32::try_from(at.value).ok();
        }
        let message = format!("`{key}` is {}", at.value);
        table.log.report(&at.span, message, "write 1 to 10000: noise grows with it");
        None
    };
    let bound = if table.has("column") {
        let column = table.text("column")?.value.to_owned();
        if !table.has("max_records") {
            table.missing("max_records", "how many records of one person are counted");
        }
        max("max_records").map(|max| PersonBound::Enforced { column, max })
    } else {
        let reason = table.need("reason", "why no person has more records than that");
        if !table.has("assumed_max_records") {
            table.missing("assumed_max_records", "how many records a person has at most");
        }
        let max = max("assumed_max_records");
        match (max, reason) {
            (Some(max), Some(reason)) => {
                Some(PersonBound::Assumed { max, reason: reason.value.to_owned() })
            }
            (Some(_) | None, _) => None,
        }
    };
    table.done();
    bound
}

type Dimensions = Vec<(Dimension, Range<usize>)>;

fn dimensions(root: &Table<'_>, lists: &Lists, person: Option<&PersonBound>) -> Dimensions {
    let Some(table) = root.table("dimension") else {
        root.missing("[dimension.…]", "column and codes of each dimension");
        return Vec::new();
    };
    let mut all = Dimensions::new();
    for (name, entry) in table.named_tables() {
        let span = name.span.clone();
        let name = id(&entry, Some(name));
        let dimension = dimension(&entry, name, lists, person);
        entry.done();
        if let Some(dimension) = dimension {
            all.push((dimension, span));
        }
    }
    if all.len() > DIMENSIONS_MAX {
        root.missing("[dimension.…]", "no more than 64 dimensions");
    }
    all
}

fn dimension(
    table: &Table<'_>,
    name: Option<String>,
    lists: &Lists,
    person: Option<&PersonBound>,
) -> Option<Dimension> {
    let column = table.need("column", "the header of the column");
    let codes = table.need("codes", "the public list, such as \"m49\"");
    let title = table.text("title").map(|at| at.value.to_owned());
    let (only, values) = (table.texts("only"), table.table("values"));
    let (rest, unknown) = (table.flag("rest"), table.flag("unknown"));
    let (column, codes, name) = (column?, codes?, name?);
    let persons = matches!(person, Some(PersonBound::Enforced { column: person, .. })
        if fold(person) == fold(column.value));
    let reason = if persons {
        Some("it tells persons apart")
    } else {
        personal::reason(column.value).or_else(|| personal::reason(&name.replace('-', " ")))
    };
    if let Some(reason) = reason {
        let message = format!("`{}` is no dimension: {reason}", short(column.value));
        let help = "a dimension is what many people share: a country, a year, a band of age";
        table.log.report(&column.span, message, help);
        return None;
    }
    let Some(whole) = lists.get(codes.value) else {
        let message = format!("no public code list is called `{}`", short(codes.value));
        let help = did_you_mean(codes.value, lists.ids(), "docs/statistics.md lists them");
        table.log.report(&codes.span, message, help);
        return None;
    };
    let find = |at: &At<&str>| {
        let code = whole.position(at.value);
        if code.is_none() {
            let message = format!("`{}` is not a code of `{}`", short(at.value), whole.id);
            let known = whole.codes.iter().map(|code| code.id.as_str());
            let help = did_you_mean(at.value, known, "write the id of a code of the list");
            table.log.report(&at.span, message, help);
        }
        code
    };
    let mut keep: Option<Vec<u32>> = None;
    if let Some(only) = &only {
        let mut codes: Vec<u32> = only.iter().filter_map(find).collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        if codes.is_empty() || codes.len() < count {
            let help = "name each code once, and at least one";
            table.log.report(&table.span, "`only` is empty or names a code twice", help);
            return None;
        }
        keep = Some(codes);
    }
    let mut spellings = BTreeMap::new();
    for (code, texts) in values.iter().flat_map(Table::named) {
        let Some(code) = find(&code) else { continue };
        for text in texts {
            if spellings.insert(fold(text.value), code).is_some_and(|old| old != code) {
                let message = format!("`{}` means two codes", short(text.value));
                table.log.report(&text.span, message, "leave it at one of them");
            }
        }
    }
    let cut = whole.cut(keep.as_deref(), rest, unknown);
    Some(Dimension {
        title: title.unwrap_or_else(|| whole.title.clone()),
        id: name,
        column: column.value.to_owned(),
        whole,
        cut,
        values: spellings,
    })
}

fn tables(root: &Table<'_>, dimensions: &Dimensions) -> Vec<TableSpec> {
    let entries = root.tables("table");
    if entries.is_empty() || entries.len() > TABLES_MAX {
        root.missing("[[table]]", "1 to 1000 tables: id, title, dimensions");
    }
    let plain: Vec<Dimension> = dimensions.iter().map(|(dimension, _)| dimension.clone()).collect();
    let mut all: Vec<TableSpec> = Vec::new();
    let mut cells = 0_u128;
    for entry in entries.iter().take(TABLES_MAX) {
        let read = table(entry, &plain);
        entry.done();
        let Some(read) = read else { continue };
        if all.iter().any(|other| other.id == read.id) {
            let message = format!("two tables are called `{}`", read.id);
            entry.log.report(&entry.span, message, "give one of them another id");
        }
        let (product, sum) = domain_sum(&read, &plain);
        // The kernel numbers cells in 32 bits.
        let most = if read.above.is_some() { LISTED_MAX } else { CELLS_MAX };
        if product > u128::from(most) {
            let message = format!("the table `{}` has {sum} cells", read.id);
            let help = format!(
                "{} are the most, all tables together: leave a dimension out, cut a list with `only` and `rest`, or list only large cells with `above` (then {})",
                grouped(u128::from(CELLS_MAX)),
                grouped(u128::from(LISTED_MAX))
            );
            entry.log.report(&entry.span, message, help);
            continue;
        }
        cells += if read.above.is_some() { 0 } else { product };
        all.push(read);
    }
    if cells > u128::from(CELLS_MAX) {
        let message = format!("the tables have {} cells together", grouped(cells));
        let help = format!("{} are the most: make fewer", grouped(u128::from(CELLS_MAX)));
        root.log.report(&(0..0), message, help);
    }
    all
}

fn find_dimension(table: &Table<'_>, at: &At<&str>, dimensions: &[Dimension]) -> Option<usize> {
    let place = dimensions.iter().position(|dimension| dimension.id == at.value);
    if place.is_none() {
        let message = format!("no dimension is called `{}`", short(at.value));
        let known = dimensions.iter().map(|dimension| dimension.id.as_str());
        let help = did_you_mean(at.value, known, "declare it as [dimension.…]");
        table.log.report(&at.span, message, help);
    }
    place
}

fn table(table: &Table<'_>, dimensions: &[Dimension]) -> Option<TableSpec> {
    let name = id(table, table.need("id", "the name of its files"));
    let title = table.need("title", "what people read");
    let named = table.texts("dimensions");
    if named.as_ref().is_none_or(Vec::is_empty) {
        table.missing("dimensions", "the dimensions, in order: [\"origin\", \"year\"]");
    }
    let mut places = Vec::new();
    for at in named.iter().flatten() {
        let Some(place) = find_dimension(table, at, dimensions) else { continue };
        if places.contains(&place) {
            table.log.report(&at.span, format!("`{}` stands twice", at.value), "once is enough");
        }
        places.push(place);
    }
    let mut filters = Vec::new();
    for (name, texts) in table.table("where").iter().flat_map(Table::named) {
        let Some(dimension) = find_dimension(table, &name, dimensions) else { continue };
        let list = &dimensions[dimension].cut.list;
        let mut keep = vec![false; list.codes.len()];
        for text in texts {
            match list.position(text.value) {
                Some(code) => keep[code as usize] = true,
                None => {
                    let message = format!("`{}` has no code `{}`", name.value, short(text.value));
                    let known = list.codes.iter().map(|code| code.id.as_str());
                    let help = did_you_mean(text.value, known, "write an id of its list");
                    table.log.report(&text.span, message, help);
                }
            }
        }
        filters.push(Filter { dimension, keep });
    }
    let weight = table.whole("weight").map_or(1, |at| at.value);
    if !(1..=1_000).contains(&weight) {
        table.log.report(&table.span, "`weight` is 1 to 1000", "leave it out for equal shares");
    }
    if places.len() > 6 {
        let message = format!("the table has {} dimensions", places.len());
        table.log.report(&table.span, message, "6 are the most: nobody reads more");
    }
    let above = table.whole("above").and_then(|at| i64::try_from(at.value.min(1 << 40)).ok());
    if places.is_empty() {
        return None;
    }
    Some(TableSpec {
        above,
        id: name?,
        title: title?.value.to_owned(),
        dimensions: places,
        filters,
        weight: weight.clamp(1, 1_000),
    })
}
