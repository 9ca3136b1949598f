//! The dead and missing by route, added up from a register that a person imports (International Organization for Migration,
//! Missing Migrants Project; its old and its new column names).
//!
//! Only sums leave this module: no incident, no place, no day. Sums are minimum counts, and rows without a route are counted
//! apart, so that a page can say how much is not known.

use crate::table::{Table, TableError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use when::Day;
use words::{Key, key};

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A cause, as coarse as the register allows.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Cause {
    Drowning,
    Illness,
    Vehicle,
    Violence,
    Nature,
    Other,
    Unknown,
}

impl Cause {
    pub(crate) const fn key(self) -> Key {
        match self {
            Self::Drowning => key::GUIDE_CAUSE_DROWNING,
            Self::Illness => key::GUIDE_CAUSE_ILLNESS,
            Self::Vehicle => key::GUIDE_CAUSE_VEHICLE,
            Self::Violence => key::GUIDE_CAUSE_VIOLENCE,
            Self::Nature => key::GUIDE_CAUSE_NATURE,
            Self::Other => key::GUIDE_CAUSE_OTHER,
            Self::Unknown => key::GUIDE_CAUSE_UNKNOWN,
        }
    }

    /// The first word that fits decides: of several causes the register names the main one first.
    fn read(text: &str) -> Self {
        const WORDS: [(&str, Cause); 24] = [
            ("drown", Cause::Drowning),
            ("vehicle", Cause::Vehicle),
            ("train", Cause::Vehicle),
            ("transport", Cause::Vehicle),
            ("violence", Cause::Violence),
            ("shot", Cause::Violence),
            ("stab", Cause::Violence),
            ("murder", Cause::Violence),
            ("kill", Cause::Violence),
            ("abuse", Cause::Violence),
            ("beat", Cause::Violence),
            ("sick", Cause::Illness),
            ("medicine", Cause::Illness),
            ("health", Cause::Illness),
            ("dehydrat", Cause::Nature),
            ("starv", Cause::Nature),
            ("hypotherm", Cause::Nature),
            ("hypertherm", Cause::Nature),
            ("exposure", Cause::Nature),
            ("weather", Cause::Nature),
            ("environment", Cause::Nature),
            ("harsh", Cause::Nature),
            ("unknown", Cause::Unknown),
            ("mixed", Cause::Unknown),
        ];
        let text = text.to_lowercase();
        if text.is_empty() {
            return Self::Unknown;
        }
        let first = WORDS.iter().filter_map(|(word, cause)| Some((text.find(word)?, *cause))).min();
        first.map_or(Self::Other, |(_, cause)| cause)
    }
}

/// What the register has for one route.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct RouteCount {
    /// Dead and missing.
    pub total: u64,
    /// Recorded as women.
    pub women: u64,
    /// Recorded as men.
    pub men: u64,
    /// Recorded as children.
    pub children: u64,
    causes: BTreeMap<Cause, u64>,
}

impl RouteCount {
    fn add(&mut self, other: &Self) {
        self.total += other.total;
        self.women += other.women;
        self.men += other.men;
        self.children += other.children;
        for (cause, count) in &other.causes {
            *self.causes.entry(*cause).or_default() += count;
        }
    }

    /// Causes with their counts, the largest first.
    pub(crate) fn causes(&self) -> Vec<(Cause, u64)> {
        let mut causes: Vec<(Cause, u64)> =
            self.causes.iter().map(|(cause, count)| (*cause, *count)).collect();
        causes.sort_by_key(|(cause, count)| (std::cmp::Reverse(*count), *cause));
        causes
    }
}

/// The register, added up.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Missing {
    from: String,
    to: String,
    routes: BTreeMap<String, RouteCount>,
    /// Dead and missing without a route.
    pub blank: u64,
    /// Rows that were read.
    pub rows: usize,
    /// Rows without a day that could be read; they are counted all the same.
    pub undated: usize,
}

impl Missing {
    /// Adds up the register.
    ///
    /// # Errors
    ///
    /// A file that is no such table, or has a new layout.
    pub fn read(bytes: &[u8]) -> Result<Self, TableError> {
        let table = Table::read(bytes)?;
        let route = table.column(&["Migration Route", "Route"])?;
        let total =
            table.column(&["Total Dead and Missing", "Total Number of Dead and Missing"])?;
        let women = table.maybe(&["Number of Females"]);
        let men = table.maybe(&["Number of Males"]);
        let children = table.maybe(&["Number of Children"]);
        let cause = table.maybe(&["Cause of Death"]);
        let date = table.column(&["Reported Date", "Incident Date", "Date"])?;
        let mut routes: BTreeMap<String, RouteCount> = BTreeMap::new();
        let (mut first, mut last, mut undated, mut rows) = (None::<Day>, None::<Day>, 0, 0);
        for row in &table.rows {
            let cell = |at: usize| row.get(at).map_or("", String::as_str);
            let Some(people) = count(cell(total)) else { continue };
            rows += 1;
            match day(cell(date)) {
                Some(day) => {
                    first = Some(first.map_or(day, |known| known.min(day)));
                    last = Some(last.map_or(day, |known| known.max(day)));
                }
                None => undated += 1,
            }
            let part = |at: Option<usize>| at.and_then(|at| count(cell(at))).unwrap_or_default();
            let mut one = RouteCount {
                total: people,
                women: part(women),
                men: part(men),
                ..RouteCount::default()
            };
            one.children = part(children);
            one.causes.insert(Cause::read(cause.map_or("", cell)), people);
            routes.entry(cell(route).to_owned()).or_default().add(&one);
        }
        let (Some(first), Some(last)) = (first, last) else {
            return Err(TableError::Nothing { rows: table.rows.len() });
        };
        let blank = routes.remove("").unwrap_or_default().total;
        Ok(Self { from: first.to_string(), to: last.to_string(), routes, blank, rows, undated })
    }

    /// Reads what was kept.
    ///
    /// # Errors
    ///
    /// A damaged file.
    pub fn kept(json: &str) -> Result<Self, TableError> {
        let read: Self =
            serde_json::from_str(json).map_err(|error| TableError::Kept(error.to_string()))?;
        read.period().ok_or_else(|| TableError::Kept("it has no days".to_owned()))?;
        Ok(read)
    }

    /// The first and the last day.
    pub(crate) fn period(&self) -> Option<(Day, Day)> {
        Some((self.from.parse().ok()?, self.to.parse().ok()?))
    }

    /// What there is under any of these names; nothing where none of them occurs.
    pub(crate) fn under(&self, names: &[String]) -> Option<RouteCount> {
        let mut sum = None::<RouteCount>;
        let known = |name: &&String| names.iter().any(|wanted| wanted.eq_ignore_ascii_case(name));
        for (_, count) in self.routes.iter().filter(|(name, _)| known(name)) {
            sum.get_or_insert_default().add(count);
        }
        sum
    }

    /// How many routes have a name.
    #[must_use]
    pub fn named_routes(&self) -> usize {
        self.routes.len()
    }
}

/// `1,022`, `3`, `3.0`; nothing for a cell without a number.
fn count(cell: &str) -> Option<u64> {
    let whole = cell.split('.').next().unwrap_or_default();
    let digits: String = whole.chars().filter(|c| *c != ',').collect();
    digits.parse().ok().filter(|count| *count < 1_000_000)
}

/// `January 05, 2020` or `2020-01-05`; other forms are not guessed.
fn day(cell: &str) -> Option<Day> {
    if let Ok(day) = cell.get(..10).unwrap_or(cell).parse() {
        return Some(day);
    }
    let mut parts = cell.split([' ', ',']).filter(|part| !part.is_empty());
    let (month, number, year) = (parts.next()?.to_lowercase(), parts.next()?, parts.next()?);
    let month = MONTHS.iter().position(|known| month.starts_with(known))? + 1;
    format!("{year}-{month:02}-{:02}", number.parse::<u8>().ok()?).parse().ok()
}
