//! Small counts lean on what larger tables say of them.
//!
//! The estimate of least squares is right on average and useless for a small count: noise of ±36 says the same of 0 as of 20. But the margins
//! say what to expect of a cell (a *fit*), and over the thousands of cells for which about the same is expected, the
//! measurements show how far off such expectations are. This is empirical Bayes (Robbins 1956; Efron and Morris 1973): within a class of cells with
//! about the same fit, the spread of the measurements beyond the known noise is the spread of the true counts around the fit, and each cell moves
//! towards the fit by the share of the noise in the whole spread. Two guards: where more cells are far from the fit than chance explains, they keep their
//! measurement in that proportion (local false discovery rate, Efron 2004), so that an unusual corridor is not smoothed away; and a count is never taken
//! to be surer than a Poisson count around its fit. An interval so found holds the count in 95 of 100 cells *of its class*, not for
//! every cell whatever its count: `docs/statistics.md` says so to readers.

use super::normal;

/// A class with fewer cells than this says nothing reliable of itself.
const CLASS_MIN: usize = 40;
/// Classes a factor of two of the fit.
const CLASSES_AN_OCTAVE: f64 = 2.0;
/// Below this fit all cells are one class.
const LEAST: f64 = 1.0 / 16.0;
/// Width of a step of the distance from the fit, in standard deviations.
const STEP: f64 = 0.25;
const STEPS: usize = 48;
/// Below this distance every cell is taken for usual.
const USUAL: f64 = 2.0;

/// What is known of a class of cells.
struct Class {
    /// Fit to expectation.
    factor: f64,
    /// The spread of true counts around it.
    spread: f64,
    /// For every step of the distance, the share of cells that chance explains.
    usual: [f64; STEPS],
}

/// Moves measurements towards their fit. Returns estimates, none below zero, and the variance of each.
pub(super) fn shrink(measured: &[f64], noise: f64, fit: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let classes = fit.iter().map(|fit| class_of(*fit)).max().map_or(0, |last| last + 1);
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); classes];
    for (at, fit) in (0_u32..).zip(fit) {
        members[class_of(*fit)].push(at);
    }
    let (mut estimates, mut variances) = (vec![0.0; fit.len()], vec![noise; fit.len()]);
    for cells in members.iter().filter(|cells| !cells.is_empty()) {
        let class = (cells.len() >= CLASS_MIN).then(|| Class::of(cells, measured, noise, fit));
        for at in cells {
            let at = *at as usize;
            let (estimate, variance) = match &class {
                Some(class) => class.estimate(measured[at], noise, fit[at]),
                None => (measured[at], noise),
            };
            estimates[at] = estimate.max(0.0);
            variances[at] = variance;
        }
    }
    (estimates, variances)
}

fn class_of(fit: f64) -> usize {
    if fit <= LEAST { 0 } else { 1 + ((fit / LEAST).log2() * CLASSES_AN_OCTAVE) as usize }
}

impl Class {
    fn of(cells: &[u32], measured: &[f64], noise: f64, fit: &[f64]) -> Self {
        let n = cells.len() as f64;
        let pairs = || cells.iter().map(|at| (measured[*at as usize], fit[*at as usize]));
        // From the middle outwards: a few giants are neither the expectation nor the spread of the others.
        let expected = pairs().map(|(_, m)| m).sum::<f64>() / n;
        let middle = median(pairs().map(|(y, _)| y));
        let mut factor = if expected > 0.0 { (middle / expected).clamp(0.0, 4.0) } else { 1.0 };
        let off = median(pairs().map(|(y, m)| (y - factor * m).abs()));
        let floor = |factor: f64| (factor * expected).max(1e-3);
        let mut spread = ((1.4826 * off).powi(2) - noise).max(floor(factor));
        for _ in 0..3 {
            let limit = 16.0 * (spread + noise);
            let before = factor;
            let near = || pairs().filter(move |(y, m)| (y - before * m).powi(2) <= limit);
            let (seen, m, kept) =
                near().fold((0.0, 0.0, 0.0), |(y, m, n), (a, b)| (y + a, m + b, n + 1.0));
            if kept < 1.0 || m <= 0.0 {
                break;
            }
            // How sure the factor is: the smallest fits say the least.
            let doubt = (noise + spread) * kept / (m * m);
            factor = (1.0 + (seen / m - 1.0) * (1.0 / (1.0 + doubt))).clamp(0.0, 4.0);
            let sum: f64 = near().map(|(y, m)| (y - factor * m).powi(2)).sum();
            spread = (sum / kept - noise).max(floor(factor));
        }
        let mut class = Self { factor, spread, usual: [1.0; STEPS] };
        class.find_usual(pairs(), noise, n);
        class
    }

    fn find_usual(&mut self, pairs: impl Iterator<Item = (f64, f64)>, noise: f64, n: f64) {
        let mut seen = [0.0; STEPS];
        for (y, m) in pairs {
            seen[step(self.distance(y, noise, m))] += 1.0;
        }
        let mut share = 0.0;
        for at in (0..STEPS).rev() {
            let from = at as f64 * STEP;
            if from < USUAL {
                break;
            }
            let chance = 2.0 * n * (normal::above(from) - normal::above(from + STEP));
            let explained = if seen[at] > 0.0 { (chance / seen[at]).min(1.0) } else { 0.0 };
            // What is nearer is at least as usual as what is farther.
            share = f64::max(share, explained);
            self.usual[at] = share;
        }
    }

    fn distance(&self, y: f64, noise: f64, m: f64) -> f64 {
        (y - self.factor * m).abs() / (self.spread + noise).sqrt()
    }

    fn estimate(&self, y: f64, noise: f64, m: f64) -> (f64, f64) {
        let towards = self.spread / (self.spread + noise);
        let near = self.factor * m + towards * (y - self.factor * m);
        let usual = self.usual[step(self.distance(y, noise, m))];
        let estimate = usual * near + (1.0 - usual) * y;
        // The variance of a mixture: of each of the two, and between them.
        let within = usual * towards * noise + (1.0 - usual) * noise;
        (estimate, within + usual * (1.0 - usual) * (y - near).powi(2))
    }
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    let middle = numbers.len() / 2;
    if numbers.is_empty() {
        return 0.0;
    }
    *numbers.select_nth_unstable_by(middle, f64::total_cmp).1
}

fn step(distance: f64) -> usize {
    ((distance / STEP) as usize).min(STEPS - 1)
}
