//! Reads `resolutions/*.toml`: registers of resolutions.
//!
//! A register claims what the rest of the folder does, so nothing it claims is taken on trust: duties must name the unit as the
//! unit names them, kinds must exist, and a unit that nothing serves must say why, as one that something serves must not.
//! What no file can show is not checked: whether a summary is a good one, and whether a kind records what the unit speaks of.

use crate::model::duty::Duty;
use crate::model::register::{
    Holder, OfficialLanguage, Register, RegisterUnit, Serves, Summary, UnitId, UnitKind,
};
use crate::model::vocabulary::Vocabulary;
use crate::problem::Code;
use crate::read::table::{At, Doc, Table, short};
use crate::read::words::{Once, id, kind, word};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What registers may name.
pub(crate) struct RegisterNames<'a> {
    pub(crate) words: &'a Vocabulary,
    pub(crate) duties: &'a [Duty],
    /// Ids of indicators, pages and sorts of measures.
    pub(crate) indicators: &'a [&'a str],
    pub(crate) pages: &'a [&'a str],
    pub(crate) measures: &'a [&'a str],
}

/// Duties by the paragraph they name, `4(g)`, of one resolution.
type Citing<'a> = BTreeMap<&'a str, BTreeSet<usize>>;

/// Reads all registers, in the order of their files.
pub(crate) fn registers(docs: &[&Doc<'_>], names: &RegisterNames<'_>) -> Vec<Register> {
    let mut list = Vec::with_capacity(docs.len());
    for doc in docs {
        let table = doc.table();
        list.extend(register(&table, names));
        table.done();
    }
    list
}

fn register(table: &Table<'_>, names: &RegisterNames<'_>) -> Option<Register> {
    let symbol = table.need("symbol", "the symbol of the resolution: A/RES/65/212");
    let title = table.need("title", "what people read");
    let adopted = table.day("adopted");
    if adopted.is_none() && table.place("adopted").is_none() {
        let help = "add `adopted`: the day on which the resolution was adopted";
        table.page.report(Code::MissingKey, &table.span, "`adopted` is missing", help);
    }
    let unreviewed = table.texts("unreviewed").into_iter();
    let unreviewed: Vec<OfficialLanguage> = unreviewed
        .filter_map(|tag| word(table, "unreviewed", Some(tag), &OfficialLanguage::WORDS))
        .collect();
    let holders = holders(table);
    let tables = table.tables("unit");
    let symbol = symbol?;
    let named = symbol.value.to_ascii_lowercase().replace('/', "-");
    if named != table.page.stem() {
        // Whose register it is must be sure before it is compared with the duties.
        let message =
            format!("the symbol is `{}` but the file is called otherwise", short(symbol.value));
        let help = format!("correct the symbol, or rename the file to {}.toml", short(&named));
        table.page.report(Code::Id, &symbol.span, message, help);
        return None;
    }
    let citing = citing(symbol.value, names.duties);
    let reading = Reading { names, holders: &holders, citing: &citing, symbol: symbol.value };
    let units = reading.units(&tables);
    reading.nothing_cited_is_left_out(table, &symbol.span, &units);
    Some(Register {
        symbol: symbol.value.to_owned(),
        title: title?.value.to_owned(),
        adopted: adopted?.value,
        unreviewed,
        holders,
        units: units.into_iter().filter_map(|(_, unit)| unit).collect(),
    })
}

fn citing<'a>(symbol: &str, duties: &'a [Duty]) -> Citing<'a> {
    let mut citing = Citing::new();
    for (index, duty) in duties.iter().enumerate() {
        for paragraph in &duty.paragraphs {
            if let Some((there, unit)) = paragraph.split_once(' ')
                && there == symbol
            {
                citing.entry(unit).or_default().insert(index);
            }
        }
    }
    citing
}

fn holders(table: &Table<'_>) -> Vec<Holder> {
    let mut once = Once::default();
    let mut list = Vec::new();
    for entry in table.tables("holder") {
        let holder = id(&entry);
        let title = entry.need("title", "what people read");
        entry.done();
        let (Some(holder), Some(title)) = (holder, title) else { continue };
        if once.first(entry.page, "holder", &holder) {
            list.push(Holder { id: holder.value.to_owned(), title: title.value.to_owned() });
        }
    }
    list
}

/// One register while its units are read.
struct Reading<'r> {
    names: &'r RegisterNames<'r>,
    holders: &'r [Holder],
    citing: &'r Citing<'r>,
    symbol: &'r str,
}

impl Reading<'_> {
    /// The addresses that could be read, each with its unit if all of it could be.
    fn units(&self, tables: &[Table<'_>]) -> Vec<(UnitId, Option<RegisterUnit>)> {
        let mut list = Vec::with_capacity(tables.len());
        let mut before = None;
        let mut sure = true;
        for table in tables {
            let address = address(table);
            if let Some(address) = &address
                && sure
                && !address.value.follows(before)
            {
                out_of_order(table, address, before);
            }
            // After an address that cannot be read, nobody knows what the next one should be.
            sure = address.is_some();
            before = address.map(|address| address.value);
            let unit = self.unit(table, before);
            table.done();
            list.extend(before.map(|address| (address, unit)));
        }
        list
    }

    fn unit(&self, table: &Table<'_>, address: Option<UnitId>) -> Option<RegisterUnit> {
        let kind = table.need("kind", "preambular, operative or sub");
        let place = kind.as_ref().map(|kind| kind.span.clone());
        let kind = word(table, "kind", kind, &UnitKind::WORDS);
        if let (Some(kind), Some(address), Some(place)) = (kind, address, place)
            && kind != address.kind()
        {
            let message = format!("{address} is no {} unit", kind.word());
            let help = format!("write kind = \"{}\"", address.kind().word());
            table.page.report(Code::Conflict, &place, message, help);
        }
        let addressees = table.texts("addressees").iter().map(|t| t.value.to_owned()).collect();
        let note = told(table, "note");
        let holder = self.holder(table, note.is_some());
        let summary = summary(table);
        let gap = told(table, "gap");
        let nothing = told(table, "nothing");
        let serves = self.serves(table, address);
        served_or_explained(table, serves.as_ref());
        let owned = |text: Option<At<&str>>| text.map(|text| text.value.to_owned());
        Some(RegisterUnit {
            id: address?,
            addressees,
            holder,
            note: owned(note),
            summary: summary?,
            serves: serves?,
            gap: owned(gap),
            nothing: owned(nothing),
        })
    }

    fn holder(&self, table: &Table<'_>, has_note: bool) -> Option<usize> {
        let Some(holder) = table.text("holder") else {
            if table.place("holder").is_none() {
                let help = "add `holder`: the id of a [[holder]] of this file, or \"\" with a note";
                table.page.report(Code::MissingKey, &table.span, "`holder` is missing", help);
            }
            return None;
        };
        if holder.value.is_empty() {
            if !has_note {
                let message = "nobody holds this unit, and no `note` says why";
                let help = "name a holder, or add note = \"…\"";
                table.page.report(Code::Incomplete, &holder.span, message, help);
            }
            return None;
        }
        let found = self.holders.iter().position(|known| known.id == holder.value);
        if found.is_none() {
            let known = self.holders.iter().map(|known| known.id.as_str());
            let fallback = "add a [[holder]] of this id to the file";
            table.page.unknown(&holder.span, "holder", holder.value, known, fallback);
        }
        found
    }

    fn serves(&self, table: &Table<'_>, address: Option<UnitId>) -> Option<Serves> {
        let Some(inner) = table.table("serves") else {
            if table.place("serves").is_none() {
                let help = "add serves.duties = […] and serves.events = […]; empty lists may stand";
                table.page.report(Code::MissingKey, &table.span, "`serves` is missing", help);
            }
            return None;
        };
        let duties = self.duties(&inner, address);
        let events = once_each(&inner, "events");
        let events = events.iter().filter_map(|text| kind(&inner, text, self.names.words));
        let events = events.collect();
        let indicators = known(&inner, "indicators", "indicator", self.names.indicators);
        let pages = known(&inner, "pages", "page", self.names.pages);
        let measures = known(&inner, "measures", "sort of measure", self.names.measures);
        inner.done();
        Some(Serves { duties, events, indicators, pages, measures })
    }

    /// The duties that a unit names must be those that name the unit: neither side is believed alone.
    fn duties(&self, table: &Table<'_>, address: Option<UnitId>) -> Vec<usize> {
        let texts = once_each(table, "duties");
        let mut named = BTreeSet::new();
        let citation = address.and_then(UnitId::citation);
        let cited = citation.as_deref().and_then(|unit| self.citing.get(unit));
        for text in &texts {
            let Some(index) = self.names.duties.iter().position(|duty| duty.id == text.value)
            else {
                let known = self.names.duties.iter().map(|duty| duty.id.as_str());
                table.page.unknown(&text.span, "duty", text.value, known, "look in duties/");
                continue;
            };
            named.insert(index);
            if let Some(address) = address
                && !cited.is_some_and(|cited| cited.contains(&index))
            {
                let message = format!("the duty `{}` does not name {address}", short(text.value));
                let help = match &citation {
                    Some(unit) => format!(
                        "delete it here, or add \"{} {unit}\" to `paragraphs` in duties/{}.toml",
                        self.symbol,
                        short(text.value)
                    ),
                    None => "delete it: duties rest on operative paragraphs".to_owned(),
                };
                table.page.report(Code::Conflict, &text.span, message, help);
            }
        }
        let place = table.place("duties").unwrap_or(table.span.clone());
        for index in cited.into_iter().flatten().filter(|index| !named.contains(index)) {
            let Some(duty) = self.names.duties.get(*index) else { continue };
            let unit = citation.as_deref().unwrap_or_default();
            table.page.report(
                Code::Incomplete,
                &place,
                format!("the duty `{}` names {unit}, but is not listed here", duty.id),
                format!("add \"{}\" to serves.duties", duty.id),
            );
        }
        named.into_iter().collect()
    }

    /// A paragraph that duties carry out must have its unit.
    fn nothing_cited_is_left_out(
        &self,
        table: &Table<'_>,
        place: &Range<usize>,
        units: &[(UnitId, Option<RegisterUnit>)],
    ) {
        let there: BTreeSet<String> = units.iter().filter_map(|(id, _)| id.citation()).collect();
        for (unit, duties) in self.citing.iter().filter(|(unit, _)| !there.contains(**unit)) {
            let first = duties.first().and_then(|index| self.names.duties.get(*index));
            let duty = first.map_or("?", |duty| duty.id.as_str());
            table.page.report(
                Code::Incomplete,
                place,
                format!("the duty `{duty}` names {}, which has no unit here", short(unit)),
                "add a [[unit]] for it",
            );
        }
    }
}

fn address(table: &Table<'_>) -> Option<At<UnitId>> {
    let text = table.need("id", "the address of the unit: pp3, op4 or op4g")?;
    let Some(value) = UnitId::parse(text.value) else {
        let message = format!("`{}` is not the address of a unit", short(text.value));
        let help = "write pp3, op4 or op4g: preambular paragraphs are counted from 1";
        table.page.report(Code::Id, &text.span, message, help);
        return None;
    };
    Some(At { value, span: text.span })
}

fn out_of_order(table: &Table<'_>, address: &At<UnitId>, before: Option<UnitId>) {
    let after = before.map_or("at the beginning".to_owned(), |unit| format!("after {unit}"));
    let message = format!("{} stands {after}", address.value);
    let help = "keep the order of the resolution, with no number and no letter left out or twice";
    table.page.report(Code::Conflict, &address.span, message, help);
}

/// A text that may be left out, but not be blank: a reason must say something.
fn told<'d>(table: &Table<'d>, key: &'static str) -> Option<At<&'d str>> {
    table.place(key)?;
    table.need(key, "own words, or delete the key")
}

fn summary(table: &Table<'_>) -> Option<Summary> {
    let Some(inner) = table.table("summary") else {
        if table.place("summary").is_none() {
            let help = "add summary.en = \"…\", and the same in fr, es, ar, ru and zh";
            table.page.report(Code::MissingKey, &table.span, "`summary` is missing", help);
        }
        return None;
    };
    let text = |key| inner.need(key, "own words, one or two sentences").map(|t| t.value.to_owned());
    // All are asked for before the first that is missing ends it: all missing ones are told.
    let [en, fr, es, ar, ru, zh] = ["en", "fr", "es", "ar", "ru", "zh"].map(text);
    inner.done();
    Some(Summary { en: en?, fr: fr?, es: es?, ar: ar?, ru: ru?, zh: zh? })
}

/// A list whose entries may not stand twice: they are counted.
fn once_each<'d>(table: &Table<'d>, key: &'static str) -> Vec<At<&'d str>> {
    let mut seen = BTreeSet::new();
    let mut list = table.texts(key);
    list.retain(|text| {
        let first = seen.insert(text.value);
        if !first {
            let message = format!("`{}` stands twice in `{key}`", short(text.value));
            table.page.report(Code::Duplicate, &text.span, message, "delete one of them");
        }
        first
    });
    list
}

fn known(table: &Table<'_>, key: &'static str, what: &str, names: &[&str]) -> Vec<String> {
    let mut list = Vec::new();
    for text in once_each(table, key) {
        if names.contains(&text.value) {
            list.push(text.value.to_owned());
        } else {
            let fallback = "nothing of this sort exists yet: leave the list empty";
            table.page.unknown(&text.span, what, text.value, names.iter().copied(), fallback);
        }
    }
    list
}

/// A unit is served, or says why not; never both, so that an excuse does not outlive its reason.
fn served_or_explained(table: &Table<'_>, serves: Option<&Serves>) {
    let Some(serves) = serves else { return };
    let page = table.page;
    // That one of them stands but is blank has been reported.
    match (serves.is_empty(), table.place("nothing")) {
        (true, None) => page.report(
            Code::Incomplete,
            &table.place("serves").unwrap_or(table.span.clone()),
            "nothing serves this unit, and nothing says why",
            "add what serves it, or nothing = \"why, and what will\"",
        ),
        (false, Some(nothing)) => page.report(
            Code::Conflict,
            &nothing,
            "`nothing` stands, but something serves this unit",
            "delete `nothing`, or say under `gap` what the unit asks for beyond that",
        ),
        (true, Some(_)) | (false, None) => {}
    }
    if let Some(gap) = table.place("gap")
        && serves.is_empty()
    {
        let help = "say it under `nothing`";
        page.report(Code::Conflict, &gap, "`gap` stands, but nothing serves this unit", help);
    }
}
