//! Many histories at once: columns in, clocks out, cases in parallel.
//!
//! Results stand in the order of the cases whatever the number of threads, so that two runs write the same bytes.

use crate::Context;
use crate::clock::Clock;
use crate::columns::{BatchError, Columns};
use crate::evaluate::evaluate_all;
use crate::seen::Seen;
use arrow_array::RecordBatch;
use law::{KindSet, LawPlace, List, Roles, RuleBook, TreatyStatus};
use rayon::prelude::*;
use when::Instant;

/// How many events one task takes: small enough to share out, large enough to forget the cost of sharing.
const EVENTS_PER_TASK: usize = 4_096;

/// What is the same for all cases of a batch.
pub struct Evaluation<'a> {
    /// The rules.
    pub book: &'a RuleBook,
    /// Treaty status.
    pub treaties: &'a TreatyStatus,
    /// Lists of the jurisdiction.
    pub lists: &'a [List],
    /// Kinds with a role.
    pub roles: Roles,
    /// The places that the column `place` counts.
    pub places: &'a [LawPlace],
    /// The coverages that the column `coverage` counts.
    pub coverages: &'a [KindSet],
    /// The state is that of this instant.
    pub as_of: Instant,
    /// As it was known at this instant.
    pub as_known_on: Instant,
}

impl<'a> Evaluation<'a> {
    /// The circumstances of one case. A place or coverage that does not exist falls back to the first place and to
    /// covering nothing, which can only make answers less certain.
    #[must_use]
    pub fn context(&self, place: u16, coverage: u16) -> Option<Context<'a>> {
        Some(Context {
            treaties: self.treaties,
            lists: self.lists,
            roles: self.roles,
            place: self.places.get(usize::from(place)).or_else(|| self.places.first())?,
            as_of: self.as_of,
            as_known_on: self.as_known_on,
            coverage: self.coverages.get(usize::from(coverage)).copied().unwrap_or(KindSet::EMPTY),
        })
    }

    /// Evaluates every case of a batch; the clocks of a case stand together. They come in several parts, in the order of
    /// the cases: there are many more clocks than events, and laying them end to end would write all of them twice.
    ///
    /// # Errors
    /// If the batch is not a batch of events.
    pub fn run(&self, batch: &RecordBatch) -> Result<Vec<Clocks>, BatchError> {
        self.map(batch, |clocks| clocks)
    }

    /// Evaluates every case of a batch and hands each part to `make` where it was made, while it is warm.
    ///
    /// # Errors
    /// If the batch is not a batch of events.
    pub fn map<T: Send>(
        &self,
        batch: &RecordBatch,
        make: impl Fn(Clocks) -> T + Sync,
    ) -> Result<Vec<T>, BatchError> {
        let columns = Columns::read(batch)?;
        let parts = tasks(&columns).into_par_iter();
        Ok(parts.map(|rows| make(self.task(&columns, rows))).collect())
    }

    fn task(&self, columns: &Columns<'_>, rows: std::ops::Range<usize>) -> Clocks {
        let mut seen = Seen::default();
        let mut history = Vec::new();
        let mut out = Clocks::default();
        let mut row = rows.start;
        while row < rows.end {
            let end = columns.case_end(row);
            let (case, place, coverage) = columns.case_at(row);
            columns.history(row..end, &mut history);
            if let Some(context) = self.context(place, coverage) {
                seen.look(&history, &context);
                evaluate_all(self.book, &seen, &context, &mut out.clocks);
                out.cases.resize(out.clocks.len(), case);
            }
            row = end;
        }
        out
    }
}

/// Ranges of rows that end between cases.
fn tasks(columns: &Columns<'_>) -> Vec<std::ops::Range<usize>> {
    let mut tasks = Vec::new();
    let mut from = 0;
    while from < columns.len() {
        let mut end = from;
        while end < columns.len() && end - from < EVENTS_PER_TASK {
            end = columns.case_end(end);
        }
        tasks.push(from..end);
        from = end;
    }
    tasks
}

/// Clocks with the case of each.
#[derive(Default, Debug, PartialEq)]
pub struct Clocks {
    /// The case, as numbered in the batch.
    pub cases: Vec<u32>,
    /// Its clock.
    pub clocks: Vec<Clock>,
}
