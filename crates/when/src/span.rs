//! A time as far as it is known: the closed span of seconds it must lie in.
//!
//! A day without an hour is the span from its first to its last second. Order
//! between two spans is therefore three-valued, and this module says which of
//! "certainly" and "possibly" a comparison means instead of offering `<`. It
//! treats two spans as independent; what one record says about another (trigger
//! first, then discharge) is for the engine.

use std::fmt;

use crate::{Doubt, Instant, Tri};

/// A closed span of seconds; `earliest <= latest` always holds.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub struct Span {
    earliest: Instant,
    latest: Instant,
}

impl Span {
    /// Open at both ends: nothing is known.
    pub const ALWAYS: Span = Span { earliest: Instant::MIN, latest: Instant::MAX };

    /// The span of one known second.
    pub const fn at(instant: Instant) -> Self {
        Span { earliest: instant, latest: instant }
    }

    /// The span from `earliest` to `latest`, both included; `None` if reversed.
    pub fn new(earliest: Instant, latest: Instant) -> Option<Self> {
        (earliest <= latest).then_some(Span { earliest, latest })
    }

    /// The span between two instants, whichever comes first.
    pub fn between(a: Instant, b: Instant) -> Self {
        Span { earliest: a.min(b), latest: a.max(b) }
    }

    /// The first second it may be.
    pub const fn earliest(self) -> Instant {
        self.earliest
    }

    /// The last second it may be.
    pub const fn latest(self) -> Instant {
        self.latest
    }

    /// Whether exactly one second is possible.
    pub fn is_instant(self) -> bool {
        self.earliest == self.latest
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn hull(self, other: Span) -> Span {
        Span { earliest: self.earliest.min(other.earliest), latest: self.latest.max(other.latest) }
    }

    /// When the later of the two happens: the componentwise maximum.
    #[must_use]
    pub fn later_of(self, other: Span) -> Span {
        Span { earliest: self.earliest.max(other.earliest), latest: self.latest.max(other.latest) }
    }

    /// When the first of the two happens: the componentwise minimum.
    #[must_use]
    pub fn first_of(self, other: Span) -> Span {
        Span { earliest: self.earliest.min(other.earliest), latest: self.latest.min(other.latest) }
    }

    /// The seconds that both allow, if any.
    pub fn intersection(self, other: Span) -> Option<Span> {
        Span::new(self.earliest.max(other.earliest), self.latest.min(other.latest))
    }

    /// Whether it is before `other` whatever the unknown parts are.
    pub fn certainly_before(self, other: Span) -> bool {
        self.latest < other.earliest
    }

    /// Whether it may be before `other`.
    pub fn possibly_before(self, other: Span) -> bool {
        self.earliest < other.latest
    }

    /// Strictly before `other`, three-valued.
    pub fn before(self, other: Span) -> Tri {
        Tri::from_bounds(self.certainly_before(other), self.possibly_before(other))
    }

    /// Whether the two have a second in common.
    pub fn overlaps(self, other: Span) -> bool {
        self.earliest <= other.latest && other.earliest <= self.latest
    }

    /// Whether `instant` is one of the possible seconds.
    pub fn contains(self, instant: Instant) -> bool {
        self.earliest <= instant && instant <= self.latest
    }
}

impl fmt::Display for Span {
    /// One instant, or `first/last`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_instant() {
            self.earliest.fmt(f)
        } else {
            write!(f, "{}/{}", self.earliest, self.latest)
        }
    }
}

/// A time as known: the span it lies in, and whether the span itself is doubted.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Known {
    /// The seconds it may be.
    pub span: Span,
    /// Whether the writer doubted the value itself.
    pub doubt: Doubt,
}

impl Known {
    /// A span nobody doubts.
    pub const fn certain(span: Span) -> Known {
        Known { span, doubt: Doubt::NONE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(a: i64, b: i64) -> Span {
        Span::new(Instant::from_seconds(a), Instant::from_seconds(b)).unwrap()
    }

    #[test]
    fn order_is_three_valued() {
        assert_eq!(span(1, 3).before(span(4, 9)), Tri::Yes);
        assert_eq!(span(1, 4).before(span(4, 9)), Tri::Unknown);
        assert_eq!(span(9, 9).before(span(4, 9)), Tri::No);
        assert!(Span::new(Instant::from_seconds(2), Instant::from_seconds(1)).is_none());
    }

    #[test]
    fn later_and_first_are_componentwise() {
        assert_eq!(span(1, 9).later_of(span(3, 5)), span(3, 9));
        assert_eq!(span(1, 9).first_of(span(3, 5)), span(1, 5));
        assert_eq!(span(1, 2).hull(span(8, 9)), span(1, 9));
        assert_eq!(span(1, 2).intersection(span(3, 4)), None);
        assert!(Span::ALWAYS.contains(Instant::MAX));
    }
}
