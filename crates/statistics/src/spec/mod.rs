//! The SPEC of a release: what it says, after everything in it was checked.
//!
//! A [`Spec`] that exists is sound in itself: its dimensions are public lists, its cells can be counted, its budget is a number.
//! Whether the source has the columns, and whether the ledger has the budget, is asked later. Manual:
//! `docs/statistics.md`.

mod domain;
mod guarantee;
#[cfg(test)]
mod invented;
mod personal;
mod problem;
mod read;
mod rho;
mod table;
#[cfg(test)]
pub(crate) use invented::invented;
#[cfg(test)]
mod tests;

pub(crate) use domain::grouped_by;
pub use domain::{CELLS_MAX, LISTED_MAX, domain_sum, grouped};
pub(crate) use problem::did_you_mean;
pub use problem::{Problem, Problems};
pub(crate) use read::hex;
pub use rho::{Rho, RhoError};

use crate::codes::{Cut, List};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A release, declared.
#[derive(Clone, Debug)]
pub struct Spec {
    /// What files and the ledger call it.
    pub id: String,
    /// What people read.
    pub title: String,
    /// The office that answers for it.
    pub publisher: String,
    /// The data set whose budget it spends.
    pub data_set: DataSet,
    /// Where the records are.
    pub source: SourceSpec,
    /// What one person may add to it.
    pub person: PersonBound,
    /// What tables are made of.
    pub dimensions: Vec<Dimension>,
    /// What is published.
    pub tables: Vec<TableSpec>,
    /// How persons are protected.
    pub guarantee: Guarantee,
    /// Who prepared it.
    pub prepared_by: String,
    /// Who may approve it.
    pub approvers: Vec<String>,
    /// SHA-256 of the text it was read from.
    pub fingerprint: String,
}

impl Spec {
    /// Whether what is published is estimated from the measurements.
    #[must_use]
    pub const fn estimates(&self) -> bool {
        matches!(&self.guarantee, Guarantee::Zcdp { estimated: true, .. })
    }

    /// The dimensions that some table has or filters by, ascending.
    #[must_use]
    pub fn used_dimensions(&self) -> Vec<usize> {
        let of_table = |table: &TableSpec| {
            let filters: Vec<usize> = table.filters.iter().map(|filter| filter.dimension).collect();
            table.dimensions.iter().copied().chain(filters).collect::<Vec<_>>()
        };
        let mut used: Vec<usize> = self.tables.iter().flat_map(of_table).collect();
        used.sort_unstable();
        used.dedup();
        used
    }
}

/// A collection of records about the same persons, over all its releases.
#[derive(Clone, Debug)]
pub struct DataSet {
    /// What the ledger calls it.
    pub id: String,
    /// The folder of its ledger, as written.
    pub ledger: PathBuf,
    /// All that may ever be spent on it; only where the guarantee is a budget.
    pub budget: Option<Rho>,
}

/// Where the records are and what they are about.
#[derive(Clone, Debug)]
pub struct SourceSpec {
    /// The file, as written.
    pub file: PathBuf,
    /// The column that says how many persons a row stands for; one if there is none.
    pub count: Option<String>,
    /// Who is counted: the definition a reader needs.
    pub population: String,
    /// The time the counts are of.
    pub period: String,
    /// What is counted: records, events, persons.
    pub unit: String,
}

/// What one person may add to a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonBound {
    /// A column tells persons apart: records beyond the bound are left out, the first in the file stay.
    Enforced {
        /// The header of the column.
        column: String,
        /// How many records of one person are counted.
        max: u32,
    },
    /// Nothing tells persons apart: the office vouches for the bound.
    Assumed {
        /// How many records one person has at most.
        max: u32,
        /// Why the office believes it.
        reason: String,
    },
}

impl PersonBound {
    /// How many records of one person can be in the tables.
    #[must_use]
    pub const fn max(&self) -> u32 {
        match self {
            Self::Enforced { max, .. } | Self::Assumed { max, .. } => *max,
        }
    }
}

/// What tables are made of: a column of the source over a public list.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// What tables call it.
    pub id: String,
    /// What people read.
    pub title: String,
    /// The header of its column.
    pub column: String,
    /// The list that cells are looked up in.
    pub whole: List,
    /// What of the list is a dimension.
    pub cut: Cut,
    /// Spellings of this source, folded, to codes of the whole list.
    pub values: BTreeMap<String, u32>,
}

impl Dimension {
    /// How many codes it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cut.list.codes.len()
    }

    /// Whether it has no codes; a SPEC that was read has none such.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of a cell of the source.
    #[must_use]
    pub fn place(&self, cell: &str) -> Option<u32> {
        let cell = cell.trim();
        if let Some(code) = self.values.get(&crate::codes::fold(cell)) {
            return self.cut.place(*code);
        }
        if cell.is_empty() {
            return self.cut.unknown;
        }
        self.cut.place(self.whole.find(cell)?)
    }
}

/// A table of a release.
#[derive(Clone, Debug)]
pub struct TableSpec {
    /// What files call it.
    pub id: String,
    /// What people read.
    pub title: String,
    /// Its dimensions, by their places in [`Spec::dimensions`].
    pub dimensions: Vec<usize>,
    /// Only records whose code in a dimension is one of these.
    pub filters: Vec<Filter>,
    /// Its share of the budget, against those of the other tables.
    pub weight: u64,
    /// Where only cells are listed whose measurement is above this.
    pub above: Option<i64>,
}

/// Only some codes of a dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The dimension.
    pub dimension: usize,
    /// For every code, whether it stays.
    pub keep: Vec<bool>,
}

/// How a budget is divided among tables, apart from their weights.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Split {
    /// By the two-thirds power of the cells: it makes the sum of all errors least.
    Size,
    /// The same for each.
    Equal,
}

/// How persons are protected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guarantee {
    /// Zero-concentrated differential privacy for persons, by noise in every cell.
    Zcdp {
        /// What this release spends.
        rho: Rho,
        /// δ at which it is also reported as ε, as written.
        delta: String,
        /// How the budget is divided among the tables.
        split: Split,
        /// Whether totals are measured too, beside the tables.
        margins: bool,
        /// Whether what is published is estimated from the measurements, or the measurements themselves.
        estimated: bool,
    },
    /// Exact counts, small ones and what would give them away left out.
    Threshold {
        /// Counts from 1 to below this are left out.
        threshold: u32,
    },
}
