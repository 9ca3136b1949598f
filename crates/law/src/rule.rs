//! A duty with one limit, ready for the engine.
//!
//! `docs/clocks.md` says what each field does to a clock; this module only gives the fields types. Rules are made from
//! the files of the law folder by [`crate::Law::rules`]; nothing here reads files or decides anything about a history.

use crate::kinds::{CodeId, KindId, KindSet};
use when::{Counting, Day};

/// One limit of one duty, as the engine evaluates it.
#[derive(Clone, PartialEq, Debug)]
pub struct Rule {
    /// `duty` when the duty has one limit here, else `duty/limit`: unique within a rule book, stable across versions.
    pub id: String,
    /// Index into [`crate::Law::duties`].
    pub duty: usize,
    /// Index into [`crate::Law::limits`].
    pub limit: usize,
    /// Groups of kinds: the first event of each group, the later of the groups.
    pub trigger: Vec<KindSet>,
    /// The duty arises only on request, recorded by this kind.
    pub request: Option<KindId>,
    /// Acts that fulfil the duty. Empty for a maximum, which is met by its end.
    pub discharge: KindSet,
    /// Events after which nothing is due any more.
    pub ends: KindSet,
    /// Kinds that begin what an end ends: an end before the trigger that follows one of these belongs to an earlier
    /// matter and contradicts nothing.
    pub opened_by: KindSet,
    /// Events that, with a recorded reason, take the duty away.
    pub exceptions: KindSet,
    /// On the person and the circumstances: the duty's condition and the limit's together.
    pub condition: Condition,
    /// The duty rests on a treaty.
    pub treaty: Option<TreatyRule>,
    /// How often, and counted over what.
    pub series: Series,
    /// The (first) limit. For a soft standard: the *overdue* threshold.
    pub counting: Counting,
    /// Counted from the result of `counting`.
    pub plus: Option<Counting>,
    /// The *ask* threshold of a soft standard.
    pub ask: Option<Counting>,
    /// How the limit may be extended.
    pub extension: Option<Extension>,
    /// What stops the clock.
    pub toll: Option<Toll>,
    /// First day on which the limit is in force.
    pub valid_from: Option<Day>,
    /// Last day on which the limit is in force.
    pub valid_to: Option<Day>,
}

/// How often the duty recurs.
#[derive(Clone, PartialEq, Debug)]
pub enum Series {
    /// One deadline.
    Once,
    /// A deadline, then the next counted from the act.
    Reset {
        /// The second, third … limits.
        then: Vec<Counting>,
        /// The limit of every later one; without it the series stops after `then`.
        every: Option<Counting>,
    },
    /// Deadlines on a grid laid from the trigger.
    FixedGrid {
        /// The second, third … steps.
        then: Vec<Counting>,
        /// Every later step.
        every: Option<Counting>,
    },
    /// One maximum over several stays.
    Cumulative {
        /// Kinds that begin a stay.
        start: KindSet,
        /// Kinds that end a stay.
        end: KindSet,
        /// The second, third … steps of a grid laid from the virtual start; empty for one maximum.
        then: Vec<Counting>,
        /// Every later step of that grid.
        every: Option<Counting>,
    },
}

/// Extension of a limit by a reasoned decision.
#[derive(Clone, PartialEq, Debug)]
pub struct Extension {
    /// Kinds that record it.
    pub by: KindSet,
    /// By how much.
    pub counting: Counting,
    /// How many times at most.
    pub times: u32,
}

/// Periods in which the clock stands still.
#[derive(Clone, PartialEq, Debug)]
pub struct Toll {
    /// Kinds that stop the clock.
    pub from: KindSet,
    /// Kinds that start it again.
    pub until: KindSet,
}

/// On which treaties a duty rests.
#[derive(Clone, PartialEq, Debug)]
pub struct TreatyRule {
    /// Bound by at least one of these: indices into [`crate::Law::instruments`].
    pub any_of: Vec<usize>,
    /// Whose status counts.
    pub parties: Parties,
    /// When it counts.
    pub basis: Basis,
}

/// Whose treaty status counts.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Parties {
    /// The State of the place.
    Bearer,
    /// The State of the place and the State of nationality (VCCR: sending and receiving State).
    Both,
}

/// When treaty status counts.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Basis {
    /// On the day of the trigger.
    Event,
    /// As long as the situation lasts.
    Continuing,
}

/// A three-valued condition on a history.
#[derive(Clone, PartialEq, Debug)]
pub enum Condition {
    /// Always holds.
    Always,
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// Does not hold.
    Not(Box<Condition>),
    /// The last value of a fact is one of these.
    Fact {
        /// The kind that records the fact.
        kind: KindId,
        /// The values that satisfy the condition.
        is: Vec<Wanted>,
        /// Silence means no (only where the source covers the kind).
        absent_is_no: bool,
    },
    /// Younger than so many years at the trigger.
    AgeBelow(u32),
    /// Not a national of the State of the place.
    Foreign,
    /// Nationality on a list of the jurisdiction (index into [`crate::Law::lists`]) on the day of the trigger.
    Listed(usize),
    /// An event of one of these kinds is seen.
    Happened(KindSet),
}

/// A value that a condition asks for.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// Yes.
    Yes,
    /// No.
    No,
    /// A code.
    Code(CodeId),
}

/// The kinds that conditions look at by role: every vocabulary has them, the loader insists.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Roles {
    /// Records a birth date (a span of days).
    pub birth: KindId,
    /// Records an age in whole years on the day of the event.
    pub age: KindId,
    /// Records a nationality (a country code, or the code for stateless).
    pub nationality: KindId,
    /// The code that stands for stateless persons.
    pub stateless: CodeId,
}

impl Rule {
    /// Every kind of event that the rule looks at, and that a reason may therefore name: trigger, request, acts, ends, exceptions,
    /// what stops or extends the clock, and what its condition asks.
    #[must_use]
    pub fn kinds(&self, roles: &Roles) -> KindSet {
        let mut kinds = self.trigger.iter().fold(KindSet::EMPTY, |all, group| all.union(group));
        kinds = kinds.union(&self.discharge).union(&self.ends).union(&self.exceptions);
        if let Some(request) = self.request {
            kinds = kinds.with(request);
        }
        if let Some(toll) = &self.toll {
            kinds = kinds.union(&toll.from).union(&toll.until);
        }
        if let Some(extension) = &self.extension {
            kinds = kinds.union(&extension.by);
        }
        self.condition.kinds(roles, kinds)
    }
}

impl Condition {
    fn kinds(&self, roles: &Roles, kinds: KindSet) -> KindSet {
        match self {
            Self::Always => kinds,
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().fold(kinds, |kinds, part| part.kinds(roles, kinds))
            }
            Self::Not(part) => part.kinds(roles, kinds),
            Self::Fact { kind, .. } => kinds.with(*kind),
            Self::AgeBelow(_) => kinds.with(roles.birth).with(roles.age),
            Self::Foreign | Self::Listed(_) => kinds.with(roles.nationality),
            Self::Happened(set) => kinds.union(set),
        }
    }
}
