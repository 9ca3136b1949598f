//! Three-valued truth: yes, no, and "not known".
//!
//! Strong Kleene logic: an unknown operand leaves the result unknown unless the
//! other operand settles it. There is deliberately no conversion to `bool`: a
//! caller that wants one has to say what it does with "unknown".

/// Yes, no, or not known. Ordered `No < Unknown < Yes`.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Tri {
    /// Certainly not.
    No,
    /// The facts at hand do not settle it.
    Unknown,
    /// Certainly.
    Yes,
}

impl Tri {
    /// Both: "no" settles it.
    #[must_use]
    pub fn and(self, other: Tri) -> Tri {
        self.min(other)
    }

    /// Either: "yes" settles it.
    #[must_use]
    pub fn or(self, other: Tri) -> Tri {
        self.max(other)
    }

    /// The opposite; unknown stays unknown.
    #[must_use]
    #[allow(clippy::should_implement_trait)] // also there as `!`; `.not()` reads better in a chain
    pub fn not(self) -> Tri {
        match self {
            Tri::No => Tri::Yes,
            Tri::Unknown => Tri::Unknown,
            Tri::Yes => Tri::No,
        }
    }

    /// Certainly.
    pub fn is_yes(self) -> bool {
        self == Tri::Yes
    }

    /// Certainly not.
    pub fn is_no(self) -> bool {
        self == Tri::No
    }

    /// From what is certain and what is possible: `certain` wins, then `possible`.
    pub fn from_bounds(certain: bool, possible: bool) -> Tri {
        match (certain, possible) {
            (true, _) => Tri::Yes,
            (false, true) => Tri::Unknown,
            (false, false) => Tri::No,
        }
    }
}

impl std::ops::Not for Tri {
    type Output = Tri;

    fn not(self) -> Tri {
        Tri::not(self)
    }
}

impl From<bool> for Tri {
    fn from(value: bool) -> Tri {
        if value { Tri::Yes } else { Tri::No }
    }
}

#[cfg(test)]
mod tests {
    use super::Tri::{self, No, Unknown, Yes};

    #[test]
    fn kleene_tables() {
        assert_eq!([Yes.and(Unknown), No.and(Unknown), Yes.and(Yes)], [Unknown, No, Yes]);
        assert_eq!([Yes.or(Unknown), No.or(Unknown), No.or(No)], [Yes, Unknown, No]);
        for a in [No, Unknown, Yes] {
            for b in [No, Unknown, Yes] {
                // De Morgan.
                assert_eq!(!(a.and(b)), Tri::not(a).or(!b));
            }
        }
    }
}
