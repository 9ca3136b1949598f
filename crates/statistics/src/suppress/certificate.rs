//! The certificate: for every cell left out, what can be told about it.
//!
//! It is data, published beside the tables. Everything in it follows from the published numbers, so it tells nothing new, and anybody can compute it
//! again: [`Certificate::verify`] does. A cell without an interval lies in a component too large to be computed exactly; for it the
//! office has proved the rule from its counts, and a reader has only the office's word.

use super::audit::{self, AuditError, Effort, System};
use super::published::Published;
use super::rule::{Interval, Rule};
use serde::{Deserialize, Serialize};

/// What can be told about a cell left out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// The place of its table in the release.
    pub table: usize,
    /// The place of the cell in its table.
    pub cell: usize,
    /// The least and the most that it can be, exactly; nothing where only the office has looked.
    pub known: Option<Interval>,
}

/// That a release keeps its rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Certificate {
    /// Of which release.
    pub release: String,
    /// The rule that is kept.
    pub rule: Rule,
    /// For every cell left out.
    pub cells: Vec<Entry>,
    /// Linear programs that were solved for it.
    pub programs: usize,
    /// Ends of intervals that stand on the solver's floating point alone: no whole-number world was written down that attains them.
    pub not_whole: usize,
}

/// Why a certificate is not believed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateError {
    /// The release itself.
    #[error(transparent)]
    Audit(#[from] AuditError),
    /// It says something else than the numbers do.
    #[error(
        "the certificate of `{release}` says something else than its numbers about {count} cells: do not trust either"
    )]
    Differs {
        /// The release.
        release: String,
        /// How many cells.
        count: usize,
    },
    /// It leaves cells open.
    #[error("{count} of the intervals of `{release}` are narrower than its rule allows")]
    Broken {
        /// The release.
        release: String,
        /// How many cells.
        count: usize,
    },
}

impl Certificate {
    /// Computes everything again from what is published. `Ok` tells how many cells stand on the office's word alone.
    pub fn verify(&self, published: &Published, effort: Effort) -> Result<usize, CertificateError> {
        published.check().map_err(AuditError::from)?;
        let system = System::new(&published.frame, &published.cells)?;
        let answers = audit::ask(system, &published.cells, effort)?;
        let again = audit::certificate(published, &answers);
        let release = self.release.clone();
        let same = |(mine, theirs): &(&Entry, &Entry)| {
            let place = (mine.table, mine.cell) == (theirs.table, theirs.cell);
            place && (mine.known == theirs.known || mine.known.is_none() || theirs.known.is_none())
        };
        let differ = self.cells.iter().zip(&again.cells).filter(|pair| !same(pair)).count();
        let differ = differ + self.cells.len().abs_diff(again.cells.len());
        if differ > 0 || self.release != published.id || self.rule != published.rule {
            return Err(CertificateError::Differs { release, count: differ });
        }
        let known = |entry: &Entry| entry.known.is_some_and(|known| !self.rule.keeps(&known));
        let broken = self.cells.iter().chain(&again.cells).filter(|entry| known(entry)).count();
        if broken > 0 {
            return Err(CertificateError::Broken { release, count: broken });
        }
        Ok(again.cells.iter().filter(|entry| entry.known.is_none()).count())
    }
}
