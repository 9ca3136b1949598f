//! A release as the world sees it: tables with numbers, and cells where a number is left out.
//!
//! This is all that an attacker, an auditor and the ledger of releases are given. What was left out is not in here.

use super::frame::{Frame, FrameError};
use super::rule::Rule;
use serde::{Deserialize, Serialize};

/// Counts beyond this are no counts of persons, and could not be computed with exactly.
pub const COUNT_MAX: i64 = 1 << 50;

/// A release protected by a threshold, as published.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Published {
    /// What files and the ledger call it.
    pub id: String,
    /// Who is counted, in words.
    pub population: String,
    /// The time the counts are of: a year, a month, a day, or two of them with `/` between.
    pub period: String,
    /// The rule it says it keeps.
    pub rule: Rule,
    /// What its numbers are sums of.
    pub frame: Frame,
    /// For every table its cells, the last axis running fastest; nothing where a number is left out.
    pub cells: Vec<Vec<Option<i64>>>,
}

impl Published {
    /// Refuses what does not hang together. Everything that was read from a file goes through here.
    pub fn check(&self) -> Result<(), FrameError> {
        self.frame.check()?;
        let broken = |what: &str| Err(FrameError::Broken(what.to_owned()));
        let sizes = self.frame.sheets.iter().map(super::frame::Sheet::len);
        if !sizes.eq(self.cells.iter().map(Vec::len)) {
            return broken("a table has not as many cells as its headings say");
        }
        let counts = self.cells.iter().flatten().flatten();
        if counts.into_iter().any(|count| !(0..=COUNT_MAX).contains(count)) {
            return broken("a count is negative or larger than any count of persons");
        }
        Ok(())
    }

    /// How many cells are left out.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.cells.iter().flatten().filter(|cell| cell.is_none()).count()
    }
}
