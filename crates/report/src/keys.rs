//! Which message stands for which value: states, causes, answers, kinds of limits.
//!
//! Every match is exhaustive, so a new state without words does not compile.

use duty::{Cause, State};
use law::{Action, LimitKind};
use when::Tri;
use words::{Key, key};

/// A state in a word or two.
pub(crate) const fn state(state: State) -> Key {
    match state {
        State::NotApplicable => key::STATE_NOT_APPLICABLE,
        State::Pending => key::STATE_PENDING,
        State::Discharged => key::STATE_DISCHARGED,
        State::DischargedLate => key::STATE_DISCHARGED_LATE,
        State::Overdue => key::STATE_OVERDUE,
        State::Ended => key::STATE_ENDED,
        State::Tolled => key::STATE_TOLLED,
        State::Undetermined => key::STATE_UNDETERMINED,
    }
}

/// A state in a sentence.
pub(crate) const fn meaning(state: State) -> Key {
    match state {
        State::NotApplicable => key::MEANING_NOT_APPLICABLE,
        State::Pending => key::MEANING_PENDING,
        State::Discharged => key::MEANING_DISCHARGED,
        State::DischargedLate => key::MEANING_DISCHARGED_LATE,
        State::Overdue => key::MEANING_OVERDUE,
        State::Ended => key::MEANING_ENDED,
        State::Tolled => key::MEANING_TOLLED,
        State::Undetermined => key::MEANING_UNDETERMINED,
    }
}

/// Why a clock is in its state.
pub(crate) const fn cause(cause: Cause) -> Key {
    match cause {
        Cause::NoTrigger => key::CAUSE_NO_TRIGGER,
        Cause::NotRequested => key::CAUSE_NOT_REQUESTED,
        Cause::LimitNotInForce => key::CAUSE_LIMIT_NOT_IN_FORCE,
        Cause::ConditionNotMet => key::CAUSE_CONDITION_NOT_MET,
        Cause::NotBound => key::CAUSE_NOT_BOUND,
        Cause::Excepted => key::CAUSE_EXCEPTED,
        Cause::TimeLeft => key::CAUSE_TIME_LEFT,
        Cause::ActInTime => key::CAUSE_ACT_IN_TIME,
        Cause::ActLate => key::CAUSE_ACT_LATE,
        Cause::NoActByDeadline => key::CAUSE_NO_ACT_BY_DEADLINE,
        Cause::EndedInTime => key::CAUSE_ENDED_IN_TIME,
        Cause::EndedLate => key::CAUSE_ENDED_LATE,
        Cause::Stopped => key::CAUSE_STOPPED,
        Cause::RequestUnknown => key::CAUSE_REQUEST_UNKNOWN,
        Cause::ValidityUnknown => key::CAUSE_VALIDITY_UNKNOWN,
        Cause::ConditionUnknown => key::CAUSE_CONDITION_UNKNOWN,
        Cause::BondUnknown => key::CAUSE_BOND_UNKNOWN,
        Cause::DayMissing => key::CAUSE_DAY_MISSING,
        Cause::CalendarUncovered => key::CAUSE_CALENDAR_UNCOVERED,
        Cause::Contradiction => key::CAUSE_CONTRADICTION,
        Cause::Vague => key::CAUSE_VAGUE,
        Cause::SourceSilent => key::CAUSE_SOURCE_SILENT,
        Cause::Doubtful => key::CAUSE_DOUBTFUL,
        Cause::TooMany => key::CAUSE_TOO_MANY,
    }
}

/// Yes, no, not known.
pub(crate) const fn answer(answer: Tri) -> Key {
    match answer {
        Tri::Yes => key::ANSWER_YES,
        Tri::No => key::ANSWER_NO,
        Tri::Unknown => key::ANSWER_UNKNOWN,
    }
}

/// Where a limit gets its force from.
pub(crate) const fn limit_kind(kind: LimitKind) -> Key {
    match kind {
        LimitKind::Law => key::KIND_LAW,
        LimitKind::Policy => key::KIND_POLICY,
        LimitKind::Standard => key::KIND_STANDARD,
    }
}

/// Whether a lawyer confirmed it.
pub(crate) const fn confirmed(confirmed: bool) -> Key {
    if confirmed { key::CONFIRMED } else { key::UNCONFIRMED }
}

/// The words for how a State became bound.
#[must_use]
pub const fn action_key(action: Action) -> Key {
    match action {
        Action::Signature => key::ACTION_SIGNATURE,
        Action::Ratification => key::ACTION_RATIFICATION,
        Action::Accession => key::ACTION_ACCESSION,
        Action::Succession => key::ACTION_SUCCESSION,
        Action::Acceptance => key::ACTION_ACCEPTANCE,
        Action::Approval => key::ACTION_APPROVAL,
        Action::Withdrawal => key::ACTION_WITHDRAWAL,
    }
}
