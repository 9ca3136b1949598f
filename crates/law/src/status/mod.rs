//! Treaty status for people: every act of every State, who had done what on a day, and who had not.
//!
//! The engine needs one answer, whether a State was bound, and reads it from [`crate::TreatyStatus`]. This module reads the
//! same table whole, with signatures, sources, remarks, contradictions, reservations and the States themselves, and takes in
//! newer tables that a person brings. It settles nothing that the sources leave open: where they contradict each other the
//! contradiction is kept and can be listed, and where they end the answer is "not known". Pure: files come as text.

mod bound;
mod effect;
mod folder;
mod newer;
mod rows;
mod standing;
mod states;

pub use effect::EffectRule;
pub use newer::{Newer, Taken, days_text};
pub use standing::{NotDone, Standing, YearCount};
pub use states::{Membership, Named, StateEntry, States};

use crate::kinds::CodeId;
use crate::law::Law;
use crate::model::treaties::Action;
use crate::problem::Problems;
use crate::source::Source;
use std::collections::BTreeMap;
use when::{Day, Days};

/// One act of a State.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Act {
    /// What it did.
    pub action: Action,
    /// When; a span where the day is not known.
    pub deposited: Days,
    /// When the act took effect for that State; nothing for a signature.
    pub in_force: Option<Days>,
    /// Index into [`StatusBook::sources`].
    pub source: usize,
    /// What a reader must know before relying on it.
    pub note: String,
}

/// A list that acts come from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatusSource {
    /// What tables call it.
    pub id: String,
    /// What people read.
    pub title: String,
    /// For a table that was brought later: its last day.
    pub newer: Option<Day>,
}

/// A place where two sources contradict each other, or one contradicts itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// Index of the instrument.
    pub instrument: usize,
    /// The State.
    pub state: CodeId,
    /// What they disagree on: `year`, `party`, `signature`, `day`, `row`.
    pub field: String,
    /// What each side says, with the id of the source.
    pub said: [(String, String); 2],
    /// Which was kept.
    pub kept: String,
    /// Why.
    pub note: String,
}

/// Reservations and declarations of one State, as far as the sources tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reservations {
    /// The sources have no list for this treaty, or none that reaches the day.
    NotKnown,
    /// The list for this treaty has nothing for this State.
    NoneOnRecord {
        /// Up to this day.
        until: Day,
    },
    /// The list has something.
    OnRecord {
        /// Up to this day.
        until: Day,
        /// `reservation` where the words say so, else `declaration`; told by the compiler, not by the depositary.
        sort: String,
        /// Articles that the words name.
        articles: String,
    },
}

/// Acts by State.
type ByState = Vec<(CodeId, Vec<Act>)>;

/// The whole treaty status.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatusBook {
    /// By instrument, then sorted by State; acts in order of time.
    acts: Vec<ByState>,
    /// The last day of which the sources know, by instrument.
    as_of: Vec<Option<Day>>,
    /// States that a source leaves out.
    earlier: BTreeMap<(usize, CodeId), Option<Day>>,
    sources: Vec<StatusSource>,
    conflicts: Vec<Conflict>,
    /// By instrument: the day up to which reservations are listed.
    reserved_until: BTreeMap<usize, Day>,
    reserved: BTreeMap<(usize, CodeId), (String, String)>,
    states: States,
}

impl StatusBook {
    /// Reads the treaty folder of a law that has been loaded from the same source.
    ///
    /// # Errors
    ///
    /// Everything that is wrong in the files, with place and how to mend it.
    pub fn load(source: &Source, law: &Law) -> Result<Self, Problems> {
        folder::load(source, law)
    }

    /// The acts of a State, in order of time.
    #[must_use]
    pub fn acts(&self, instrument: usize, state: CodeId) -> &[Act] {
        let all = self.all(instrument);
        match all.binary_search_by_key(&state, |(state, _)| *state) {
            Ok(found) => all.get(found).map_or(&[], |(_, acts)| acts),
            Err(_) => &[],
        }
    }

    /// The States of which there is an act under an instrument, with their acts.
    #[must_use]
    pub fn all(&self, instrument: usize) -> &[(CodeId, Vec<Act>)] {
        self.acts.get(instrument).map_or(&[], Vec::as_slice)
    }

    /// Whether the sources know the instrument at all.
    #[must_use]
    pub fn knows(&self, instrument: usize) -> bool {
        self.as_of(instrument).is_some()
    }

    /// The last day of which the sources know.
    #[must_use]
    pub fn as_of(&self, instrument: usize) -> Option<Day> {
        self.as_of.get(instrument).copied().flatten()
    }

    /// The last day up to which silence about this State means no.
    #[must_use]
    pub fn known_until(&self, instrument: usize, state: CodeId) -> Option<Day> {
        let earlier = self.earlier.get(&(instrument, state)).copied();
        earlier.unwrap_or_else(|| self.as_of(instrument))
    }

    /// The sources, the newest last.
    #[must_use]
    pub fn sources(&self) -> &[StatusSource] {
        &self.sources
    }

    /// Every contradiction that was found, by instrument and State.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The States.
    #[must_use]
    pub fn states(&self) -> &States {
        &self.states
    }

    /// What is known of a State's reservations on a day.
    #[must_use]
    pub fn reservations(&self, instrument: usize, state: CodeId) -> Reservations {
        let Some(until) = self.reserved_until.get(&instrument).copied() else {
            return Reservations::NotKnown;
        };
        match self.reserved.get(&(instrument, state)) {
            None => Reservations::NoneOnRecord { until },
            Some((sort, articles)) => {
                Reservations::OnRecord { until, sort: sort.clone(), articles: articles.clone() }
            }
        }
    }
}
