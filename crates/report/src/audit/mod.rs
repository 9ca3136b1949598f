//! The report of an audit: a value, and its HTML.
//!
//! The caller counts (see [`Tally`]) and says how it read the records; this module shows it. The page is one file with its
//! style inside, without scripts and without anything from elsewhere, for a browser, a screen reader and a printer. Every
//! chart has a table twin. It is written in the language of the reader; titles of duties come from the law folder and stay
//! in English, and the page says so.
//!
//! Counts from 1 to 4 are hidden unless `exact` is set. This is primary suppression only: differences between tables can
//! give a hidden count away, and the page says that too. A release that is safe to publish is another crate's work.

mod bars;
mod hide;
mod histogram;
mod page;
mod tables;

use crate::tally::{Dimension, Tally};
use law::{Law, RuleBook};
use page::Page;
use when::{Instant, Zone};
use words::Words;

/// All that the report of an audit shows.
#[derive(Clone, PartialEq, Debug)]
pub struct AuditReport {
    /// The state is that of this instant.
    pub as_of: Instant,
    /// As it was known at this instant; [`Instant::MAX`] for all that is recorded.
    pub as_known_on: Instant,
    /// On whose clock the two are shown.
    pub zone: Zone,
    /// How the mapping file says the records are read, a paragraph each.
    pub interpretation: Vec<String>,
    /// The counts.
    pub tally: Tally,
    /// By what they are grouped, in the order in which the tally was told groups.
    pub dimensions: Vec<Dimension>,
    /// How many cases there were.
    pub cases: u64,
    /// How many events.
    pub events: u64,
    /// What became of the rows.
    pub quality: Quality,
    /// The files that were read.
    pub inputs: Vec<InputFile>,
    /// SHA-256 of the mapping file, in hexadecimal; nothing where there was none.
    pub map_digest: Option<String>,
    /// Version of the program.
    pub version: String,
    /// Show counts from 1 to 4 too.
    pub exact: bool,
}

/// What became of the rows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Quality {
    /// Rows read.
    pub read: u64,
    /// Rows that became events.
    pub accepted: u64,
    /// Refused rows by reason, in the order to show.
    pub refused: Vec<Refusal>,
    /// What was doubtful in accepted rows, in the order to show.
    pub notes: Vec<Refusal>,
}

impl Quality {
    /// Rows refused.
    #[must_use]
    pub fn refused_total(&self) -> u64 {
        self.refused.iter().map(|refusal| refusal.rows).sum()
    }
}

/// A reason, and how many rows it holds for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The reason, in the language of the report.
    pub reason: String,
    /// How many rows.
    pub rows: u64,
}

/// A file that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InputFile {
    /// Its name, without the folder.
    pub name: String,
    /// SHA-256, in hexadecimal.
    pub digest: String,
    /// How many rows it has.
    pub rows: u64,
}

/// The page could not be written.
#[derive(Debug, thiserror::Error)]
#[error(
    "the report could not be put together: {0}; this is a fault of the program, please report it"
)]
pub struct RenderError(#[from] askama::Error);

impl AuditReport {
    /// The report as one HTML file.
    ///
    /// # Errors
    /// Only if the template fails, which is a fault of this crate.
    pub fn html(&self, law: &Law, book: &RuleBook, words: &Words) -> Result<String, RenderError> {
        Ok(askama::Template::render(&Page::new(self, law, book, words))?)
    }
}
