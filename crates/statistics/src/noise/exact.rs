//! The sampler of Canonne, Kamath and Steinke, in integers.
//!
//! Algorithms 1 to 3 of the paper, with the names it uses. Everything is a comparison of a uniform integer with another integer. It
//! is slow, and serves where a table would be too large, and as what the table is tested against. One departure: a candidate of
//! 2³¹ or more, which takes over 2,000 successes of probability 1/e in a row (less than 2⁻²⁹⁰⁰), is drawn anew.

use super::{Bits, Variance};

const CANDIDATE_MAX: u128 = 1 << 31;

/// Uniform below `bound`, by rejection.
fn uniform(bound: u128, bits: &mut impl Bits) -> u128 {
    let width = 128 - (bound.max(1) - 1).leading_zeros();
    loop {
        let mut word = u128::from(bits.word());
        if width > 64 {
            word |= u128::from(bits.word()) << 64;
        }
        let word = if width == 128 { word } else { word & ((1 << width) - 1) };
        if word < bound {
            return word;
        }
    }
}

fn bernoulli(num: u128, den: u128, bits: &mut impl Bits) -> bool {
    uniform(den, bits) < num
}

/// Bernoulli(exp(−num/den)) for a fraction of at most one: algorithm 1.
fn bernoulli_exp_below_one(num: u128, den: u128, bits: &mut impl Bits) -> bool {
    let mut k: u128 = 1;
    while bernoulli(num, den * k, bits) {
        k += 1;
    }
    k % 2 == 1
}

/// Bernoulli(exp(−num/den)).
fn bernoulli_exp(num: u128, den: u128, bits: &mut impl Bits) -> bool {
    for _ in 0..num / den {
        if !bernoulli_exp_below_one(1, 1, bits) {
            return false;
        }
    }
    bernoulli_exp_below_one(num % den, den, bits)
}

/// The discrete Laplace of scale t: algorithm 2.
fn laplace(t: u128, bits: &mut impl Bits) -> (bool, u128) {
    loop {
        let u = uniform(t, bits);
        if !bernoulli_exp(u, t, bits) {
            continue;
        }
        let mut v: u128 = 0;
        while bernoulli_exp_below_one(1, 1, bits) {
            v += 1;
        }
        let negative = bits.word() & 1 == 1;
        let magnitude = u + t * v;
        if !(negative && magnitude == 0) {
            return (negative, magnitude);
        }
    }
}

/// The discrete Gaussian of variance num/den: algorithm 3. A candidate y of the Laplace of scale t is kept with probability
/// exp(−(|y| − σ²/t)² ÷ 2σ²) = exp(−(|y|·t·den − num)² ÷ (2·num·den·t²)).
pub(super) fn gaussian(variance: Variance, bits: &mut impl Bits) -> i64 {
    let (num, den) = (u128::from(variance.num), u128::from(variance.den));
    let t = u128::from((variance.num / variance.den).isqrt()) + 1;
    loop {
        let (negative, y) = laplace(t, bits);
        if y >= CANDIDATE_MAX {
            continue;
        }
        let off = (y * t * den).abs_diff(num);
        if bernoulli_exp(off * off, 2 * num * den * t * t, bits) {
            // Below 2³¹, see above.
            let y = y as i64;
            return if negative { -y } else { y };
        }
    }
}
