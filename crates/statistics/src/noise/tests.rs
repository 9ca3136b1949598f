//! Both samplers against the theoretical law, against each other, and against OpenDP's.

use super::{Noise, SeededBits, Variance, cdf, exact, fast};
use crate::noise::Bits;
use num_bigint::BigUint;
use opendp::traits::samplers::sample_discrete_gaussian;

const VARIANCES: [(u64, u64); 5] = [(1, 8), (1, 1), (9, 2), (342, 1), (3_481, 1)];

fn law(variance: Variance, k: i64) -> f64 {
    let s2 = variance.as_f64();
    let top = (40.0 * s2.sqrt()) as i64 + 40;
    let weight = |k: i64| (-(k as f64) * (k as f64) / (2.0 * s2)).exp();
    weight(k) / (-top..=top).map(weight).sum::<f64>()
}

/// Pearson's statistic against the law, over classes of at least 20 expected draws, and its degrees of freedom.
fn chi_square(draws: &[i64], variance: Variance) -> (f64, f64) {
    let n = draws.len() as f64;
    let edge = (0..).find(|k| n * law(variance, *k) < 20.0).unwrap_or(0).max(1);
    let width = (edge / 40).max(1);
    let class = |k: i64| k.clamp(-edge, edge).div_euclid(width);
    let (first, last) = (class(-edge), class(edge));
    let size = usize::try_from(last - first + 1).unwrap();
    let (mut seen, mut expected) = (vec![0.0; size], vec![0.0; size]);
    let at = |k: i64| usize::try_from(class(k) - first).unwrap();
    draws.iter().for_each(|k| seen[at(*k)] += 1.0);
    let far = edge * 3 + 60;
    (-far..=far).for_each(|k| expected[at(k)] += n * law(variance, k));
    let classes: Vec<_> = seen.iter().zip(&expected).filter(|(_, e)| **e >= 5.0).collect();
    let sum = classes.iter().map(|(s, e)| (*s - *e) * (*s - *e) / *e).sum();
    (sum, classes.len() as f64 - 1.0)
}

/// Within five standard deviations of its mean: a sound sampler is refused once in some millions of seeds, and the seed stays.
fn fits((sum, degrees): (f64, f64)) -> bool {
    sum < degrees + 5.0 * (2.0 * degrees.max(1.0)).sqrt() + 5.0
}

#[test]
fn the_fast_sampler_has_the_law_of_the_discrete_gaussian() {
    for (seed, (num, den)) in (1_u64..).zip(VARIANCES) {
        let variance = Variance::of(num, den);
        let (noise, mut bits) = (Noise::new(variance), SeededBits::new(seed));
        let draws: Vec<i64> = (0..400_000).map(|_| noise.draw(&mut bits)).collect();
        let fit = chi_square(&draws, variance);
        assert!(fits(fit), "{num}/{den}: {fit:?}");
    }
}

#[test]
fn the_slow_sampler_has_the_law_of_the_discrete_gaussian() {
    for (seed, (num, den)) in (11_u64..).zip(VARIANCES) {
        let variance = Variance::of(num, den);
        let mut bits = SeededBits::new(seed);
        let draws: Vec<i64> = (0..60_000).map(|_| exact::gaussian(variance, &mut bits)).collect();
        let fit = chi_square(&draws, variance);
        assert!(fits(fit), "{num}/{den}: {fit:?}");
    }
}

/// OpenDP draws from the operating system: the bound is wide enough that chance alone never fails the check (twelve
/// standard deviations), and a law that is off by a tenth in σ still does.
#[test]
fn the_fast_sampler_and_that_of_opendp_draw_from_one_law() {
    let variance = Variance::of(9, 1);
    let (noise, mut bits) = (Noise::new(variance), SeededBits::new(21));
    let scale = dashu_scale(3);
    let n = 40_000;
    let (mut ours, mut theirs) = ([0.0_f64; 25], [0.0_f64; 25]);
    let at = |k: i64| usize::try_from(k.clamp(-12, 12) + 12).unwrap();
    for _ in 0..n {
        ours[at(noise.draw(&mut bits))] += 1.0;
        let draw = sample_discrete_gaussian(scale.clone()).unwrap();
        theirs[at(i64::try_from(draw).unwrap())] += 1.0;
    }
    let differ = |a: &[f64; 25], b: &[f64; 25]| -> f64 {
        let both = a.iter().zip(b).filter(|(a, b)| **a + **b >= 20.0);
        both.map(|(a, b)| (a - b) * (a - b) / (a + b)).sum()
    };
    assert!(differ(&ours, &theirs) < 24.0 + 12.0 * 48_f64.sqrt());
    // The negative control: a tenth more σ is noticed.
    let off = Noise::new(Variance::of(1_089, 100));
    let mut wrong = [0.0_f64; 25];
    (0..n).for_each(|_| wrong[at(off.draw(&mut bits))] += 1.0);
    assert!(differ(&wrong, &theirs) > 24.0 + 12.0 * 48_f64.sqrt());
}

fn dashu_scale(scale: u32) -> dashu::rational::RBig {
    dashu::rational::RBig::from(scale)
}

/// Bits that somebody chose.
fn head_of(variance: Variance, boundary: usize) -> u64 {
    let (lo, _) = &cdf::within(variance, 256)[boundary];
    u64::try_from(lo >> 193_u32).unwrap()
}

#[test]
fn a_draw_on_a_boundary_is_settled_by_more_bits_on_the_right_side() {
    let variance = Variance::of(9, 2);
    let head = head_of(variance, 2);
    let (lo, hi) = &cdf::within(variance, 256)[2];
    let one = BigUint::from(1_u8) << 193_u32;
    // The share of U's continuations below the boundary, and how often the draw says so.
    let share = (lo - (BigUint::from(head) << 193_u32)).bits();
    assert!(share <= 193 && hi >= lo && one.bits() == 194);
    let mut bits = SeededBits::new(5);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..200 {
        seen.insert(fast::refine(variance, head, &mut bits));
    }
    assert!(seen.iter().all(|k| [2, 3].contains(k)), "{seen:?}");
    // Away from a boundary more bits change nothing.
    assert!((0..20).all(|_| fast::refine(variance, head - 2, &mut bits) == 2));
    assert!((0..20).all(|_| fast::refine(variance, head + 2, &mut bits) == 3));
}

/// Every head of a coarse grid is decided alike by the table and by the sharper bounds.
#[test]
fn the_table_decides_as_the_sharper_bounds_do() {
    struct Fixed(u64);
    impl super::bits::sealed::Sealed for Fixed {}
    impl Bits for Fixed {
        fn word(&mut self) -> u64 {
            self.0
        }
    }
    let variance = Variance::of(50, 1);
    let (noise, mut bits) = (Noise::new(variance), SeededBits::new(6));
    for step in 0..300_u64 {
        let head = step.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 1;
        let quick = noise.draw(&mut Fixed(head << 1));
        assert_eq!(quick, fast::refine(variance, head, &mut bits), "{head}");
    }
}

#[test]
fn extremes_end_and_keep_their_law() {
    let mut bits = SeededBits::new(7);
    // σ² = 1/200: all but one draw in 2¹⁴³ are zero, and a U beyond the 63rd bit is settled too.
    let tiny = Noise::new(Variance::of(1, 200));
    assert!((0..1_000).all(|_| tiny.draw(&mut bits) == 0));
    assert_eq!(fast::refine(Variance::of(1, 200), (1 << 63) - 1, &mut bits), 0);
    // σ = 2²⁰ goes the slow way.
    let huge = Variance::of((1 << 40) - 1, 1);
    let noise = Noise::new(huge);
    let squares: f64 = (0..3_000).map(|_| (noise.draw(&mut bits) as f64).powi(2)).sum();
    let ratio = squares / 3_000.0 / huge.as_f64();
    assert!((0.85..1.15).contains(&ratio), "{ratio}");
}

#[test]
fn a_budget_gives_the_variance_of_the_paper_and_never_less() {
    let rho = |text: &str| crate::spec::Rho::parse(text).unwrap();
    assert_eq!(Variance::for_budget(rho("0.5"), 1).unwrap(), Variance::of(1_024, 1_024));
    let three = Variance::for_budget(rho("0.0174"), 3).unwrap();
    assert!(three.as_f64() >= 9.0 / (2.0 * 0.0174) && three.as_f64() < 258.63);
    assert!(Variance::for_budget(rho("0.000000001"), 10_000).is_err());
}

#[test]
fn the_half_width_holds_95_in_100() {
    for (num, den) in VARIANCES {
        let variance = Variance::of(num, den);
        let h = Noise::new(variance).half_width();
        let inside = |h: i64| (-h..=h).map(|k| law(variance, k)).sum::<f64>();
        assert!(inside(h) >= 0.95 && (h == 0 || inside(h - 1) < 0.95), "{num}/{den}: {h}");
    }
}
