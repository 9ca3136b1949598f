//! ρ, exactly: whole billionths.
//!
//! A budget is compared, added and divided; none of that may depend on how a float rounds. A SPEC writes a decimal number
//! of at most nine places, and it is that number.

use std::fmt;

const NANOS: u64 = 1_000_000_000;
/// Above this nothing is private in any sense: a slip of the hand.
const RHO_MAX: u64 = 100 * NANOS;

/// An amount of zero-concentrated differential privacy.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Rho(u64);

/// Why a number is no budget.
#[derive(Copy, Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RhoError {
    /// `nan`.
    #[error("a budget that is not a number protects nobody")]
    NotANumber,
    /// Below zero.
    #[error("a budget is not negative")]
    Negative,
    /// Nothing.
    #[error("with no budget nothing can be published")]
    Zero,
    /// Above the most.
    #[error("a budget above 100 is no protection in any sense")]
    TooLarge,
    /// More than nine places.
    #[error("a budget has at most nine decimal places")]
    TooFine,
    /// Not decimal digits.
    #[error("a budget is decimal digits, such as 0.05")]
    Form,
}

impl Rho {
    /// Reads decimal digits.
    pub fn parse(text: &str) -> Result<Self, RhoError> {
        let digits = text.replace('_', "");
        if digits.to_lowercase().ends_with("nan") {
            return Err(RhoError::NotANumber);
        }
        let digits = digits.strip_prefix('+').unwrap_or(&digits);
        if digits.starts_with('-') {
            return Err(RhoError::Negative);
        }
        if digits == "inf" {
            return Err(RhoError::TooLarge);
        }
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(part) {
            return Err(RhoError::Form);
        }
        let part = part.trim_end_matches('0');
        if part.len() > 9 {
            return Err(RhoError::TooFine);
        }
        let whole: u64 = whole.parse().map_err(|_| RhoError::TooLarge)?;
        let part: u64 = format!("{part:0<9}").parse().map_err(|_| RhoError::Form)?;
        let nanos = whole.checked_mul(NANOS).and_then(|nanos| nanos.checked_add(part));
        match nanos {
            Some(0) => Err(RhoError::Zero),
            Some(nanos) if nanos <= RHO_MAX => Ok(Self(nanos)),
            Some(_) | None => Err(RhoError::TooLarge),
        }
    }

    /// Nothing spent.
    pub const ZERO: Self = Self(0);

    /// Billionths.
    #[must_use]
    pub const fn nanos(self) -> u64 {
        self.0
    }

    /// From billionths.
    #[must_use]
    pub const fn from_nanos(nanos: u64) -> Self {
        Self(nanos)
    }

    /// The sum; `None` beyond all bounds.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// What is left; nothing if more was spent.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// A share of it, rounded down: shares never add up to more.
    #[must_use]
    pub fn share(self, part: u64, of: u64) -> Self {
        let nanos = u128::from(self.0) * u128::from(part) / u128::from(of.max(1));
        Self(u64::try_from(nanos).unwrap_or(self.0))
    }

    /// For people and for formulas that only report.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / NANOS as f64
    }

    /// The least ε so that ρ-zCDP gives (ε, δ), rounded up in the fourth place. Canonne, Kamath and Steinke, *The Discrete Gaussian
    /// for Differential Privacy* (2020), on conversion to approximate differential privacy: every α above 1 gives a valid ε, so that a coarse search can only
    /// say too much.
    #[must_use]
    pub fn epsilon(self, delta: f64) -> f64 {
        let rho = self.as_f64();
        let epsilon = |alpha: f64| {
            rho * alpha + ((1.0 / (alpha * delta)).ln() / (alpha - 1.0)) + (1.0 - 1.0 / alpha).ln()
        };
        let mut best = f64::INFINITY;
        // α − 1 from a thousandth to a million, by hundredths of a power of two.
        for step in 0..3000 {
            let alpha = 1.0 + 0.001 * (f64::from(step) / 100.0).exp2();
            best = best.min(epsilon(alpha).max(0.0));
        }
        (best * 1e4).ceil() / 1e4
    }
}

impl fmt::Display for Rho {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / NANOS, self.0 % NANOS);
        let part = format!("{part:09}");
        let part = part.trim_end_matches('0');
        if part.is_empty() { write!(f, "{whole}") } else { write!(f, "{whole}.{part}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_read_to_the_digit() {
        assert_eq!(Rho::parse("0.1").unwrap().nanos(), 100_000_000);
        assert_eq!(Rho::parse("2").unwrap().to_string(), "2");
        assert_eq!(Rho::parse("0.000000001").unwrap().to_string(), "0.000000001");
    }

    #[test]
    fn what_is_no_budget_is_refused_with_its_reason() {
        let refused = |text: &str| Rho::parse(text).unwrap_err();
        assert_eq!(refused("nan"), RhoError::NotANumber);
        assert_eq!(refused("-nan"), RhoError::NotANumber);
        assert_eq!(refused("-0.1"), RhoError::Negative);
        assert_eq!(refused("inf"), RhoError::TooLarge);
        assert_eq!(refused("0.0"), RhoError::Zero);
        assert_eq!(refused("1e-3"), RhoError::Form);
        assert_eq!(refused("0.0000000001"), RhoError::TooFine);
        assert_eq!(refused("99999999999999999999"), RhoError::TooLarge);
    }

    #[test]
    fn shares_never_add_up_to_more_than_the_whole() {
        let whole = Rho::from_nanos(100);
        let sum: u64 = (0..7).map(|_| whole.share(1, 7).nanos()).sum();
        assert!(sum <= 100);
    }

    /// The simple conversion ρ + 2√(ρ ln 1/δ) is an upper bound of the better one, and the better one is not absurdly small.
    #[test]
    fn epsilon_is_below_the_simple_conversion_and_above_what_a_gaussian_has() {
        for (rho, delta) in [("0.1", 1e-6_f64), ("1", 1e-9), ("0.001", 1e-6)] {
            let rho = Rho::parse(rho).unwrap();
            let simple = rho.as_f64() + 2.0 * (rho.as_f64() * (1.0 / delta).ln()).sqrt();
            let better = rho.epsilon(delta);
            assert!(better < simple && better > simple * 0.7, "{better} {simple}");
        }
    }
}
