//! Who was bound by which treaty on which day.
//!
//! The table is compiled from depositary data that knows some dates only by the year, and that ends somewhere: an answer has
//! three values. It is *yes* once the latest possible day of entry into force has come, *no* before the earliest one and
//! for a State without any entry up to the day the table was drawn up, and *unknown* in between and after that day. A
//! State that was bound when the table was drawn up is taken to be bound still: withdrawals are rare, entries are not.
//! Reservations and the effect of denunciations on situations under way are not modelled.

use crate::kinds::CodeId;
use std::collections::BTreeMap;
use when::{Day, Tri};

/// What a State did.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Action {
    /// Signed: not bound by that.
    Signature,
    /// Ratified.
    Ratification,
    /// Acceded.
    Accession,
    /// Succeeded.
    Succession,
    /// Accepted.
    Acceptance,
    /// Approved.
    Approval,
    /// Withdrew or denounced.
    Withdrawal,
}

impl Action {
    /// The words that the table uses, with what they mean.
    pub(crate) const WORDS: [(&'static str, Self); 7] = [
        ("signature", Self::Signature),
        ("ratification", Self::Ratification),
        ("accession", Self::Accession),
        ("succession", Self::Succession),
        ("acceptance", Self::Acceptance),
        ("approval", Self::Approval),
        ("withdrawal", Self::Withdrawal),
    ];

    /// The word that the table uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, action)| *action == self).map_or("", |(word, _)| word)
    }
}

/// A period in which a State is bound.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bond {
    /// Earliest and latest possible first day.
    pub from: (Day, Day),
    /// Earliest and latest possible first day on which it is bound no more.
    pub to: Option<(Day, Day)>,
    /// How it became bound.
    pub action: Action,
    /// When it deposited, as the table says it.
    pub deposited: String,
    /// Id of the source in the table.
    pub source: String,
    /// A remark, where sources conflict.
    pub note: String,
}

impl Bond {
    fn bound(&self, day: Day) -> Tri {
        let entered = reached(self.from, day);
        let left = self.to.map_or(Tri::No, |to| reached(to, day));
        entered.and(left.not())
    }
}

/// Whether a day that is known within bounds has come.
fn reached((earliest, latest): (Day, Day), day: Day) -> Tri {
    if day >= latest {
        Tri::Yes
    } else if day < earliest {
        Tri::No
    } else {
        Tri::Unknown
    }
}

/// The treaty status table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TreatyStatus {
    /// By instrument, then sorted by State.
    pub(crate) bonds: Vec<Vec<(CodeId, Vec<Bond>)>>,
    /// By instrument; nothing for one that the table does not hold.
    pub(crate) as_of: Vec<Option<Day>>,
    /// States that a source leaves out: known only up to an earlier day, or not at all.
    pub(crate) earlier: BTreeMap<(usize, CodeId), Option<Day>>,
    /// Ids and titles of the sources.
    pub(crate) sources: Vec<(String, String)>,
}

impl TreatyStatus {
    /// Whether a State is bound by an instrument on a day.
    #[must_use]
    pub fn bound(&self, instrument: usize, state: CodeId, day: Day) -> Tri {
        let bonds = self.status(instrument, state);
        let told = bonds.iter().fold(Tri::No, |so_far, bond| so_far.or(bond.bound(day)));
        if told != Tri::No {
            return told;
        }
        let earlier = self.earlier.get(&(instrument, state)).copied();
        let as_of = earlier.unwrap_or_else(|| self.as_of(instrument));
        let table_is_silent = as_of.is_none_or(|as_of| day > as_of);
        // A deposit whose effect lies ahead is the whole story until then, whatever the age of the table.
        let entry_ahead = bonds.iter().any(|bond| day < bond.from.0);
        if table_is_silent && !entry_ahead { Tri::Unknown } else { Tri::No }
    }

    /// The periods in which a State is bound, in order of time.
    #[must_use]
    pub fn status(&self, instrument: usize, state: CodeId) -> &[Bond] {
        let Some(states) = self.bonds.get(instrument) else { return &[] };
        match states.binary_search_by_key(&state, |(state, _)| *state) {
            Ok(found) => states.get(found).map_or(&[], |(_, bonds)| bonds),
            Err(_) => &[],
        }
    }

    /// The States that the table holds for an instrument, with their periods.
    #[must_use]
    pub fn states(&self, instrument: usize) -> &[(CodeId, Vec<Bond>)] {
        self.bonds.get(instrument).map_or(&[], Vec::as_slice)
    }

    /// The first day after this one on which the State becomes bound: earliest and latest possible.
    #[must_use]
    pub fn entry_after(&self, instrument: usize, state: CodeId, day: Day) -> Option<(Day, Day)> {
        self.status(instrument, state)
            .iter()
            .map(|bond| bond.from)
            .find(|(_, latest)| *latest > day)
    }

    /// The days on which the answer of [`Self::bound`] may change, in no order.
    pub fn turns(&self, instrument: usize, state: CodeId) -> impl Iterator<Item = Day> + '_ {
        let bonds = self.status(instrument, state).iter();
        let days = bonds.flat_map(|bond| {
            let (from, to) = (bond.from, bond.to);
            [Some(from.0), Some(from.1), to.map(|to| to.0), to.map(|to| to.1)]
        });
        let earlier = self.earlier.get(&(instrument, state)).copied();
        let told = earlier.unwrap_or_else(|| self.as_of(instrument));
        days.chain([told.map(|last| last.plus(1))]).flatten()
    }

    /// The last day of which the table knows; nothing for an instrument that it does not hold.
    #[must_use]
    pub fn as_of(&self, instrument: usize) -> Option<Day> {
        self.as_of.get(instrument).copied().flatten()
    }

    /// The title of a source.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&str> {
        self.sources.iter().find(|(known, _)| known == id).map(|(_, title)| title.as_str())
    }
}
