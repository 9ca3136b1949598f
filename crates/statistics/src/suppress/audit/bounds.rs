//! What can be told without a solver: bounds passed along the sums until nothing changes.
//!
//! Every step is implied by the equations, so the bounds hold; they need not be the tightest. What they pin to one value is known, and falls out
//! of the linear programs.

use super::AuditError;
use super::system::{Rows, System};

/// No limit.
pub(crate) const NO_LIMIT: i64 = i64::MAX;
/// Visits of rows, for every row there is: bounds can creep by one at a time.
const VISITS_PER_ROW: usize = 60;

/// Bounds of every variable.
#[derive(Clone, Debug)]
pub(crate) struct Bounds {
    pub(crate) least: Vec<i64>,
    pub(crate) most: Vec<i64>,
}

impl Bounds {
    pub(crate) fn of(system: &System) -> Result<Self, AuditError> {
        let known = |known: &Option<i64>, other: i64| known.unwrap_or(other);
        let least = system.known.iter().zip(&system.floor).map(|(k, f)| known(k, *f)).collect();
        let most = system.known.iter().map(|k| known(k, NO_LIMIT)).collect();
        let mut bounds = Self { least, most };
        bounds.settle(&system.rows)?;
        Ok(bounds)
    }

    pub(crate) fn is_known(&self, variable: u32) -> bool {
        self.least[variable as usize] == self.most[variable as usize]
    }

    fn settle(&mut self, rows: &Rows) -> Result<(), AuditError> {
        let of = rows.of_variables(self.least.len());
        let mut waiting: Vec<u32> = (0..rows.len() as u32).rev().collect();
        let mut waits = vec![true; rows.len()];
        let mut visits = rows.len().saturating_mul(VISITS_PER_ROW);
        let mut changed = Vec::new();
        while let Some(row) = waiting.pop() {
            waits[row as usize] = false;
            if visits == 0 {
                break;
            }
            visits -= 1;
            changed.clear();
            self.pass(rows.row(row as usize), &mut changed)?;
            for variable in &changed {
                for other in of.row(*variable as usize) {
                    if !std::mem::replace(&mut waits[*other as usize], true) {
                        waiting.push(*other);
                    }
                }
            }
        }
        Ok(())
    }

    /// One sum: bounds of the parts bound the sum, and the sum with the other parts bounds each part.
    fn pass(&mut self, row: &[u32], changed: &mut Vec<u32>) -> Result<(), AuditError> {
        let Some((sum, parts)) = row.split_first() else { return Ok(()) };
        let least: i64 = parts.iter().map(|part| self.least[*part as usize]).sum();
        let limits = parts.iter().map(|part| self.most[*part as usize]);
        let open = limits.clone().filter(|most| *most == NO_LIMIT).count();
        let most: i64 = limits.filter(|most| *most != NO_LIMIT).sum();
        let most_of_all = if open == 0 { most } else { NO_LIMIT };
        self.tighten(*sum, least, most_of_all, changed)?;
        let (sum_least, sum_most) = (self.least[*sum as usize], self.most[*sum as usize]);
        for part in parts {
            let (own_least, own_most) = (self.least[*part as usize], self.most[*part as usize]);
            let others_open = open - usize::from(own_most == NO_LIMIT);
            let others_most = if own_most == NO_LIMIT { most } else { most - own_most };
            let at_least = if others_open == 0 { sum_least - others_most } else { i64::MIN };
            let at_most =
                if sum_most == NO_LIMIT { NO_LIMIT } else { sum_most - (least - own_least) };
            self.tighten(*part, at_least, at_most, changed)?;
        }
        Ok(())
    }

    fn tighten(
        &mut self,
        variable: u32,
        least: i64,
        most: i64,
        changed: &mut Vec<u32>,
    ) -> Result<(), AuditError> {
        let at = variable as usize;
        if least > self.least[at] || most < self.most[at] {
            self.least[at] = self.least[at].max(least);
            self.most[at] = self.most[at].min(most);
            changed.push(variable);
        }
        if self.least[at] > self.most[at] { Err(AuditError::Contradiction) } else { Ok(()) }
    }
}
