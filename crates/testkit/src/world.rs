//! What an answer depends on besides the rule and the history, in plain parts.
//!
//! The engine finds these things in a loaded law folder. The oracle must not, so they are listed here by value: a zone
//! by name, holidays as days, treaty membership as days. Nothing is computed here.

use law::{CodeId, KindSet, Roles};
use when::{Day, Instant, Weekday};

/// A State and since when, until when, a treaty binds it.
#[derive(Clone, PartialEq, Debug)]
pub struct Membership {
    /// The instrument: an index, as in [`law::TreatyRule`].
    pub instrument: usize,
    /// The State.
    pub state: Party,
    /// First day on which it is bound.
    pub from: Day,
    /// First day on which it is no longer bound.
    pub until: Option<Day>,
}

/// Whose membership it is.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Party {
    /// The State of the place.
    Bearer,
    /// A State of nationality.
    Of(CodeId),
}

/// A nationality on a list, from and to inclusive.
#[derive(Clone, PartialEq, Debug)]
pub struct Listing {
    /// The list: an index, as in [`law::Condition::Listed`].
    pub list: usize,
    /// The nationality.
    pub code: CodeId,
    /// First day on the list, if it has not always been there.
    pub from: Option<Day>,
    /// Last day on the list, if it has left it.
    pub to: Option<Day>,
}

/// Place, law and moment of a question.
#[derive(Clone, PartialEq, Debug)]
pub struct World {
    /// Name of the zone of the acting authority.
    pub zone: String,
    /// Days of the week on which nobody works.
    pub weekend: Vec<Weekday>,
    /// Holidays, in any order.
    pub holidays: Vec<Day>,
    /// First and last day for which the holidays are known.
    pub covers: (Day, Day),
    /// The State of the place.
    pub state: CodeId,
    /// Who is bound by what, when.
    pub treaties: Vec<Membership>,
    /// Who is on which list, when.
    pub lists: Vec<Listing>,
    /// Which kinds say who the person is.
    pub roles: Roles,
    /// The moment of the question.
    pub as_of: Instant,
    /// What was written down later does not count.
    pub as_known_on: Instant,
    /// The kinds of which silence means "did not happen".
    pub coverage: KindSet,
}
