//! From counts to measurements: the budget divided, the noise added.
//!
//! A measurement is a count with noise and nothing else: it may be negative, tables need not agree, and all of what is published
//! later follows from it without looking at the records again. Besides the tables, totals by one dimension are measured with a tenth of the
//! budget, since the sum of ten thousand noisy cells says little. A table may be *listed*: then only the cells are kept whose measurement is
//! above a threshold of the SPEC, with the law that dropping the others afterwards would give (`docs/noise.md`). The ledger has been
//! asked before anything here is called.

mod questions;

pub use questions::{Query, Share, queries};

use crate::count::Counted;
use crate::estimate::ESTIMATED_MAX;
use crate::noise::{Bits, NoEntropy, Noise, Skip, SystemBits, TooMuchNoise};
use crate::spec::{Rho, Spec};
use rayon::prelude::*;

/// Cells that share a stream of randomness.
const CHUNK: usize = 1 << 16;

/// Why a release cannot be measured.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MeasureError {
    /// The guarantee of the SPEC needs no noise.
    #[error("this release is protected by a threshold: it is not measured with noise")]
    NoBudget,
    /// A table's share is too small.
    #[error("the table `{table}` gets ρ = {rho}: {error}")]
    TooMuchNoise {
        /// The table.
        table: String,
        /// Its share.
        rho: Rho,
        /// Why that is too small.
        error: TooMuchNoise,
    },
    /// A threshold that lists too much, or nothing.
    #[error(
        "the table `{table}` lists cells above {above}, and its noise has a standard deviation of {deviation:.1}: {what}"
    )]
    Threshold {
        /// The table.
        table: String,
        /// Its threshold.
        above: i64,
        /// σ.
        deviation: f64,
        /// What would come of it.
        what: &'static str,
    },
    /// No randomness, no release.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
}

/// What is kept of a table after noise was added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cells {
    /// Every cell of the domain.
    All(Vec<i64>),
    /// Only those above a threshold: their places, ascending, and their measurements.
    Listed(Vec<u64>, Vec<i64>),
}

/// A table after noise was added, over the dimensions of its [`Query`], the last running fastest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measured {
    /// Counts with noise.
    pub cells: Cells,
    /// The count lies within this of the measurement with probability 95 % or more, exactly.
    pub half_width: i64,
}

impl Measured {
    /// The cells of a table that is not listed.
    #[must_use]
    pub fn dense(&self) -> &[i64] {
        match &self.cells {
            Cells::All(cells) => cells,
            Cells::Listed(..) => &[],
        }
    }

    /// The measurements with the dimensions in another order; the places and the threshold where the table is listed.
    pub(crate) fn in_order(
        &self,
        spec: &Spec,
        query: &Query,
        order: &[usize],
    ) -> (Vec<i64>, Option<(Vec<u64>, i64)>) {
        let moved = |place: u64| questions::moved(spec, &query.dimensions, order, place);
        match &self.cells {
            Cells::All(cells) => {
                let mut out = vec![0; cells.len()];
                for (at, cell) in (0_u64..).zip(cells) {
                    out[moved(at) as usize] = *cell;
                }
                (out, None)
            }
            Cells::Listed(places, values) => {
                let mut all: Vec<(u64, i64)> =
                    places.iter().map(|at| moved(*at)).zip(values.iter().copied()).collect();
                all.sort_unstable();
                let (places, values) = all.into_iter().unzip();
                (values, Some((places, query.above.unwrap_or(0))))
            }
        }
    }
}

/// Adds noise to every cell of every table, with randomness of the operating system.
pub fn measure(queries: &[Query], counts: Vec<Counted>) -> Result<Vec<Measured>, MeasureError> {
    // Laws that are used several times are prepared once.
    let mut laws: Vec<Noise> = Vec::new();
    let mut variances: Vec<_> = queries.iter().map(|query| query.share.variance).collect();
    variances.sort_by(|a, b| a.as_f64().total_cmp(&b.as_f64()));
    variances.dedup();
    laws.par_extend(variances.par_iter().map(|variance| Noise::new(*variance)));
    let law = |query: &Query| laws.iter().find(|law| law.variance() == query.share.variance);
    let work: Vec<(&Query, Counted)> = queries.iter().zip(counts).collect();
    work.into_par_iter()
        .map(|(query, counted)| {
            let own;
            let law = match law(query) {
                Some(law) => law,
                None => {
                    own = Noise::new(query.share.variance);
                    &own
                }
            };
            add(query, counted, law)
        })
        .collect()
}

fn add(query: &Query, counted: Counted, law: &Noise) -> Result<Measured, MeasureError> {
    let half_width = law.half_width();
    let cells = match counted {
        Counted::All(mut cells) => {
            cells.par_chunks_mut(CHUNK).try_for_each(|chunk| {
                law.add(chunk, &mut SystemBits::new()?);
                Ok::<(), NoEntropy>(())
            })?;
            Cells::All(cells)
        }
        Counted::Some(counts) => {
            let skip = Skip::new(query.share.variance, query.above.unwrap_or(0));
            list(&counts, query.cells, law, &skip, &mut SystemBits::new()?)
        }
    };
    Ok(Measured { cells, half_width })
}

/// The cells whose measurement is above the threshold, of a table whose cells are all zero but these.
fn list(
    counts: &[(u64, i64)],
    cells: u64,
    law: &Noise,
    skip: &Skip,
    bits: &mut impl Bits,
) -> Cells {
    let mut kept: Vec<(u64, i64)> = Vec::new();
    for (place, count) in counts {
        let measured = count + law.draw(bits);
        if measured > skip.above() {
            kept.push((*place, measured));
        }
    }
    let (mut at, zeros) = (0, cells.saturating_sub(counts.len() as u64));
    skip.each(zeros, bits, &mut |zero, value| {
        // The place of the n-th zero is n and the number of cells before it that are none.
        while counts.get(at).is_some_and(|(place, _)| *place <= zero + at as u64) {
            at += 1;
        }
        kept.push((zero + at as u64, value));
    });
    kept.sort_unstable();
    let (places, values) = kept.into_iter().unzip();
    Cells::Listed(places, values)
}

/// Whether a table is estimated rather than published as it was measured.
pub(crate) fn is_estimated(spec: &Spec, above: Option<i64>, cells: u64) -> bool {
    spec.estimates() && above.is_none() && cells <= ESTIMATED_MAX as u64
}

#[cfg(test)]
#[path = "measure/tests.rs"]
mod tests;
