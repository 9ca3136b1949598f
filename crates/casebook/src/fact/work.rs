//! Facts about the work: tasks, notes, flags, approvals, best-interests procedures, erasure and retention.

use crate::fact::maybe_seconds;
use crate::ids::{
    ApprovalId, CaseId, FlagId, LinkId, NoteId, PersonId, ProcedureId, TaskId, UserId,
};
use apart::Private;
use serde::{Deserialize, Serialize};
use when::Instant;

/// A task.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskFact {
    /// There is something to do.
    Set {
        /// The task.
        task: TaskId,
        /// Its case.
        case: CaseId,
        /// What.
        title: String,
        /// By when.
        #[serde(with = "maybe_seconds")]
        due: Option<Instant>,
        /// Who.
        to: Option<UserId>,
    },
    /// Somebody else does it.
    Assigned {
        /// The task.
        task: TaskId,
        /// Its case.
        case: CaseId,
        /// Who.
        to: Option<UserId>,
    },
    /// It is done.
    Done {
        /// The task.
        task: TaskId,
        /// Its case.
        case: CaseId,
    },
    /// It is not needed any more.
    Dropped {
        /// The task.
        task: TaskId,
        /// Its case.
        case: CaseId,
        /// Why.
        reason: String,
    },
}

impl TaskFact {
    /// Which case.
    #[must_use]
    pub const fn case(&self) -> CaseId {
        match self {
            Self::Set { case, .. }
            | Self::Assigned { case, .. }
            | Self::Done { case, .. }
            | Self::Dropped { case, .. } => *case,
        }
    }
}

/// A note. Its words stay in the ledger; the book in memory knows where.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteFact {
    /// Somebody wrote one.
    Written {
        /// The note.
        note: NoteId,
        /// Its case.
        case: CaseId,
        /// Whom it tells of: then `told` carries the words, under that person's key.
        about: Option<PersonId>,
        /// The words of a note that tells of nobody in particular, under the case's key.
        text: String,
        /// The words of a note about a person.
        told: Private<String>,
        /// The note that it replaces.
        corrects: Option<NoteId>,
    },
}

impl NoteFact {
    /// Which case.
    #[must_use]
    pub const fn case(&self) -> CaseId {
        match self {
            Self::Written { case, .. } => *case,
        }
    }
}

/// A flag: somebody should look.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlagFact {
    /// Raised.
    Raised {
        /// The flag.
        flag: FlagId,
        /// Its case.
        case: CaseId,
        /// Why.
        reason: String,
    },
    /// Seen to.
    Resolved {
        /// The flag.
        flag: FlagId,
        /// Its case.
        case: CaseId,
        /// How.
        told: String,
    },
}

impl FlagFact {
    /// Which case.
    #[must_use]
    pub const fn case(&self) -> CaseId {
        match self {
            Self::Raised { case, .. } | Self::Resolved { case, .. } => *case,
        }
    }
}

/// What needs a second person.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApprovalSubject {
    /// To close a case about a child, trafficking or a witness.
    Close(CaseId),
    /// To open a sealed case to the team again.
    Unseal(CaseId),
    /// That readers of either record may read both, joined.
    Link(LinkId),
    /// The decision of a best-interests procedure.
    BestInterests(ProcedureId),
    /// To erase a person.
    Erase(PersonId),
    /// To destroy a closed case whose time has come.
    Destroy(CaseId),
}

/// What the second person says.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// Yes.
    Approved,
    /// No.
    Refused,
}

/// A second person's approval.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApprovalFact {
    /// The author asks.
    Requested {
        /// The request.
        approval: ApprovalId,
        /// For what.
        subject: ApprovalSubject,
    },
    /// The author answers, and is somebody else.
    Decided {
        /// The request.
        approval: ApprovalId,
        /// The answer.
        decision: Decision,
    },
}

/// A best-interests procedure (CRC article 3; Committee on the Rights of the Child, general comment 14).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProcedureFact {
    /// It began.
    Started {
        /// The procedure.
        procedure: ProcedureId,
        /// Its case.
        case: CaseId,
        /// The child.
        child: PersonId,
    },
    /// A step was taken.
    Step {
        /// The procedure.
        procedure: ProcedureId,
        /// Its case.
        case: CaseId,
        /// Which.
        step: ProcedureStep,
        /// In words.
        told: String,
    },
    /// It was decided, with reasons.
    Decided {
        /// The procedure.
        procedure: ProcedureId,
        /// Its case.
        case: CaseId,
        /// The reasons, with the weight given to the child's views.
        reasons: String,
    },
}

impl ProcedureFact {
    /// Which case.
    #[must_use]
    pub const fn case(&self) -> CaseId {
        match self {
            Self::Started { case, .. } | Self::Step { case, .. } | Self::Decided { case, .. } => {
                *case
            }
        }
    }
}

/// A step of a best-interests procedure.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProcedureStep {
    /// Circumstances were assessed.
    Assessed,
    /// The child was heard.
    ChildHeard,
    /// The child was not heard, and the words say why.
    ChildNotHeard,
    /// The guardian was heard.
    GuardianHeard,
    /// Those who know the child or the matter were heard.
    ExpertsHeard,
    /// The options were weighed.
    OptionsWeighed,
    /// The decision was looked at again.
    Reviewed,
}

/// Erasure and retention.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RetentionFact {
    /// The person's key is destroyed: whatever identifies them is gone.
    PersonErased {
        /// Who.
        person: PersonId,
        /// Why.
        reason: String,
    },
    /// The case's key is destroyed.
    CaseDestroyed {
        /// Which.
        case: CaseId,
    },
    /// A case must be kept: a court, an inquiry, a claim.
    Held {
        /// Which.
        case: CaseId,
        /// Why.
        reason: String,
    },
    /// It need not be kept any more.
    Released {
        /// Which.
        case: CaseId,
    },
}
