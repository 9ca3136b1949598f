//! From counts to measurements: the budget divided, the noise added.
//!
//! A measurement is a count with noise and nothing else: it may be negative, tables need not agree, and all of what is published
//! later follows from it without looking at the records again. The ledger has been asked before anything here is called.

use crate::noise::{Bits, NoEntropy, Noise, SystemBits, TooMuchNoise, Variance};
use crate::spec::{Guarantee, Rho, Spec};
use rayon::prelude::*;

/// What one table costs, and the noise that this buys.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Share {
    /// Its part of the budget, rounded down.
    pub rho: Rho,
    /// The variance of the noise in every cell.
    pub variance: Variance,
}

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
    /// No randomness, no release.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
}

/// A table after noise was added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measured {
    /// A count with noise for every cell of the domain, in the order of its dimensions, the last running fastest.
    pub cells: Vec<i64>,
    /// The count lies within this of the measurement with probability 95 % or more, exactly.
    pub half_width: i64,
    /// What it cost.
    pub share: Share,
}

/// The share of every table of the SPEC, by weight; together at most the budget of the release.
pub fn shares(spec: &Spec) -> Result<Vec<Share>, MeasureError> {
    let Guarantee::Zcdp { rho, .. } = &spec.guarantee else { return Err(MeasureError::NoBudget) };
    let weights: u64 = spec.tables.iter().map(|table| table.weight).sum();
    let share = |table: &crate::spec::TableSpec| {
        let rho = rho.share(table.weight, weights);
        let variance = Variance::for_budget(rho, spec.person.max())
            .map_err(|error| MeasureError::TooMuchNoise { table: table.id.clone(), rho, error })?;
        Ok(Share { rho, variance })
    };
    spec.tables.iter().map(share).collect()
}

/// Adds noise to every cell of every table, with randomness of the operating system.
pub fn measure(shares: &[Share], counts: Vec<Vec<i64>>) -> Result<Vec<Measured>, MeasureError> {
    let tables: Vec<(Share, Vec<i64>)> = shares.iter().copied().zip(counts).collect();
    let measured = tables.into_par_iter().map(|(share, cells)| {
        let mut bits = SystemBits::new()?;
        Ok(one(share, cells, &mut bits))
    });
    measured.collect()
}

fn one(share: Share, mut cells: Vec<i64>, bits: &mut impl Bits) -> Measured {
    let noise = Noise::new(share.variance);
    noise.add(&mut cells, bits);
    Measured { cells, half_width: noise.half_width(), share }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noise::SeededBits;

    fn share(rho: &str, records: u32) -> Share {
        let rho = Rho::parse(rho).unwrap();
        Share { rho, variance: Variance::for_budget(rho, records).unwrap() }
    }

    #[test]
    fn zeros_get_noise_as_every_other_count_does() {
        let measured = one(share("0.125", 1), vec![0; 10_000], &mut SeededBits::new(1));
        let zeros = measured.cells.iter().filter(|cell| **cell == 0).count();
        // With σ = 2 a fifth of all draws are zero.
        assert!((1_800..2_200).contains(&zeros), "{zeros}");
        assert!(measured.cells.iter().any(|cell| *cell < 0));
    }

    #[test]
    fn the_interval_holds_the_count_in_95_of_100_cells() {
        let measured = one(share("0.01", 2), vec![100; 20_000], &mut SeededBits::new(2));
        let inside =
            measured.cells.iter().filter(|cell| (**cell - 100).abs() <= measured.half_width);
        let inside = inside.count();
        assert!((18_900..19_400).contains(&inside), "{inside}");
    }

    #[test]
    fn the_operating_system_gives_other_noise_every_time() {
        let shares = [share("0.01", 1)];
        let draw = || measure(&shares, vec![vec![0; 200]]).unwrap();
        assert_ne!(draw()[0].cells, draw()[0].cells);
    }
}
