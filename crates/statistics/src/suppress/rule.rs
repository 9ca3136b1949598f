//! The rule: what is small, and how little may be learnt about it.
//!
//! A count is small from 1 to one below the least count that shows `threshold` persons. Zero is published: it is a count of nobody. So
//! every reader knows that a cell left out is at least 1, and the rule reckons with a reader who does.
//!
//! What is left out is safe if the numbers published leave it an interval that reaches the threshold and is as wide as the range of small counts.

use serde::{Deserialize, Serialize};

/// The threshold below which an office may not go.
pub const THRESHOLD_MIN: u32 = 5;

/// What is small, in records.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rule {
    /// The least count that is published.
    least: i64,
}

/// A threshold that protects nobody.
#[derive(Copy, Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a threshold of {0} is below {THRESHOLD_MIN}: nothing smaller is offered")]
pub struct TooLow(pub i64);

/// What is known about a count.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Interval {
    /// It is at least this.
    pub least: i64,
    /// It is at most this; nothing where there is no limit.
    pub most: Option<i64>,
}

impl Interval {
    /// Whether only one count is left.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.most == Some(self.least)
    }

    /// How many counts are possible, less one; nothing where there is no limit.
    #[must_use]
    pub fn width(&self) -> Option<i64> {
        self.most.map(|most| most.saturating_sub(self.least))
    }
}

impl Rule {
    /// For a threshold of persons, where one person has at most so many records. A count of c records stands for at least
    /// ⌈c ÷ records⌉ persons, so the least count that shows `threshold` persons is (threshold − 1) × records + 1.
    pub fn new(threshold: u32, records: u32) -> Result<Self, TooLow> {
        if threshold < THRESHOLD_MIN {
            return Err(TooLow(i64::from(threshold)));
        }
        Ok(Self { least: i64::from(threshold - 1) * i64::from(records.max(1)) + 1 })
    }

    /// Refuses a rule that was read from a file and is none.
    pub fn check(&self) -> Result<(), TooLow> {
        if self.least < i64::from(THRESHOLD_MIN) { Err(TooLow(self.least)) } else { Ok(()) }
    }

    /// The least count that is published.
    #[must_use]
    pub const fn least(&self) -> i64 {
        self.least
    }

    /// Whether a count must not be known.
    #[must_use]
    pub const fn is_small(&self, count: i64) -> bool {
        count >= 1 && count < self.least
    }

    /// Whether so little is known about a cell left out that it is safe.
    #[must_use]
    pub fn keeps(&self, known: &Interval) -> bool {
        let Some(most) = known.most else { return true };
        most >= self.least && most - known.least >= self.least - 1
    }

    /// Whether this is known of a count that no table shows, but two tables imply: it is not nobody, it is small, and the rule is not
    /// kept for it.
    #[must_use]
    pub fn betrays(&self, known: &Interval) -> bool {
        known.least >= 1 && known.least < self.least && !self.keeps(known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_with_several_records_makes_more_counts_small() {
        assert_eq!(Rule::new(10, 1).unwrap().least(), 10);
        assert_eq!(Rule::new(10, 3).unwrap().least(), 28);
        assert_eq!(Rule::new(4, 1), Err(TooLow(4)));
        assert!(Rule { least: 1 }.check().is_err());
    }

    #[test]
    fn an_interval_is_wide_enough_or_not() {
        let rule = Rule::new(10, 1).unwrap();
        let keeps = |least, most| rule.keeps(&Interval { least, most });
        assert!(keeps(1, Some(10)) && keeps(9, Some(18)) && keeps(500, Some(509)));
        assert!(!keeps(1, Some(9)) && !keeps(2, Some(10)) && !keeps(500, Some(508)));
        assert!(keeps(3, None));
        let betrays = |least, most| rule.betrays(&Interval { least, most });
        assert!(betrays(3, Some(3)) && betrays(1, Some(5)));
        assert!(!betrays(0, Some(0)) && !betrays(0, Some(3)) && !betrays(12, Some(12)));
    }
}
