//! The attacker: undoes a release if it can, and says what it found.
//!
//! It has what everybody has: the files. For every number left out it asks for the least and the most that it can be, in each release alone and in
//! all that are given together, and reports what is known exactly, what is known too well, and counts that no table shows but
//! the difference of two tables tells.

use super::audit::Effort;
use super::history::{HistoryError, Told, read};
use super::published::Published;

/// What was found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Findings {
    /// Numbers left out that were looked at.
    pub left_out: usize,
    /// Those that are known exactly, and differences that are.
    pub exact: Vec<Told>,
    /// Those that are known too well for the rule.
    pub narrow: Vec<Told>,
    /// Of both, how many only all releases together tell.
    pub only_together: usize,
    /// Cells in components too large for the effort: bounds were passed along sums, no program was solved.
    pub unsettled: usize,
    /// Linear programs that were solved.
    pub programs: usize,
}

impl Findings {
    /// Whether something was told that the rule forbids.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        !self.exact.is_empty() || !self.narrow.is_empty()
    }
}

/// Tries to undo these releases.
pub fn attack(releases: &[Published], effort: Effort) -> Result<Findings, HistoryError> {
    let mut findings = Findings::default();
    let mut alone: Vec<Told> = Vec::new();
    for release in releases {
        let reading = read(&[release], effort)?;
        findings.programs += reading.programs;
        findings.left_out += reading.left_out;
        findings.unsettled += reading.unsettled;
        alone.extend(reading.told);
    }
    let mut told = alone.clone();
    if releases.len() > 1 {
        let all: Vec<&Published> = releases.iter().collect();
        let reading = read(&all, effort)?;
        findings.programs += reading.programs;
        findings.unsettled = reading.unsettled;
        findings.only_together = reading
            .told
            .iter()
            .filter(|told| alone.iter().all(|one| one.cell != told.cell))
            .count();
        // Together at least as much is known as alone.
        told.retain(|one| reading.told.iter().all(|other| other.cell != one.cell));
        told.extend(reading.told);
    }
    let (exact, narrow) = told.into_iter().partition(|told| told.known.is_exact());
    findings.exact = exact;
    findings.narrow = narrow;
    Ok(findings)
}
