//! What the engine says: one clock, small enough that millions stay open in memory.
//!
//! A clock is an answer, not a proof: it carries its state, the cause of that state, the deadline and the facts that
//! would settle it. The proof is made on demand by [`crate::explain()`].

use law::KindId;
use when::{Instant, Span};

/// The state of a clock.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum State {
    /// The duty does not arise.
    NotApplicable,
    /// Due, and there is time left.
    Pending,
    /// Done in time.
    Discharged,
    /// Done, but late.
    DischargedLate,
    /// Not done in time.
    Overdue,
    /// Nothing is due any more, and nothing was missed.
    Ended,
    /// The clock stands still.
    Tolled,
    /// It cannot be told; see what is missing.
    Undetermined,
}

impl State {
    /// All states, in the order in which tables show them.
    pub const ALL: [Self; 8] = [
        Self::Overdue,
        Self::Undetermined,
        Self::Pending,
        Self::Tolled,
        Self::DischargedLate,
        Self::Discharged,
        Self::Ended,
        Self::NotApplicable,
    ];

    /// The name in files and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotApplicable => "not-applicable",
            Self::Pending => "pending",
            Self::Discharged => "discharged",
            Self::DischargedLate => "discharged-late",
            Self::Overdue => "overdue",
            Self::Ended => "ended",
            Self::Tolled => "tolled",
            Self::Undetermined => "undetermined",
        }
    }

    /// The state with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// Why the clock is in its state.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Cause {
    /// No event has started the clock.
    NoTrigger,
    /// The duty arises on request, and none was made.
    NotRequested,
    /// The limit was not in force on the day of the trigger.
    LimitNotInForce,
    /// The condition on the person or the circumstances does not hold.
    ConditionNotMet,
    /// The State was not bound by the treaty.
    NotBound,
    /// An exception with a recorded reason.
    Excepted,
    /// It is before the deadline.
    TimeLeft,
    /// The act came in time.
    ActInTime,
    /// The act came late.
    ActLate,
    /// The deadline has passed without the act.
    NoActByDeadline,
    /// The situation ended at or before the deadline.
    EndedInTime,
    /// The situation ended, but only after the deadline.
    EndedLate,
    /// The clock is stopped.
    Stopped,
    /// Whether a request was made is not known.
    RequestUnknown,
    /// Whether the limit applied depends on a vague date.
    ValidityUnknown,
    /// Whether the condition holds is not known.
    ConditionUnknown,
    /// Whether the State was bound is not known.
    BondUnknown,
    /// The month has no such day and the law does not say how to round.
    DayMissing,
    /// The holidays of the year are not known.
    CalendarUncovered,
    /// Dates contradict each other.
    Contradiction,
    /// The times are too vague to tell.
    Vague,
    /// The source does not record whether it was done.
    SourceSilent,
    /// A date carries a doubt, and no verdict may rest on it.
    Doubtful,
    /// More instances than the engine lists.
    TooMany,
}

impl Cause {
    /// All causes, each at the place of its number.
    pub const ALL: [Self; 24] = [
        Self::NoTrigger,
        Self::NotRequested,
        Self::LimitNotInForce,
        Self::ConditionNotMet,
        Self::NotBound,
        Self::Excepted,
        Self::TimeLeft,
        Self::ActInTime,
        Self::ActLate,
        Self::NoActByDeadline,
        Self::EndedInTime,
        Self::EndedLate,
        Self::Stopped,
        Self::RequestUnknown,
        Self::ValidityUnknown,
        Self::ConditionUnknown,
        Self::BondUnknown,
        Self::DayMissing,
        Self::CalendarUncovered,
        Self::Contradiction,
        Self::Vague,
        Self::SourceSilent,
        Self::Doubtful,
        Self::TooMany,
    ];

    /// The name in files and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoTrigger => "no-trigger",
            Self::NotRequested => "not-requested",
            Self::LimitNotInForce => "limit-not-in-force",
            Self::ConditionNotMet => "condition-not-met",
            Self::NotBound => "not-bound",
            Self::Excepted => "excepted",
            Self::TimeLeft => "time-left",
            Self::ActInTime => "act-in-time",
            Self::ActLate => "act-late",
            Self::NoActByDeadline => "no-act-by-deadline",
            Self::EndedInTime => "ended-in-time",
            Self::EndedLate => "ended-late",
            Self::Stopped => "stopped",
            Self::RequestUnknown => "request-unknown",
            Self::ValidityUnknown => "validity-unknown",
            Self::ConditionUnknown => "condition-unknown",
            Self::BondUnknown => "bond-unknown",
            Self::DayMissing => "day-missing",
            Self::CalendarUncovered => "calendar-uncovered",
            Self::Contradiction => "contradiction",
            Self::Vague => "vague",
            Self::SourceSilent => "source-silent",
            Self::Doubtful => "doubtful",
            Self::TooMany => "too-many",
        }
    }
}

/// A fact that would settle an undetermined clock.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Missing {
    /// The exact time of an event of this kind.
    Time(KindId),
    /// Whether an event of this kind happened.
    Happened(KindId),
    /// The value of a fact of this kind.
    Value(KindId),
    /// Whether the State was bound on that day.
    TreatyStatus,
    /// How the law rounds a month without that day.
    Rounding,
    /// The holidays of that year.
    Calendar,
}

/// The facts that would settle a clock, at most three of them.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct MissingFacts([Option<Missing>; 3]);

impl MissingFacts {
    /// Nothing is missing.
    pub const NONE: Self = Self([None; 3]);

    /// One more fact, unless it is named already or three are.
    pub fn push(&mut self, missing: Missing) {
        for place in &mut self.0 {
            match place {
                Some(named) if *named == missing => return,
                Some(_) => {}
                None => {
                    *place = Some(missing);
                    return;
                }
            }
        }
    }

    /// The facts named.
    pub fn iter(&self) -> impl Iterator<Item = Missing> + '_ {
        self.0.iter().copied().flatten()
    }

    /// Whether any fact is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

impl FromIterator<Missing> for MissingFacts {
    fn from_iter<T: IntoIterator<Item = Missing>>(facts: T) -> Self {
        let mut named = Self::NONE;
        facts.into_iter().for_each(|fact| named.push(fact));
        named
    }
}

/// Seconds of room, least and most: negative when late.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Margin {
    /// At the least.
    pub least: i64,
    /// At the most.
    pub most: i64,
}

/// One instance of one limit of one duty on one case.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Clock {
    /// Index into the rule book.
    pub rule: u16,
    /// Which of a series, from 1.
    pub instance: u16,
    /// The answer.
    pub state: State,
    /// Why.
    pub cause: Cause,
    /// A soft standard has passed its first threshold.
    pub asks: bool,
    /// The first unserved instance of its series (always true for a single deadline).
    pub shown: bool,
    /// When it is due, as exactly as can be told.
    pub deadline: Option<Span>,
    /// How much room there is or was; for a stopped clock, what remains of it.
    pub margin: Option<Margin>,
    /// What would settle it.
    pub missing: MissingFacts,
    /// The first instant at which the passage of time alone may change the state; `MAX` for never.
    pub changes_at: Instant,
}
