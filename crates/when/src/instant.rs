//! A second on the one time line everybody shares.
//!
//! An [`Instant`] is an integer number of seconds since 1970-01-01T00:00:00Z,
//! leap seconds not counted, as everywhere in computing. Fractions of a second
//! do not exist here: no duty turns on one. The two ends of the range mean
//! "open", so that an unknown end needs no second type; nothing moves them.

use std::fmt;

use crate::civil::{DAY, civil_from_days, write_year};

/// Integer seconds since 1970-01-01T00:00:00Z. `MIN` and `MAX` mean "open".
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Instant(i64);

impl Instant {
    /// Open towards the past.
    pub const MIN: Instant = Instant(i64::MIN);
    /// Open towards the future.
    pub const MAX: Instant = Instant(i64::MAX);

    /// The instant so many seconds after 1970-01-01T00:00:00Z.
    pub const fn from_seconds(seconds: i64) -> Self {
        Instant(seconds)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// Whether this is one of the two open ends rather than a time.
    pub const fn is_open(self) -> bool {
        self.0 == i64::MIN || self.0 == i64::MAX
    }

    /// So many seconds later. Saturates; an open end stays where it is.
    #[must_use]
    pub const fn plus(self, seconds: i64) -> Self {
        if self.is_open() { self } else { Instant(self.0.saturating_add(seconds)) }
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC; an open end is `..`, as in EDTF.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_open() {
            return f.write_str("..");
        }
        let (year, month, day) = civil_from_days(self.0.div_euclid(DAY));
        let second = self.0.rem_euclid(DAY);
        write_year(f, year)?;
        let (h, m, s) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "-{month:02}-{day:02}T{h:02}:{m:02}:{s:02}Z")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn displays_as_rfc_3339() {
        assert_eq!(Instant::from_seconds(0).to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(Instant::from_seconds(1_710_081_000).to_string(), "2024-03-10T14:30:00Z");
        assert_eq!(Instant::from_seconds(-1).to_string(), "1969-12-31T23:59:59Z");
        assert_eq!(Instant::MAX.to_string(), "..");
        // The extremes that are not open print without overflow.
        let _ = Instant::from_seconds(i64::MAX - 1).to_string();
        let _ = Instant::from_seconds(i64::MIN + 1).to_string();
    }

    #[test]
    fn open_ends_do_not_move() {
        assert_eq!(Instant::MIN.plus(5), Instant::MIN);
        assert_eq!(Instant::MAX.plus(-5), Instant::MAX);
        assert_eq!(Instant::from_seconds(3).plus(i64::MAX), Instant::MAX);
    }
}
