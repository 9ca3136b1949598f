//! Reads `treaties/` whole: acts, contradictions, reservations, States.
//!
//! How far each source reaches has been read with the law; this reads what the engine has no use for. A file that is not
//! there gives nothing: a folder without conflicts or reservations is a smaller folder, not a broken one.

use crate::kinds::CodeId;
use crate::law::Law;
use crate::model::instrument::Instrument;
use crate::model::treaties::Action;
use crate::problem::{Log, Problems};
use crate::read::csv::Field;
use crate::read::table::Page;
use crate::source::{LawFiles, Source, read};
use crate::status::rows::{days, rows};
use crate::status::states::{States, country};
use crate::status::{Act, Conflict, StatusBook, StatusSource};
use std::collections::BTreeMap;
use when::Zone;

const ACTS: [&str; 7] =
    ["instrument", "state", "action", "deposited", "in_force", "source", "note"];
const RESERVATIONS: [&str; 5] = ["instrument", "state", "sort", "articles", "until"];

/// Where things are looked up while the folder is read.
pub(super) struct Known<'a> {
    pub(super) law: &'a Law,
    pub(super) zone: Zone,
}

impl Known<'_> {
    pub(super) fn instrument(&self, page: &Page<'_>, field: &Field<'_>) -> Option<usize> {
        let found = self.law.instrument(&field.value);
        if found.is_none() {
            let known = self.law.instruments.iter().map(|known| known.id.as_str());
            page.unknown(&field.span, "instrument", &field.value, known, "see instruments/");
        }
        found
    }

    pub(super) fn state(&self, page: &Page<'_>, field: &Field<'_>) -> Option<CodeId> {
        country(page, &self.law.vocabulary, &field.value, &field.span)
    }

    pub(super) fn action(&self, page: &Page<'_>, field: &Field<'_>) -> Option<Action> {
        let found = Action::WORDS.iter().find(|(word, _)| *word == field.value);
        if found.is_none() {
            let known = Action::WORDS.iter().map(|(word, _)| *word);
            page.unknown(&field.span, "action", &field.value, known, "");
        }
        found.map(|(_, action)| *action)
    }

    pub(super) fn entry(&self, instrument: usize) -> Option<&Instrument> {
        self.law.instruments.get(instrument)
    }
}

pub(super) fn load(source: &Source, law: &Law) -> Result<StatusBook, Problems> {
    let log = Log::default();
    let files = read(source, &log);
    log.verdict()?;
    // Days of a depositary are whole days; the zone makes no difference to them.
    let Ok(zone) = Zone::named("UTC") else { return Err(Problems::unexplained()) };
    let known = Known { law, zone };
    let page = |name: &str| page_of(&files, name, &log);
    let sources = law.treaties.sources.iter();
    let mut book = StatusBook {
        acts: vec![Vec::new(); law.instruments.len()],
        as_of: law.treaties.as_of.clone(),
        earlier: law.treaties.earlier.clone(),
        sources: sources
            .map(|(id, title)| StatusSource { id: id.clone(), title: title.clone(), newer: None })
            .collect(),
        conflicts: Vec::new(),
        reserved_until: BTreeMap::new(),
        reserved: BTreeMap::new(),
        states: match page("treaties/states.csv") {
            Some(page) => States::read(&page, &law.vocabulary, &known.zone),
            None => States::default(),
        },
    };
    if let Some(page) = page("treaties/status.csv") {
        acts(&page, &known, &mut book);
    }
    if let Some(page) = page("treaties/conflicts.csv") {
        conflicts(&page, &known, &mut book);
    }
    if let Some(page) = page("treaties/reservations.csv") {
        reservations(&page, &known, &mut book);
    }
    log.verdict()?;
    for states in &mut book.acts {
        states.sort_by_key(|(state, _)| *state);
        for (_, acts) in states {
            acts.sort_by_key(|act| act.deposited.first());
        }
    }
    Ok(book)
}

fn page_of<'l>(files: &'l LawFiles, name: &str, log: &'l Log) -> Option<Page<'l>> {
    files.list.iter().find(|file| file.path == name).map(|file| Page::new(file, log))
}

fn acts(page: &Page<'_>, known: &Known<'_>, book: &mut StatusBook) {
    rows(page, 0, &ACTS, |fields| {
        let [instrument, state, action, deposited, in_force, source, note] = fields else {
            return;
        };
        let (Some(instrument), Some(state), Some(action), Some(deposited)) = (
            known.instrument(page, instrument),
            known.state(page, state),
            known.action(page, action),
            days(page, &known.zone, deposited),
        ) else {
            return;
        };
        let in_force = match in_force.value.is_empty() {
            true => None,
            false => days(page, &known.zone, in_force),
        };
        // The law was loaded from the same table, so its sources are known.
        let source = book.sources.iter().position(|one| one.id == source.value).unwrap_or(0);
        let note = note.value.clone().into_owned();
        book.add(instrument, state, Act { action, deposited, in_force, source, note });
    });
}

impl StatusBook {
    /// Adds an act; the caller sorts.
    pub(super) fn add(&mut self, instrument: usize, state: CodeId, act: Act) {
        let Some(states) = self.acts.get_mut(instrument) else { return };
        match states.iter_mut().rev().find(|(known, _)| *known == state) {
            Some((_, acts)) => acts.push(act),
            None => states.push((state, vec![act])),
        }
    }
}

fn conflicts(page: &Page<'_>, known: &Known<'_>, book: &mut StatusBook) {
    let ids: Vec<String> = book.sources.iter().take(2).map(|one| one.id.clone()).collect();
    let [first, second] = ids.as_slice() else { return };
    let header = ["instrument", "state", "field", first, second, "kept", "note"];
    rows(page, 0, &header, |fields| {
        let [instrument, state, field, one, other, kept, note] = fields else { return };
        let (Some(instrument), Some(state)) =
            (known.instrument(page, instrument), known.state(page, state))
        else {
            return;
        };
        let said = |id: &String, field: &Field<'_>| (id.clone(), field.value.to_string());
        book.conflicts.push(Conflict {
            instrument,
            state,
            field: field.value.to_string(),
            said: [said(first, one), said(second, other)],
            kept: kept.value.to_string(),
            note: note.value.to_string(),
        });
    });
}

fn reservations(page: &Page<'_>, known: &Known<'_>, book: &mut StatusBook) {
    rows(page, 0, &RESERVATIONS, |fields| {
        let [instrument, state, sort, articles, until] = fields else { return };
        let (Some(instrument), Some(state), Some(until)) = (
            known.instrument(page, instrument),
            known.state(page, state),
            days(page, &known.zone, until),
        ) else {
            return;
        };
        book.reserved_until.insert(instrument, until.last());
        let told = (sort.value.to_string(), articles.value.to_string());
        book.reserved.insert((instrument, state), told);
    });
}
