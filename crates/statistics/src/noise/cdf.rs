//! The probabilities of the discrete Gaussian, between proven bounds.
//!
//! Fixed-point numbers of `unit` bits after the point, as pairs of a lower and an upper bound; every operation rounds the lower one
//! down and the upper one up. `P(|X| ≤ k)` for every k up to where nothing of the asked precision is left. No float.

use super::Variance;
use num_bigint::BigUint;

/// Bits carried beyond those that are asked for: they are lost to rounding, not to the result.
const GUARD: u64 = 64;

/// A real number between two bounds.
#[derive(Clone, Debug)]
struct Span {
    lo: BigUint,
    hi: BigUint,
}

impl Span {
    fn times(&self, other: &Self, unit: u64) -> Self {
        Self { lo: (&self.lo * &other.lo) >> unit, hi: ((&self.hi * &other.hi) >> unit) + 1_u8 }
    }
}

/// exp(−num/den).
fn exp_minus(num: u64, den: u64, unit: u64) -> Span {
    let one = BigUint::from(1_u8) << unit;
    // exp(−x) = exp(−x/2ˢ)^(2ˢ), with x/2ˢ at most one half, where the series falls fast.
    let mut halvings = 0;
    while u128::from(num) * 2 > u128::from(den) << halvings {
        halvings += 1;
    }
    let below = BigUint::from(den) << halvings;
    let (mut up, mut down) = (Span { lo: one.clone(), hi: one.clone() }, Span::zero());
    let mut term = Span { lo: one.clone(), hi: one };
    let mut i = 1_u64;
    // The terms alternate and fall: what is left out is at most the last one.
    while term.hi > BigUint::from(1_u8) {
        term.lo = &term.lo * num / (&below * i);
        term.hi = &term.hi * num / (&below * i) + 1_u8;
        let side = if i.is_multiple_of(2) { &mut up } else { &mut down };
        side.lo += &term.lo;
        side.hi += &term.hi;
        i += 1;
    }
    let mut value =
        Span { lo: minus(&up.lo, &(down.hi + &term.hi)), hi: minus(&(up.hi + term.hi), &down.lo) };
    for _ in 0..halvings {
        value = value.times(&value.clone(), unit);
    }
    value
}

impl Span {
    fn zero() -> Self {
        Self { lo: BigUint::ZERO, hi: BigUint::ZERO }
    }
}

/// The difference, or nothing.
fn minus(a: &BigUint, b: &BigUint) -> BigUint {
    if a > b { a - b } else { BigUint::ZERO }
}

/// For k = 0, 1, 2 …: bounds on P(|X| ≤ k), as fixed-point numbers of `precision` bits after the point. The last lower
/// bound lacks less than 2^(8 − precision) of one.
pub(super) fn within(variance: Variance, precision: u64) -> Vec<(BigUint, BigUint)> {
    let unit = precision + GUARD;
    let one = BigUint::from(1_u8) << unit;
    // Weights exp(−k²/2σ²): the ratio of the (k+1)-th to the k-th is q^(2k+1), q = exp(−1/2σ²).
    let q = exp_minus(variance.den, 2 * variance.num, unit);
    let q_squared = q.times(&q, unit);
    let mut weight = Span { lo: one.clone(), hi: one.clone() };
    let mut ratio = q;
    let mut sums = vec![weight.clone()];
    let (mut lo, mut hi) = (one.clone(), one.clone());
    let last = BigUint::from(1_u8) << GUARD;
    loop {
        weight = weight.times(&ratio, unit);
        if weight.hi <= last {
            break;
        }
        lo += &weight.lo * 2_u8;
        hi += &weight.hi * 2_u8;
        sums.push(Span { lo: lo.clone(), hi: hi.clone() });
        ratio = ratio.times(&q_squared, unit);
    }
    // What lies beyond: the weights fall faster than a geometric series of the present ratio.
    let gap = minus(&one, &ratio.hi).max(BigUint::from(1_u8));
    let tail = (&weight.hi * &one / gap + 1_u8) * 2_u8;
    let (total_lo, total_hi) = (lo, hi + tail);
    sums.iter()
        .map(|sum| {
            // P(|X| ≤ k) = sum ÷ (sum + rest): the bounds on the sum and on the rest are worst apart.
            let (rest_lo, rest_hi) = (minus(&total_lo, &sum.lo), minus(&total_hi, &sum.hi));
            let lower = (&sum.lo << precision) / (&sum.lo + rest_hi);
            let upper = (&sum.hi << precision) / (&sum.hi + rest_lo) + 1_u8;
            (lower, upper)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn as_f64(x: &BigUint, precision: u64) -> f64 {
        u64::try_from(x >> (precision - 52)).unwrap() as f64 / 2_f64.powi(52)
    }

    #[test]
    fn probabilities_agree_with_the_formula_and_the_bounds_are_close() {
        for (num, den) in [(1, 200), (1, 4), (1, 1), (7, 2), (3_481, 1), (1_000_000, 1)] {
            let variance = Variance::of(num, den);
            let bounds = within(variance, 256);
            let s2 = variance.as_f64();
            let weight = |k: f64| (-k * k / (2.0 * s2)).exp();
            let top = (60.0 * s2.sqrt()) as i64 + 60;
            let z: f64 = 1.0 + 2.0 * (1..top).map(|k| weight(k as f64)).sum::<f64>();
            let mut sum = 0.0;
            for (k, (lo, hi)) in bounds.iter().enumerate() {
                sum += if k == 0 { 1.0 } else { 2.0 * weight(k as f64) };
                assert!((as_f64(lo, 256) - sum / z).abs() < 1e-12, "{num}/{den} {k}");
                assert!(lo <= hi && (hi - lo).bits() < 100, "{num}/{den} {k}");
            }
            let one: BigUint = BigUint::from(1_u8) << 256;
            let lacking: BigUint = one - &bounds.last().unwrap().0;
            assert!(lacking.bits() < 80, "{num}/{den}");
        }
    }

    /// Tight bounds that contradict coarser ones would show that one of them is wrong.
    #[test]
    fn bounds_of_more_precision_lie_within_those_of_less() {
        let variance = Variance::of(35_000, 1_024);
        let (coarse, fine) = (within(variance, 128), within(variance, 512));
        for ((lo, hi), (fine_lo, fine_hi)) in coarse.iter().zip(&fine) {
            assert!(*lo <= (fine_hi >> 384_u32) + 1_u8 && (fine_lo >> 384_u32) <= *hi);
            assert!((lo << 384_u32) <= *fine_hi && *fine_lo <= (hi << 384_u32));
        }
    }
}
