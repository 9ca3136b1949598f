//! How sure the writer of a date was: the EDTF qualifiers `?`, `~` and `%`.
//!
//! A doubt never widens the span of a date; it says that the span itself may be
//! false. What follows from it (no verdict may rest on it) is for the engine.

use std::fmt;

/// `?` uncertain, `~` approximate, `%` both.
#[derive(Copy, Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct Doubt(u8);

impl Doubt {
    /// No doubt was expressed.
    pub const NONE: Doubt = Doubt(0);
    /// `?`: the source may be wrong.
    pub const UNCERTAIN: Doubt = Doubt(1);
    /// `~`: an estimate.
    pub const APPROXIMATE: Doubt = Doubt(2);
    /// `%`: both.
    pub const BOTH: Doubt = Doubt(3);

    /// Whether any doubt was expressed.
    pub const fn any(self) -> bool {
        self.0 != 0
    }

    /// Whether no doubt was expressed.
    pub const fn is_certain(self) -> bool {
        self.0 == 0
    }

    /// Whether the source may be wrong.
    pub const fn is_uncertain(self) -> bool {
        self.0 & Self::UNCERTAIN.0 != 0
    }

    /// Whether it is an estimate.
    pub const fn is_approximate(self) -> bool {
        self.0 & Self::APPROXIMATE.0 != 0
    }

    /// The doubts of both.
    #[must_use]
    pub const fn union(self, other: Doubt) -> Doubt {
        Doubt(self.0 | other.0)
    }

    /// The doubt a qualifier character expresses.
    pub const fn from_symbol(symbol: char) -> Option<Doubt> {
        match symbol {
            '?' => Some(Self::UNCERTAIN),
            '~' => Some(Self::APPROXIMATE),
            '%' => Some(Self::BOTH),
            _ => None,
        }
    }
}

impl fmt::Display for Doubt {
    /// The qualifier as EDTF writes it; nothing when there is no doubt.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.is_uncertain(), self.is_approximate()) {
            (false, false) => "",
            (true, false) => "?",
            (false, true) => "~",
            (true, true) => "%",
        })
    }
}
