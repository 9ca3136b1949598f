//! Tasks and flags.

use axum::Json;
use casebook::{CaseId, Fact, FlagFact, FlagId, TaskFact, TaskId, UserId};
use office::Done;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use when::Instant;

use crate::Guest;
use crate::api::{Body, Names, Operation, act, made_by};
use crate::problem::Problem;

/// Something to do.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTask {
    /// What.
    pub title: String,
    /// By when, in seconds since 1970.
    #[serde(default)]
    pub due: Option<i64>,
    /// Who; nothing: whoever writes.
    #[serde(default)]
    pub to: Option<Uuid>,
}

pub(crate) async fn set(
    guest: Guest,
    operation: Operation,
    Names(case): Names<Uuid>,
    Body(asked): Body<NewTask>,
) -> Result<Json<Done>, Problem> {
    let fact = TaskFact::Set {
        task: TaskId(made_by(&operation, 1)),
        case: CaseId(case),
        title: asked.title,
        due: asked.due.map(Instant::from_seconds),
        to: Some(UserId(asked.to.unwrap_or(guest.visit.user().0))),
    };
    act(&guest, &operation, vec![Fact::Task(fact)]).await
}

pub(crate) async fn done(
    guest: Guest,
    operation: Operation,
    Names((case, task)): Names<(Uuid, Uuid)>,
) -> Result<Json<Done>, Problem> {
    let fact = TaskFact::Done { task: TaskId(task), case: CaseId(case) };
    act(&guest, &operation, vec![Fact::Task(fact)]).await
}

/// Why somebody should look.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFlag {
    /// Why.
    pub reason: String,
}

pub(crate) async fn flag(
    guest: Guest,
    operation: Operation,
    Names(case): Names<Uuid>,
    Body(asked): Body<NewFlag>,
) -> Result<Json<Done>, Problem> {
    let flag = FlagId(made_by(&operation, 1));
    let fact = FlagFact::Raised { flag, case: CaseId(case), reason: asked.reason };
    act(&guest, &operation, vec![Fact::Flag(fact)]).await
}

pub(crate) async fn resolved(
    guest: Guest,
    operation: Operation,
    Names((case, flag)): Names<(Uuid, Uuid)>,
    Body(asked): Body<NewFlag>,
) -> Result<Json<Done>, Problem> {
    let fact = FlagFact::Resolved { flag: FlagId(flag), case: CaseId(case), told: asked.reason };
    act(&guest, &operation, vec![Fact::Flag(fact)]).await
}
