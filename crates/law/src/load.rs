//! Reads a law folder from its files to a [`Law`], in the order in which files may name each other.
//!
//! First all files are parsed, and a syntax error anywhere ends the reading: what a broken file would have defined must not
//! be reported as unknown a hundred times. Then names are resolved: vocabulary, instruments, jurisdictions, lists, duties,
//! limits, treaty status; then the checks that no single file can answer.

use crate::model::duty::{Duty, Limit, List};
use crate::model::jurisdiction::Jurisdiction;
use crate::model::treaties::TreatyStatus;
use crate::nearest::did_you_mean;
use crate::problem::{Code, Log, Problem, Problems};
use crate::read::calendar::{ReadCalendar, calendars};
use crate::read::condition::ListNames;
use crate::read::duty::{DutyNames, ReadDuty, duties};
use crate::read::instrument::instruments;
use crate::read::jurisdiction::jurisdiction;
use crate::read::limit::{LimitNames, limits};
use crate::read::list::lists;
use crate::read::page::pages;
use crate::read::place::{PlaceNames, places};
use crate::read::register::{RegisterNames, registers};
use crate::read::status::{StatusNames, status};
use crate::read::table::{Doc, Page};
use crate::read::vocabulary::vocabulary;
use crate::read::words::Once;
use crate::rules::INTERNATIONAL;
use crate::source::{LawFile, LawFiles, Source, read};
use crate::{Law, check};
use std::collections::{BTreeMap, BTreeSet};

/// What a file is, by where it lies.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Sort<'p> {
    Events,
    Codes,
    Roles,
    Instrument,
    Duty,
    Register,
    Status,
    StatusSources,
    Pages,
    /// What only [`crate::StatusBook`] reads: the engine needs none of it.
    Beside,
    Head(&'p str),
    Places(&'p str),
    Calendar(&'p str),
    Limits(&'p str),
    Lists(&'p str),
}

impl<'p> Sort<'p> {
    fn of(path: &'p str) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').collect();
        Some(match parts.as_slice() {
            ["vocabulary", "events", name] if name.ends_with(".toml") => Self::Events,
            ["vocabulary", "codes", name] if name.ends_with(".toml") => Self::Codes,
            ["vocabulary", "roles.toml"] => Self::Roles,
            ["vocabulary", "pages.toml"] => Self::Pages,
            ["instruments", name] if name.ends_with(".toml") => Self::Instrument,
            ["duties", name] if name.ends_with(".toml") => Self::Duty,
            ["resolutions", name] if name.ends_with(".toml") => Self::Register,
            ["treaties", "status.csv"] => Self::Status,
            ["treaties", "sources.toml"] => Self::StatusSources,
            ["treaties", "conflicts.csv" | "reservations.csv" | "states.csv"] => Self::Beside,
            ["jurisdictions", id, "jurisdiction.toml"] => Self::Head(id),
            ["jurisdictions", id, "places.toml"] => Self::Places(id),
            ["jurisdictions", id, name] if name.ends_with(".toml") => {
                if name.starts_with("calendar-") {
                    Self::Calendar(id)
                } else if name.starts_with("limits") {
                    Self::Limits(id)
                } else if name.starts_with("lists") {
                    Self::Lists(id)
                } else {
                    return None;
                }
            }
            _ => return None,
        })
    }

    fn jurisdiction(&self) -> Option<&'p str> {
        match self {
            Self::Head(id)
            | Self::Places(id)
            | Self::Calendar(id)
            | Self::Limits(id)
            | Self::Lists(id) => Some(id),
            Self::Events
            | Self::Codes
            | Self::Roles
            | Self::Instrument
            | Self::Duty
            | Self::Register
            | Self::Status
            | Self::StatusSources
            | Self::Pages
            | Self::Beside => None,
        }
    }
}

/// Reads and checks a folder: all of it, or what one jurisdiction needs.
pub(crate) fn load(source: &Source, only: Option<&str>) -> Result<Law, Problems> {
    let log = Log::default();
    let files = read(source, &log);
    if files.list.is_empty() {
        // A folder that is not there lacks every file: one sentence says it.
        log.verdict()?;
    }
    let wanted = sorted(&files, only, &log);
    log.verdict()?;
    let docs: Vec<(&Sort<'_>, Doc<'_>)> = wanted
        .iter()
        .filter(|(sort, _)| !matches!(sort, Sort::Status | Sort::Beside))
        .map(|(sort, file)| (sort, Doc::parse(file, &log)))
        .collect();
    log.verdict()?;
    let table = wanted.iter().find(|(sort, _)| *sort == Sort::Status);
    let table = table.map(|(_, file)| Page::new(file, &log));
    let reading = Reading { docs: &docs, whole: only.is_none(), log: &log };
    let law = reading.law(table.as_ref(), files.digest.clone());
    log.verdict()?;
    law.ok_or_else(|| {
        // Every reader that gives up has said why, so this cannot be reached; refusing is right all the same.
        let message = "the law folder could not be read".to_owned();
        log.add(Problem::of_file(Code::File, ".", message, String::new()));
        match log.verdict() {
            Err(problems) => problems,
            Ok(()) => Problems::unexplained(),
        }
    })
}

/// The files that are wanted, with their sorts; files that nobody reads are problems.
fn sorted<'f>(files: &'f LawFiles, only: Option<&str>, log: &Log) -> Vec<(Sort<'f>, &'f LawFile)> {
    let mut wanted = Vec::with_capacity(files.list.len());
    let mut jurisdictions = BTreeSet::new();
    for file in &files.list {
        let Some(sort) = Sort::of(&file.path) else {
            let message = "no part of the law is read from a file of this name".to_owned();
            let help =
                "docs/law-files.md lists the files of the law folder; texts for people end in .md"
                    .to_owned();
            log.add(Problem::of_file(Code::File, &file.path, message, help));
            continue;
        };
        match sort.jurisdiction() {
            Some(id) => {
                jurisdictions.insert(id);
                if only.is_none_or(|only| only == id || id == INTERNATIONAL) {
                    wanted.push((sort, file));
                }
            }
            // Clocks are computed without it: whoever reads one jurisdiction does not wait for it.
            None if sort == Sort::Register && only.is_some() => {}
            None => wanted.push((sort, file)),
        }
    }
    for needed in [Some(INTERNATIONAL), only].into_iter().flatten() {
        if !jurisdictions.contains(needed) {
            let message =
                format!("no jurisdiction is called `{}`", crate::read::table::short(needed));
            let help = did_you_mean(needed, jurisdictions.iter().copied(), "");
            log.add(Problem::of_file(Code::UnknownName, "jurisdictions", message, help));
        }
    }
    let singles = [
        (Sort::Roles, "vocabulary/roles.toml"),
        (Sort::Status, "treaties/status.csv"),
        (Sort::StatusSources, "treaties/sources.toml"),
    ];
    for (sort, path) in singles {
        if !wanted.iter().any(|(found, _)| *found == sort) {
            let message = "the file is missing".to_owned();
            let help = "docs/law-files.md says what it holds".to_owned();
            log.add(Problem::of_file(Code::File, path, message, help));
        }
    }
    wanted
}

struct Reading<'r, 'f> {
    docs: &'r [(&'r Sort<'f>, Doc<'f>)],
    /// All jurisdictions are read.
    whole: bool,
    log: &'r Log,
}

impl<'r> Reading<'r, '_> {
    fn of(&self, sort: &Sort<'_>) -> Vec<&'r Doc<'r>> {
        self.docs.iter().filter(|(found, _)| *found == sort).map(|(_, doc)| doc).collect()
    }

    fn law(&self, table: Option<&Page<'_>>, digest: String) -> Option<Law> {
        let roles = self.of(&Sort::Roles);
        let words =
            vocabulary(&self.of(&Sort::Events), &self.of(&Sort::Codes), roles.first().copied())?;
        let instruments = instruments(&self.of(&Sort::Instrument));
        let ids = self.ids();
        let jurisdictions = self.jurisdictions(&ids, &words)?;
        let lists: Vec<List> = ids
            .iter()
            .enumerate()
            .flat_map(|(i, id)| lists(&self.of(&Sort::Lists(id)), &words, i))
            .collect();
        let mut names = ListNames::default();
        let known_lists: Vec<&str> = lists.iter().map(|list| list.id.as_str()).collect();
        let duty_docs = self.of(&Sort::Duty);
        let read = duties(
            &duty_docs,
            &mut DutyNames {
                words: &words,
                instruments: &instruments,
                lists: &mut names,
                known_lists: self.whole.then_some(known_lists.as_slice()),
            },
        );
        let duties: Vec<Duty> = read.iter().map(|read| read.duty.clone()).collect();
        let limits = self.limits(&ids, &words, &duties, &lists, &mut names);
        self.complete(&read, &duty_docs, &limits, &ids);
        let treaties = self.treaties(table, &words, &instruments);
        let pages = pages(&self.of(&Sort::Pages));
        let page_ids: Vec<&str> = pages.iter().map(|page| page.id.as_str()).collect();
        // Indicators and measures have no files yet, so no register may claim one.
        let registers = registers(
            &self.of(&Sort::Register),
            &RegisterNames {
                words: &words,
                duties: &duties,
                indicators: &[],
                pages: &page_ids,
                measures: &[],
            },
        );
        Some(Law {
            vocabulary: words,
            duties,
            limits,
            lists,
            instruments,
            jurisdictions,
            treaties,
            registers,
            pages,
            list_names: names.into_names(),
            digest,
        })
    }

    /// The jurisdictions that are read, in the order of their folders.
    fn ids(&self) -> Vec<&'r str> {
        let ids: BTreeSet<&str> =
            self.docs.iter().filter_map(|(sort, _)| sort.jurisdiction()).collect();
        ids.into_iter().collect()
    }

    fn jurisdictions(&self, ids: &[&str], words: &crate::Vocabulary) -> Option<Vec<Jurisdiction>> {
        let mut once_calendars = Once::default();
        let all: BTreeMap<&str, Vec<ReadCalendar>> = ids
            .iter()
            .map(|id| (*id, calendars(&self.of(&Sort::Calendar(id)), &mut once_calendars)))
            .collect();
        let mut once_places = Once::default();
        let mut zones = BTreeMap::new();
        let mut list = Vec::with_capacity(ids.len());
        for id in ids {
            let head = self.of(&Sort::Head(id));
            let Some(head) = head.first() else {
                self.missing(id, "jurisdiction.toml");
                continue;
            };
            let Some(mut one) = jurisdiction(head, id) else { continue };
            let own = all.get(id).map_or(&[][..], Vec::as_slice);
            let home = all.get(INTERNATIONAL).filter(|_| *id != INTERNATIONAL);
            let known: Vec<ReadCalendar> =
                own.iter().chain(home.into_iter().flatten()).cloned().collect();
            let place_names = &mut PlaceNames { words, calendars: &known, zones: &mut zones };
            match self.of(&Sort::Places(id)).first() {
                Some(doc) => one.places = places(doc, place_names, &mut once_places),
                None => self.missing(id, "places.toml"),
            }
            one.calendars = own.iter().map(|calendar| calendar.meta.clone()).collect();
            list.push(one);
        }
        // Limits and lists point at jurisdictions by place: none may be left out.
        (list.len() == ids.len()).then_some(list)
    }

    fn missing(&self, jurisdiction: &str, file: &str) {
        let path = format!("jurisdictions/{jurisdiction}/{file}");
        let message = "the file is missing".to_owned();
        let help = "docs/adding-a-jurisdiction.md shows what it holds".to_owned();
        self.log.add(Problem::of_file(Code::File, &path, message, help));
    }

    fn limits(
        &self,
        ids: &[&str],
        words: &crate::Vocabulary,
        duties: &[Duty],
        lists: &[List],
        names: &mut ListNames,
    ) -> Vec<Limit> {
        let home = ids.iter().position(|id| *id == INTERNATIONAL);
        let mut all = Vec::new();
        for (index, id) in ids.iter().enumerate() {
            let docs = self.of(&Sort::Limits(id));
            let here =
                lists.iter().filter(|l| l.jurisdiction == index || Some(l.jurisdiction) == home);
            let known_lists: Vec<&str> = here.map(|list| list.id.as_str()).collect();
            let read = limits(
                &docs,
                &mut LimitNames {
                    words,
                    duties,
                    lists: names,
                    known_lists: &known_lists,
                    jurisdiction: index,
                },
            );
            for one in read {
                if let Some(duty) = duties.get(one.limit.duty) {
                    check::limit(&one, duty);
                }
                all.push(one.limit);
            }
        }
        all
    }

    fn complete(&self, duties: &[ReadDuty], docs: &[&Doc<'_>], limits: &[Limit], ids: &[&str]) {
        if let Some(home) = ids.iter().position(|id| *id == INTERNATIONAL) {
            check::international(duties, docs, limits, home);
        }
    }

    fn treaties(
        &self,
        table: Option<&Page<'_>>,
        words: &crate::Vocabulary,
        instruments: &[crate::Instrument],
    ) -> TreatyStatus {
        let sources = self.of(&Sort::StatusSources);
        match (table, sources.first()) {
            (Some(table), Some(sources)) => {
                status(table, sources, &StatusNames { words, instruments })
            }
            // Reported as a missing file.
            (_, None) | (None, _) => TreatyStatus::default(),
        }
    }
}
