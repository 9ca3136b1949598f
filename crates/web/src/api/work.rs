//! The work list.

use axum::Json;
use office::{Asked, Counts, WorkPage};
use serde::Deserialize;
use uuid::Uuid;

use crate::Guest;
use crate::api::Asks;
use crate::problem::Problem;

/// What a list is asked for.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct List {
    team: Option<Uuid>,
    owner: Option<Uuid>,
    place: Option<String>,
    kind: Option<String>,
    nationality: Option<String>,
    child: bool,
    flagged: bool,
    open: Option<bool>,
    duty: Option<String>,
    urgency: Option<String>,
    cursor: Option<String>,
    limit: Option<usize>,
}

impl From<List> for Asked {
    fn from(list: List) -> Asked {
        Asked {
            team: list.team,
            owner: list.owner,
            place: list.place,
            kind: list.kind,
            nationality: list.nationality,
            child: list.child,
            flagged: list.flagged,
            open: list.open,
            duty: list.duty,
            urgency: list.urgency,
            cursor: list.cursor,
            limit: list.limit,
        }
    }
}

pub(crate) async fn work(guest: Guest, Asks(list): Asks<List>) -> Result<Json<WorkPage>, Problem> {
    let page = guest.visit.work(&list.into(), &guest.words());
    page.map(Json).map_err(|error| guest.problem(&error))
}

pub(crate) async fn counts(guest: Guest, Asks(list): Asks<List>) -> Result<Json<Counts>, Problem> {
    guest.visit.counts(&list.into()).map(Json).map_err(|error| guest.problem(&error))
}
