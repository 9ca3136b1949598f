//! What the engine is told besides the history: the place, the law's tables, and the two instants.

use law::{KindSet, LawPlace, List, Roles, TreatyStatus};
use when::{Instant, Place};

/// The circumstances of an evaluation. Everything in it is an argument; nothing is looked up elsewhere.
#[derive(Copy, Clone)]
pub struct Context<'a> {
    /// Treaty status by instrument, State and day.
    pub treaties: &'a TreatyStatus,
    /// Versioned lists of the jurisdiction.
    pub lists: &'a [List],
    /// The kinds that carry birth, age and nationality.
    pub roles: Roles,
    /// Zone and calendar of the acting authority, and the State that bears the duty.
    pub place: &'a LawPlace,
    /// The state is that of this instant.
    pub as_of: Instant,
    /// As it was known at this instant; `Instant::MAX` for all that is recorded.
    pub as_known_on: Instant,
    /// Kinds for which silence means that it did not happen.
    pub coverage: KindSet,
}

impl Context<'_> {
    /// The zone and calendar.
    pub(crate) fn calendar(&self) -> &Place {
        &self.place.place
    }
}
