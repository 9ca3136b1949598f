//! Lists: what to do next, which cases there are, how many of each. A list is the scope of the policies as sets of cases, never a
//! decision a row; a clock is listed only if every kind of event that its reason may name may be seen.

use std::collections::BTreeSet;

use casebook::{CaseKind, CaseNo, Casebook, Cursor, Filter, PAGE_MAX, Urgency, WorkLine};
use law::Rule;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use words::Words;

use crate::gate::{place_name, record};
use crate::views::{ClockView, word};
use crate::{Error, Result, Visit};

/// What a list is asked for, in the words of an address.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Asked {
    /// The team.
    pub team: Option<Uuid>,
    /// Who is responsible.
    pub owner: Option<Uuid>,
    /// A place, as `jurisdiction/place`.
    pub place: Option<String>,
    /// A kind of case.
    pub kind: Option<String>,
    /// A nationality, ISO 3166-1 alpha-3.
    pub nationality: Option<String>,
    /// Only with a subject who may be a child.
    pub child: bool,
    /// Only flagged.
    pub flagged: bool,
    /// Open or closed.
    pub open: Option<bool>,
    /// A duty.
    pub duty: Option<String>,
    /// An urgency.
    pub urgency: Option<String>,
    /// Where to go on.
    pub cursor: Option<String>,
    /// How many lines.
    pub limit: Option<usize>,
}

/// A line of the work list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct WorkRow {
    /// The case.
    pub case: Uuid,
    /// Its code.
    pub code: String,
    /// The place, as `jurisdiction/place`.
    pub place: String,
    /// `overdue`, `due-today`, `soon`, `later`, `cannot-tell` or `stopped`.
    pub urgency: String,
    /// The clock.
    pub clock: ClockView,
}

/// A page of the work list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct WorkPage {
    /// Its lines, most urgent first.
    pub lines: Vec<WorkRow>,
    /// Where it goes on; a page may be short, or empty, and still go on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A line of the list of cases.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct CaseRow {
    /// The case.
    pub case: Uuid,
    /// Its code.
    pub code: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The place.
    pub place: String,
    /// Whether it is worked on.
    pub open: bool,
    /// When somebody last wrote to it, in RFC 3339.
    pub touched: String,
}

/// A page of cases.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct CasesPage {
    /// Its lines, the newest first.
    pub lines: Vec<CaseRow>,
    /// How many there are.
    pub total: u64,
    /// Where it goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// How much there is of each urgency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, ToSchema)]
pub struct Counts {
    /// The deadline has passed.
    pub overdue: u64,
    /// Due today.
    pub today: u64,
    /// Within a week.
    pub soon: u64,
    /// Nobody can tell.
    pub cannot_tell: u64,
}

/// The names of the urgencies.
pub(crate) const URGENCIES: [(Urgency, &str); 6] = [
    (Urgency::Overdue, "overdue"),
    (Urgency::DueToday, "due-today"),
    (Urgency::Soon, "soon"),
    (Urgency::Later, "later"),
    (Urgency::CannotTell, "cannot-tell"),
    (Urgency::Stopped, "stopped"),
];

impl Visit {
    /// The filter that is asked for; a word that names nothing finds nothing.
    fn filter(&self, asked: &Asked) -> Result<Filter> {
        let desk = self.desk();
        let law = desk.law();
        let none = || Error::NotFound;
        let mut filter = Filter {
            team: asked.team.map(casebook::TeamId),
            owner: asked.owner.map(casebook::UserId),
            child: asked.child,
            flagged: asked.flagged,
            open: asked.open,
            ..Filter::default()
        };
        if let Some(place) = &asked.place {
            let (within, place) = place.split_once('/').ok_or_else(none)?;
            filter.place = Some(desk.place(within, place).ok_or_else(none)?);
        }
        if let Some(kind) = &asked.kind {
            let found = CaseKind::ALL.into_iter().find(|one| word(one) == *kind);
            filter.kind = Some(found.ok_or_else(none)?);
        }
        if let Some(country) = &asked.nationality {
            filter.nationality = Some(law.vocabulary.any_code(country).ok_or_else(none)?);
        }
        if let Some(duty) = &asked.duty {
            let found = law.duties.iter().position(|one| one.id == *duty);
            filter.duty = Some(found.ok_or_else(none)?);
        }
        if let Some(urgency) = &asked.urgency {
            let found = URGENCIES.iter().find(|(_, name)| name == urgency);
            filter.urgency = Some(found.ok_or_else(none)?.0);
        }
        Ok(filter)
    }

    /// What must be done next.
    ///
    /// # Errors
    /// [`Error::NotFound`] when a filter names what does not exist.
    pub fn work(&self, asked: &Asked, words: &Words) -> Result<WorkPage> {
        let filter = self.filter(asked)?;
        let scope = self.scope();
        let cursor = asked.cursor.as_deref().map(|text| Cursor::parse(text).ok_or(Error::NotFound));
        let cursor = cursor.transpose()?;
        let limit = asked.limit.unwrap_or(50).min(PAGE_MAX);
        Ok(self.keeper().read(|book| {
            let page = book.worklist(&scope, &filter, cursor, limit);
            let lines = page.lines.iter().filter_map(|line| self.work_row(book, line, words));
            WorkPage { lines: lines.collect(), next: page.next.map(|next| next.to_string()) }
        }))
    }

    fn work_row(&self, book: &Casebook, line: &WorkLine, words: &Words) -> Option<WorkRow> {
        let case = book.case_at(line.case)?;
        let fields = self.fields(&record(self.desk(), book, case));
        let clock = self.clock_view(book, line.case, &line.open, &fields, words)?;
        let name = URGENCIES.iter().find(|(urgency, _)| *urgency == line.urgency)?.1;
        Some(WorkRow {
            case: case.id.0,
            code: casebook::code::write(case.id),
            place: place_name(self.desk(), case.place),
            urgency: name.to_owned(),
            clock,
        })
    }

    /// How much of each urgency there is in the scope.
    ///
    /// # Errors
    /// [`Error::NotFound`] when a filter names what does not exist.
    pub fn counts(&self, asked: &Asked) -> Result<Counts> {
        let filter = self.filter(asked)?;
        let scope = self.scope();
        let by_duty = self.keeper().read(|book| book.tally(&scope, &filter));
        Ok(by_duty.values().fold(Counts::default(), |all, one| Counts {
            overdue: all.overdue + one.overdue,
            today: all.today + one.today,
            soon: all.soon + one.soon,
            cannot_tell: all.cannot_tell + one.cannot_tell,
        }))
    }

    /// The cases of the scope, the newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] when a filter names what does not exist.
    pub fn cases(&self, asked: &Asked) -> Result<CasesPage> {
        let filter = self.filter(asked)?;
        let scope = self.scope();
        let limit = asked.limit.unwrap_or(50).clamp(1, PAGE_MAX);
        let before = asked.cursor.as_deref().map(|text| text.parse().map_err(|_| Error::NotFound));
        let before: Option<CaseNo> = before.transpose()?;
        Ok(self.keeper().read(|book| {
            let chosen = book.select(&scope, &filter);
            let total = chosen.len();
            let later = |case: &CaseNo| before.is_none_or(|before| *case < before);
            let mut numbers = chosen.iter().rev().filter(later);
            let page: Vec<CaseNo> = numbers.by_ref().take(limit).collect();
            let more = numbers.next().is_some();
            let next = page.last().filter(|_| more).map(ToString::to_string);
            let lines = page.iter().filter_map(|number| self.case_row(book, *number)).collect();
            CasesPage { lines, total, next }
        }))
    }

    fn case_row(&self, book: &Casebook, number: CaseNo) -> Option<CaseRow> {
        let case = book.case_at(number)?;
        let fields = self.fields(&record(self.desk(), book, case));
        Some(CaseRow {
            case: case.id.0,
            code: casebook::code::write(case.id),
            kind: fields.contains("case.kind").then(|| word(&case.kind)),
            place: place_name(self.desk(), case.place),
            open: case.is_open(),
            touched: case.touched.to_string(),
        })
    }

    /// Whether a clock of the rule may be seen: every kind of event that its reason may name must be.
    pub(crate) fn sees_rule(&self, fields: &BTreeSet<String>, rule: &Rule) -> bool {
        let vocabulary = &self.desk().law().vocabulary;
        let kinds = rule.kinds(&vocabulary.roles());
        let mut names = vocabulary.kind_names(&kinds);
        fields.contains("case.clocks") && names.all(|name| fields.contains(name))
    }
}
