//! Rows that are refused, and what is counted: nothing is silently dropped.

use std::collections::BTreeMap;

/// The sort of reason for which a row is refused.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum RejectCode {
    /// More or fewer cells than the header.
    Ragged,
    /// Holds a zero byte.
    ZeroByte,
    /// The mapping refuses such rows.
    Skipped,
    /// No record of the mapping is for such rows.
    NoRecord,
    /// A cell that the mapping requires is empty or withheld.
    MissingValue,
    /// A date that fits no format.
    UnreadableDate,
    /// A date that does not exist.
    ImpossibleDate,
    /// A date that fits two formats.
    AmbiguousDate,
    /// A value that the table or the code list does not have.
    UnlistedValue,
    /// Not a whole number, or outside the bounds.
    NotANumber,
    /// Neither yes nor no.
    NotYesNo,
    /// A place that the table does not have.
    UnknownPlace,
    /// A check of the mapping refuses it.
    Check,
    /// It corrects an event that no accepted row of its case tells of.
    NothingCorrected,
}

impl RejectCode {
    /// The name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ragged => "ragged",
            Self::ZeroByte => "zero-byte",
            Self::Skipped => "skipped",
            Self::NoRecord => "no-record",
            Self::MissingValue => "missing-value",
            Self::UnreadableDate => "unreadable-date",
            Self::ImpossibleDate => "impossible-date",
            Self::AmbiguousDate => "ambiguous-date",
            Self::UnlistedValue => "unlisted-value",
            Self::NotANumber => "not-a-number",
            Self::NotYesNo => "not-yes-no",
            Self::UnknownPlace => "unknown-place",
            Self::Check => "check",
            Self::NothingCorrected => "nothing-corrected",
        }
    }
}

/// A row that was refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reject {
    /// The line of the file on which the row begins.
    pub line: u64,
    /// The header of the column, where one is to blame.
    pub column: Option<String>,
    /// The first characters of the cell; never of a private column.
    pub value: Option<String>,
    /// The sort of reason.
    pub code: RejectCode,
    /// The reason.
    pub text: String,
}

/// How often something was seen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Count {
    /// Its name in the mapping.
    pub id: String,
    /// What people read.
    pub title: String,
    /// Rows.
    pub rows: u64,
}

/// What the cells of a column were like, over all rows that had the right shape.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ColumnCount {
    /// Its name in the mapping.
    pub column: String,
    /// The header it was found under; none if the file lacks it and may.
    pub header: Option<String>,
    /// Nothing recorded.
    pub empty: u64,
    /// Withheld, by the words of the mapping.
    pub withheld: u64,
    /// Could not be understood.
    pub unreadable: u64,
}

/// A spelling that neither a value table nor the code list has.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Unlisted {
    /// The column's name in the mapping.
    pub column: String,
    /// The spelling, cut to its first characters.
    pub value: String,
    /// Rows.
    pub rows: u64,
}

/// What was read, and how good it was.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Rows in the file; always accepted plus refused.
    pub rows: u64,
    /// Rows that became events.
    pub accepted: u64,
    /// Rows that were refused.
    pub refused: u64,
    /// Cases handed on.
    pub cases: u64,
    /// Events handed on.
    pub events: u64,
    /// What the file was found to be.
    pub kind: String,
    /// The mapping's checks, in its order.
    pub checks: Vec<Count>,
    /// The mapping's columns, in the order of their names.
    pub columns: Vec<ColumnCount>,
    /// Refused rows by sort, and by the mapping's reason where it gave one.
    pub refusals: BTreeMap<(RejectCode, String), u64>,
    /// Spellings that were not understood, of columns that are not private: the first hundred, in order.
    pub unlisted: Vec<Unlisted>,
    /// Headers of the file that the mapping does not read.
    pub unread: Vec<String>,
    /// Events that a case had already from another row.
    pub repeated_events: u64,
    /// Rows of a case whose place was not that of its first row.
    pub other_places: u64,
}

/// The first characters of a cell, fit to be printed.
pub(crate) fn shortened(cell: &str) -> String {
    const SHOWN: usize = 40;
    let mut chars = cell.chars().map(|c| if c.is_control() { ' ' } else { c });
    let head: String = chars.by_ref().take(SHOWN).collect();
    if chars.next().is_some() { head + "…" } else { head }
}
