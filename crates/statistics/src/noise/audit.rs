//! The privacy of the noise, measured.
//!
//! Two data sets differ by one person; both are released very often; no event may be more likely under one than the promised loss
//! allows. A broken sampler (half the σ) must be caught by the same measurement, or it measures nothing.

use super::{Noise, SeededBits, Variance};

const RUNS: u32 = 1_000_000;
const EDGE: i64 = 40;

/// The cell of the person, released: how often each outcome, over classes from −EDGE to EDGE.
fn released(count: i64, noise: &Noise, seed: u64) -> Vec<f64> {
    let mut bits = SeededBits::new(seed);
    let mut seen = vec![0.0; (2 * EDGE + 1) as usize];
    for _ in 0..RUNS {
        let mut cell = [count, 0];
        noise.add(&mut cell, &mut bits);
        seen[(cell[0].clamp(-EDGE, EDGE) + EDGE) as usize] += 1.0;
    }
    seen
}

/// A lower bound on the Rényi divergence of order α that the counts show, after what chance explains at five
/// standard deviations is taken away; under ρ-zCDP it is at most ρα.
pub(crate) fn divergence(p: &[f64], q: &[f64], alpha: f64, runs: u32) -> f64 {
    let n = f64::from(runs);
    let (mut sum, mut variance) = (0.0, 0.0);
    for (p, q) in p.iter().zip(q).filter(|(p, q)| **p >= 50.0 && **q >= 50.0) {
        let ratio = p / q;
        sum += ratio.powf(alpha) * q / n;
        let slope = alpha * ratio.powf(alpha - 1.0);
        let other = (alpha - 1.0) * ratio.powf(alpha);
        variance += slope * slope * p / (n * n) + other * other * q / (n * n);
    }
    (sum - 5.0 * variance.sqrt()).max(f64::MIN_POSITIVE).ln() / (alpha - 1.0)
}

/// The greatest excess over the promise, over several orders.
fn excess(promised: f64, used: Variance, records: i64) -> f64 {
    let noise = Noise::new(used);
    let (with, without) = (released(records, &noise, 31), released(0, &noise, 32));
    let orders = [1.5, 2.0, 3.0, 5.0, 8.0];
    let both = orders.iter().flat_map(|alpha| {
        [divergence(&with, &without, *alpha, RUNS), divergence(&without, &with, *alpha, RUNS)]
            .map(|seen| seen - promised * alpha)
    });
    both.fold(f64::NEG_INFINITY, f64::max)
}

#[test]
fn the_privacy_loss_of_a_million_releases_never_exceeds_the_promise() {
    let rho = crate::spec::Rho::parse("0.125").unwrap();
    for records in [1_u32, 3] {
        let used = Variance::for_budget(rho, records).unwrap();
        let over = excess(rho.as_f64(), used, i64::from(records));
        assert!(over <= 0.0, "{records} records: {over}");
    }
}

#[test]
fn a_sampler_with_half_the_scale_is_caught() {
    let rho = crate::spec::Rho::parse("0.125").unwrap();
    // σ = 2 is promised, σ = 1 is used.
    assert!(excess(rho.as_f64(), Variance::of(1, 1), 1) > 0.05);
}

#[test]
fn a_sensitivity_that_is_too_small_by_two_is_caught() {
    let rho = crate::spec::Rho::parse("0.125").unwrap();
    let used = Variance::for_budget(rho, 1).unwrap();
    assert!(excess(rho.as_f64(), used, 2) > 0.05);
}
