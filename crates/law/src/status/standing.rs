//! Where a State stood on a day: from its acts, and from how far the sources reach.
//!
//! Two questions are kept apart. *Has it done so?* asks for the deposit of an instrument; *is it bound?* asks for entry into
//! force for that State. Both have three answers: a year without a day, and a day after the end of the sources, give
//! "not known". A signature answers neither.

use crate::kinds::CodeId;
use crate::model::treaties::Action;
use crate::status::{Act, StatusBook};
use when::{Day, Days, Tri};

/// Where a State stands.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Standing {
    /// Bound.
    Party,
    /// Has deposited; not yet bound, or not surely.
    Deposited,
    /// Has signed only.
    Signatory,
    /// Has done neither.
    Nothing,
    /// Was a party and is none any more.
    Withdrawn,
    /// The sources do not tell.
    Unknown,
}

impl Standing {
    /// All of them, from bound to not known.
    pub const ALL: [Self; 6] = [
        Self::Party,
        Self::Deposited,
        Self::Signatory,
        Self::Nothing,
        Self::Withdrawn,
        Self::Unknown,
    ];

    /// The word for programs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Deposited => "deposited",
            Self::Signatory => "signatory",
            Self::Nothing => "nothing",
            Self::Withdrawn => "withdrawn",
            Self::Unknown => "unknown",
        }
    }
}

/// A State that has not done so, or of which that is not known.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct NotDone {
    /// The State.
    pub state: CodeId,
    /// Signatory, nothing, withdrawn, or unknown.
    pub standing: Standing,
    /// When it signed, if it did.
    pub signed: Option<Days>,
}

/// How many had done what at the end of a year.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct YearCount {
    /// The day of the count: the end of a year, or the last day of the sources.
    pub day: Day,
    /// Surely deposited.
    pub parties: u32,
    /// Perhaps deposited.
    pub perhaps: u32,
    /// Signed and not deposited.
    pub signatories: u32,
}

/// Whether a day that is known within bounds has come.
fn reached(days: Days, day: Day) -> Tri {
    Tri::from_bounds(day >= days.last(), day >= days.first())
}

impl StatusBook {
    /// Whether the sources reach a day for a State.
    #[must_use]
    pub fn reaches(&self, instrument: usize, state: CodeId, day: Day) -> bool {
        self.known_until(instrument, state).is_some_and(|as_of| day <= as_of)
    }

    /// Whether the State had deposited an instrument that still counts.
    #[must_use]
    pub fn done(&self, instrument: usize, state: CodeId, day: Day) -> Tri {
        self.answer(instrument, state, day, |act| Some(act.deposited))
    }

    /// Whether the State was bound.
    #[must_use]
    pub fn bound(&self, instrument: usize, state: CodeId, day: Day) -> Tri {
        self.answer(instrument, state, day, |act| act.in_force)
    }

    fn answer(
        &self,
        instrument: usize,
        state: CodeId,
        day: Day,
        from: fn(&Act) -> Option<Days>,
    ) -> Tri {
        let acts = self.acts(instrument, state);
        let told = told(acts, day, from);
        // A deposit whose effect lies ahead is the whole story until then.
        let ahead =
            |act: &Act| binds(act.action) && from(act).is_some_and(|days| day < days.first());
        if told != Tri::No || self.reaches(instrument, state, day) || acts.iter().any(ahead) {
            told
        } else {
            Tri::Unknown
        }
    }

    /// Where a State stood.
    #[must_use]
    pub fn standing(&self, instrument: usize, state: CodeId, day: Day) -> Standing {
        let acts = self.acts(instrument, state);
        match (self.bound(instrument, state, day), self.done(instrument, state, day)) {
            (Tri::Yes, _) => Standing::Party,
            (_, Tri::Yes) => Standing::Deposited,
            (_, Tri::Unknown) => Standing::Unknown,
            (Tri::Unknown | Tri::No, Tri::No) => {
                let left = acts.iter().any(|act| {
                    act.action == Action::Withdrawal
                        && act.in_force.is_some_and(|days| reached(days, day).is_yes())
                });
                if left {
                    return Standing::Withdrawn;
                }
                match self.signed(instrument, state, day) {
                    Tri::Yes => Standing::Signatory,
                    Tri::No => Standing::Nothing,
                    Tri::Unknown => Standing::Unknown,
                }
            }
        }
    }

    /// Whether the State had signed.
    #[must_use]
    pub fn signed(&self, instrument: usize, state: CodeId, day: Day) -> Tri {
        let signatures = self.acts(instrument, state).iter().filter(|act| !binds(act.action));
        let signatures = signatures.filter(|act| act.action == Action::Signature);
        let told = signatures.fold(Tri::No, |so_far, act| so_far.or(reached(act.deposited, day)));
        if told == Tri::No && !self.reaches(instrument, state, day) { Tri::Unknown } else { told }
    }

    /// The Members and observer States of a day that had not deposited, and those of which that is not known.
    #[must_use]
    pub fn not_done(&self, instrument: usize, day: Day) -> Vec<NotDone> {
        let universe = self.states.universe(day);
        let not = universe.into_iter().filter_map(|state| {
            let standing = self.standing(instrument, state, day);
            let signature =
                |act: &&Act| act.action == Action::Signature && act.deposited.first() <= day;
            let signed = self.acts(instrument, state).iter().find(signature);
            match standing {
                Standing::Party | Standing::Deposited => None,
                Standing::Signatory
                | Standing::Nothing
                | Standing::Withdrawn
                | Standing::Unknown => {
                    Some(NotDone { state, standing, signed: signed.map(|act| act.deposited) })
                }
            }
        });
        not.collect()
    }

    /// How many had done what on a day, over every State of which the sources have an act.
    #[must_use]
    pub fn count(&self, instrument: usize, day: Day) -> YearCount {
        let mut count = YearCount { day, parties: 0, perhaps: 0, signatories: 0 };
        for (_, acts) in self.all(instrument) {
            let signed = acts.iter().filter(|act| act.action == Action::Signature);
            match told(acts, day, |act| Some(act.deposited)) {
                Tri::Yes => count.parties += 1,
                Tri::Unknown => count.perhaps += 1,
                Tri::No => {
                    let mut signed = signed.map(|act| reached(act.deposited, day));
                    count.signatories += u32::from(signed.any(Tri::is_yes));
                }
            }
        }
        count
    }

    /// The counts at the end of every year from the adoption of the treaty to the end of the sources, but not after `on`.
    #[must_use]
    pub fn counts(&self, instrument: usize, on: Day) -> Vec<YearCount> {
        let acts = self.all(instrument).iter().flat_map(|(_, acts)| acts);
        let Some(first) = acts.map(|act| act.deposited.first()).min() else { return Vec::new() };
        let Some(as_of) = self.as_of(instrument) else { return Vec::new() };
        let last = as_of.min(on);
        let (from, to) = (first.ymd().0, last.ymd().0);
        let ends = (from..=to).filter_map(|year| Day::from_ymd(year, 12, 31));
        ends.map(|end| self.count(instrument, end.min(last))).collect()
    }
}

/// What the acts alone tell, whatever the age of the sources.
fn told(acts: &[Act], day: Day, from: fn(&Act) -> Option<Days>) -> Tri {
    let mut so_far = Tri::No;
    for act in acts {
        let days = if act.action == Action::Withdrawal { act.in_force } else { from(act) };
        let Some(days) = days else { continue };
        match (binds(act.action), act.action) {
            (true, _) => so_far = so_far.or(reached(days, day)),
            (false, Action::Withdrawal) => so_far = so_far.and(reached(days, day).not()),
            (false, _) => {}
        }
    }
    so_far
}

/// Whether an act makes a State a party.
pub(super) const fn binds(action: Action) -> bool {
    match action {
        Action::Ratification
        | Action::Accession
        | Action::Succession
        | Action::Acceptance
        | Action::Approval => true,
        Action::Signature | Action::Withdrawal => false,
    }
}
