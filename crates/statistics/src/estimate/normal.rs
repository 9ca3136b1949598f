//! The normal distribution, for intervals and reports. Nothing that decides about privacy comes here.

/// P(Z > z). Abramowitz and Stegun 7.1.26; the error is below 10⁻⁷.
pub(crate) fn above(z: f64) -> f64 {
    if z < 0.0 {
        return 1.0 - above(-z);
    }
    let x = z / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let poly = t
        * (0.254_829_592
            + t * (-0.284_496_736
                + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
    0.5 * poly * (-x * x).exp()
}

/// The half-width of a 95 % interval, in standard deviations.
pub(crate) const WIDTH_95: f64 = 1.959_963_985;

/// The level that |error| exceeds with this probability, over normal errors of these standard deviations.
pub(crate) fn quantile_of_errors(deviations: &[f64], exceeded: f64) -> f64 {
    let mean = |t: f64| {
        let sum: f64 = deviations.iter().map(|s| 2.0 * above(t / s.max(1e-9))).sum();
        sum / deviations.len().max(1) as f64
    };
    let (mut low, mut high) = (0.0, 8.0 * deviations.iter().fold(0.0, |a: f64, b| a.max(*b)) + 1.0);
    for _ in 0..50 {
        let middle = f64::midpoint(low, high);
        if mean(middle) > exceeded { low = middle } else { high = middle }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::{above, quantile_of_errors};

    #[test]
    fn the_tail_is_that_of_the_tables() {
        for (z, p) in [(0.0, 0.5), (1.0, 0.158_655), (1.959_964, 0.025), (-1.0, 0.841_345)] {
            assert!((above(z) - p).abs() < 1e-5, "{z}");
        }
        assert!((quantile_of_errors(&[2.0; 5], 0.05) - 3.919_9).abs() < 1e-3);
    }
}
