//! Noise with the law of the discrete Gaussian, exactly.
//!
//! Canonne, Kamath and Steinke, *The Discrete Gaussian for Differential Privacy* (2020): a count to which an integer from
//! N_ℤ(0, σ²) is added gives Δ²/(2σ²)-zCDP, Δ being what one person can change. `exact` is their sampler; `fast` draws from the
//! same law some hundred times faster. No float decides anything here: floats fail as noise (Mironov 2012), integers with proven
//! bounds do not. Why `fast` is exact: `docs/noise.md`. How long a draw takes depends on the draw: a release is made
//! in one piece, and nobody who is not trusted with the records may time it.

#[cfg(test)]
pub(crate) mod audit;
mod bits;
mod cdf;
mod exact;
mod fast;
mod skip;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use bits::SeededBits;
pub use bits::{Bits, NoEntropy, SystemBits};
pub(crate) use skip::Skip;

use crate::spec::Rho;
use fast::Table;

/// Above this scale a table of probabilities costs more than it saves.
const TABLE_SIGMA_MAX: u64 = 4_096;
/// Above this scale of noise no count survives, and the arithmetic ends.
const SIGMA_SQUARED_MAX: u128 = 1 << 40;

/// σ², a fraction. Rounded up from what the budget asks for: rounding never takes protection away.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Variance {
    num: u64,
    den: u64,
}

/// A budget so small, or a bound so large, that nothing would be left of a count.
#[derive(Copy, Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "the noise would have a standard deviation above a million: give the table a larger share of the budget, or bound the records of a person"
)]
pub struct TooMuchNoise;

impl Variance {
    /// The σ² with which a table costs at most `rho`, when a person is in at most `records` of the counted records: all of them
    /// may be in one cell, so Δ² = records², and σ² = records² ÷ 2ρ.
    pub fn for_budget(rho: Rho, records: u32) -> Result<Self, TooMuchNoise> {
        let num = u128::from(records) * u128::from(records) * 1_000_000_000;
        let den = u128::from(rho.nanos()) * 2;
        if den == 0 || num / den >= SIGMA_SQUARED_MAX {
            return Err(TooMuchNoise);
        }
        // Denominators stay small, so that every product below fits 128 bits.
        let parts = if num / den < 1 << 20 { 1_024 } else { 1 };
        let num = (num * parts).div_ceil(den);
        Ok(Self { num: u64::try_from(num).map_err(|_| TooMuchNoise)?, den: parts as u64 })
    }

    #[cfg(test)]
    pub(crate) const fn of(num: u64, den: u64) -> Self {
        Self { num, den }
    }

    /// For reports and post-processing.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        self.num as f64 / self.den as f64
    }
}

/// A law of noise, ready to draw from.
#[derive(Clone, Debug)]
pub struct Noise {
    variance: Variance,
    table: Option<Table>,
}

impl Noise {
    /// Prepares the discrete Gaussian of this variance.
    #[must_use]
    pub fn new(variance: Variance) -> Self {
        let small = variance.num / variance.den < TABLE_SIGMA_MAX * TABLE_SIGMA_MAX;
        Self { variance, table: small.then(|| Table::new(variance)) }
    }

    /// One draw.
    pub fn draw(&self, bits: &mut impl Bits) -> i64 {
        match &self.table {
            Some(table) => table.draw(bits),
            None => exact::gaussian(self.variance, bits),
        }
    }

    /// Adds noise to every count: zeros are counts.
    pub fn add(&self, counts: &mut [i64], bits: &mut impl Bits) {
        match &self.table {
            Some(table) => counts.iter_mut().for_each(|count| *count += table.draw(bits)),
            None => {
                counts.iter_mut().for_each(|count| *count += exact::gaussian(self.variance, bits))
            }
        }
    }

    /// The least h so that a draw lies within ±h with probability 95 % or more.
    #[must_use]
    pub fn half_width(&self) -> i64 {
        match &self.table {
            Some(table) => table.half_width(),
            None => (1.96 * self.variance.as_f64().sqrt()).ceil() as i64 + 1,
        }
    }

    /// Its variance.
    #[must_use]
    pub const fn variance(&self) -> Variance {
        self.variance
    }
}
