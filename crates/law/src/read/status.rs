//! Reads `treaties/status.csv` and `treaties/sources.toml`.
//!
//! The table has a row for each act of a State. An act that binds opens a bond, a withdrawal closes the last one that is
//! open. Columns that only the compiler of the table needs (which list a row came from, published numbers of parties)
//! are kept for display or passed over.

use crate::kinds::CodeId;
use crate::model::instrument::Instrument;
use crate::model::treaties::{Action, Bond, TreatyStatus};
use crate::model::vocabulary::Vocabulary;
use crate::problem::Code;
use crate::read::csv::{Field, Records};
use crate::read::table::{Doc, Page, short};
use crate::read::words::{Once, id};
use std::collections::BTreeMap;
use when::{Day, Edtf, Zone};

/// The columns, in their order.
const HEADER: [&str; 7] =
    ["instrument", "state", "action", "deposited", "in_force", "source", "note"];

/// What the table may name.
pub(crate) struct StatusNames<'a> {
    pub(crate) words: &'a Vocabulary,
    pub(crate) instruments: &'a [Instrument],
}

/// Reads the table; an empty one, with a problem, if a file is missing.
pub(crate) fn status(table: &Page<'_>, sources: &Doc<'_>, names: &StatusNames<'_>) -> TreatyStatus {
    let mut status = TreatyStatus {
        bonds: vec![Vec::new(); names.instruments.len()],
        as_of: vec![None; names.instruments.len()],
        earlier: BTreeMap::new(),
        sources: Vec::new(),
    };
    read_sources(sources, names, &mut status);
    // Times in the table are days of the depositary; which zone it sits in makes no difference to whole days.
    let Ok(zone) = Zone::named("UTC") else { return status };
    let mut reader = Rows { page: table, names, zone, status: &mut status };
    reader.all();
    for states in &mut status.bonds {
        states.sort_by_key(|(state, _)| *state);
    }
    status
}

fn read_sources(doc: &Doc<'_>, names: &StatusNames<'_>, status: &mut TreatyStatus) {
    let root = doc.table();
    let mut once = Once::default();
    let mut known: Vec<(Vec<CodeId>, usize, Day)> = Vec::new();
    for table in root.tables("source") {
        let source_id = id(&table);
        let title = table.need("title", "what people read");
        // What absence means, for people; what the compiler reads, for the compiler.
        let _ = (table.text("absent"), table.text("precision"));
        let _ = (table.place("files"), table.place("published_parties"));
        let _ = table.place("reservations");
        let not_covered: Vec<CodeId> = table
            .texts("not_covered")
            .iter()
            .filter_map(|text| country(&doc.page, text.value, &text.span, names.words))
            .collect();
        for (name, day) in table.table("as_of").map(|as_of| as_of.named_days()).unwrap_or_default()
        {
            match instrument(&doc.page, name.value, &name.span, names.instruments) {
                Some(instrument) => known.push((not_covered.clone(), instrument, day)),
                None => continue,
            }
        }
        table.done();
        if let (Some(source_id), Some(title)) = (source_id, title)
            && once.first(&doc.page, "source", &source_id)
        {
            status.sources.push((source_id.value.to_owned(), title.value.to_owned()));
        }
    }
    root.done();
    for (_, instrument, day) in &known {
        if let Some(as_of) = status.as_of.get_mut(*instrument) {
            *as_of = (*as_of).max(Some(*day));
        }
    }
    // A State that a source leaves out is known only up to the latest source that does not leave it out.
    for (left_out, instrument, _) in &known {
        for state in left_out {
            let days = known.iter().filter(|(out, i, _)| i == instrument && !out.contains(state));
            let latest = days.map(|(_, _, day)| *day).max();
            status.earlier.insert((*instrument, *state), latest);
        }
    }
}

fn instrument(
    page: &Page<'_>,
    word: &str,
    span: &std::ops::Range<usize>,
    instruments: &[Instrument],
) -> Option<usize> {
    let found = instruments.iter().position(|known| known.id == word);
    if found.is_none() {
        let known = instruments.iter().map(|known| known.id.as_str());
        page.unknown(span, "instrument", word, known, "look in instruments/, or add a file there");
    }
    found
}

fn country(
    page: &Page<'_>,
    word: &str,
    span: &std::ops::Range<usize>,
    words: &Vocabulary,
) -> Option<CodeId> {
    // Any code is looked up first: this runs for thousands of rows.
    let found = words.any_code(word).filter(|code| words.is_country(*code));
    if found.is_none() {
        let countries = words.countries().map_or(&[][..], |list| &list.codes);
        let known = countries.iter().map(|code| words.code_name(*code));
        page.unknown(span, "country", word, known, "write the three-letter code of ISO 3166-1");
    }
    found
}

struct Rows<'a, 'p> {
    page: &'a Page<'p>,
    names: &'a StatusNames<'a>,
    zone: Zone,
    status: &'a mut TreatyStatus,
}

impl Rows<'_, '_> {
    fn all(&mut self) {
        let page = self.page;
        let mut records = Records::new(page.text);
        let mut fields = Vec::new();
        let mut before: Option<(usize, CodeId)> = None;
        for number in 0_usize.. {
            match records.next(&mut fields) {
                Ok(true) if number == 0 => {
                    if !fields.iter().map(|f| f.value.as_ref()).eq(HEADER) {
                        let help = format!("write the first line as {}", HEADER.join(","));
                        page.report(
                            Code::Syntax,
                            &(0..0),
                            "these are not the columns of the table",
                            help,
                        );
                        return;
                    }
                }
                Ok(true) => self.row(&fields, &mut before),
                Ok(false) => break,
                Err(broken) => {
                    let help =
                        "write quotes around fields with commas, and double quotes inside them";
                    page.report(Code::Syntax, &(broken.at..broken.at), broken.why, help);
                    return;
                }
            }
        }
    }

    fn row(&mut self, fields: &[Field<'_>], before: &mut Option<(usize, CodeId)>) {
        let [instrument_, state, action, deposited, in_force, source, note] = fields else {
            let span = fields.first().map_or(0..0, |field| field.span.clone());
            let message = format!("the row has {} fields, not {}", fields.len(), HEADER.len());
            let help = format!("the columns are {}", HEADER.join(", "));
            return self.page.report(Code::Syntax, &span, message, help);
        };
        let found =
            instrument(self.page, &instrument_.value, &instrument_.span, self.names.instruments);
        let state_code = country(self.page, &state.value, &state.span, self.names.words);
        let action = self.action(action);
        self.source(source);
        let (Some(found), Some(state_code), Some(action)) = (found, state_code, action) else {
            return;
        };
        if action == Action::Signature {
            return;
        }
        let Some(in_force) = self.days(in_force) else { return };
        if !deposited.value.is_empty() {
            let _ = self.days(deposited);
        }
        let Some(states) = self.status.bonds.get_mut(found) else { return };
        let bonds = match *before == Some((found, state_code)) {
            true => states.last_mut().map(|(_, bonds)| bonds),
            false => match states.iter().position(|(known, _)| *known == state_code) {
                Some(_) => {
                    let message =
                        format!("rows of {} and {} stand apart", instrument_.value, state.value);
                    let help = "sort the table by instrument and State";
                    return self.page.report(Code::Conflict, &state.span, message, help);
                }
                None => {
                    states.push((state_code, Vec::new()));
                    states.last_mut().map(|(_, bonds)| bonds)
                }
            },
        };
        *before = Some((found, state_code));
        let Some(bonds) = bonds else { return };
        let open = bonds.last().is_some_and(|bond| bond.to.is_none());
        match action {
            Action::Withdrawal => match bonds.last_mut() {
                Some(bond) if open && bond.from.0 <= in_force.1 => bond.to = Some(in_force),
                Some(_) | None => {
                    let message = "the State withdraws from what it was not bound by before";
                    let help = "put the act that bound it on a line above, in order of time";
                    self.page.report(Code::Conflict, &state.span, message, help);
                }
            },
            Action::Signature
            | Action::Ratification
            | Action::Accession
            | Action::Succession
            | Action::Acceptance
            | Action::Approval => {
                if bonds.last().is_some_and(|bond| bond.from.0 > in_force.0) {
                    let message = "the acts of this State are not in order of time";
                    let help = "put the earlier act first";
                    return self.page.report(Code::Conflict, &state.span, message, help);
                }
                bonds.push(Bond {
                    from: in_force,
                    to: None,
                    action,
                    deposited: deposited.value.clone().into_owned(),
                    source: source.value.clone().into_owned(),
                    note: note.value.clone().into_owned(),
                });
            }
        }
    }

    fn action(&self, field: &Field<'_>) -> Option<Action> {
        let found = Action::WORDS.iter().find(|(word, _)| *word == field.value);
        if found.is_none() {
            let known = Action::WORDS.iter().map(|(word, _)| *word);
            self.page.unknown(&field.span, "action", &field.value, known, "");
        }
        found.map(|(_, action)| *action)
    }

    fn source(&self, field: &Field<'_>) {
        if !self.status.sources.iter().any(|(known, _)| *known == field.value) {
            let known = self.status.sources.iter().map(|(id, _)| id.as_str());
            let fallback = "add it to treaties/sources.toml";
            self.page.unknown(&field.span, "source", &field.value, known, fallback);
        }
    }

    /// The days that a field may mean.
    fn days(&self, field: &Field<'_>) -> Option<(Day, Day)> {
        // Nearly all rows name a day.
        if let Ok(day) = field.value.parse::<Day>() {
            return Some((day, day));
        }
        let known = field.value.parse::<Edtf>().and_then(|edtf| edtf.known(&self.zone));
        match known {
            Ok(known) => {
                let days = self.zone.days_of(known.span);
                Some((days.first(), days.last()))
            }
            Err(error) => {
                let message = format!("`{}` is not a date", short(&field.value));
                self.page.report(Code::WrongValue, &field.span, message, error.to_string());
                None
            }
        }
    }
}
