//! The server itself: health, measurements, the description, the feed.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::Asks;
use crate::guard::Peer;
use crate::problem::Problem;
use crate::{App, Guest};

/// How the server is.
#[derive(Serialize, ToSchema)]
pub struct Health {
    /// `ok` or `halted`.
    pub status: &'static str,
    /// Up to where the log was read.
    pub position: u64,
}

pub(crate) async fn health(State(app): State<App>) -> Response {
    let keeper = app.office().keeper();
    let halted = keeper.halted().is_some();
    let health =
        Health { status: if halted { "halted" } else { "ok" }, position: keeper.position().0 };
    let status = if halted { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    (status, Json(health)).into_response()
}

pub(crate) async fn description() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], crate::openapi()).into_response()
}

pub(crate) async fn metrics(State(app): State<App>, Peer(peer): Peer) -> Result<Response, Problem> {
    if !peer.is_some_and(|peer| peer.is_loopback()) {
        return Err(Problem::not_found());
    }
    let (persons, cases) =
        app.office().keeper().read(|book| (book.persons_len(), book.cases_len()));
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let gauges = [
        ("amparo_log_position", "Entries read of the log.", app.office().keeper().position().0),
        ("amparo_persons", "Persons in memory.", count(persons)),
        ("amparo_cases", "Cases in memory.", count(cases)),
        ("amparo_looks_waiting", "Looks not in the log yet.", count(app.office().looks_waiting())),
        ("amparo_sessions", "Open sessions.", count(app.porter().door().sessions.count())),
    ];
    let text = app.metrics().text(&gauges);
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}

pub(crate) async fn nothing() -> Problem {
    Problem::not_found()
}

/// From where the feed is asked for.
#[derive(Deserialize)]
pub(crate) struct Since {
    /// The position that was read last.
    #[serde(default)]
    after: u64,
}

/// Which cases changed.
#[derive(Serialize, ToSchema)]
pub struct Feed {
    /// Cases with something new, those the reader may list.
    pub cases: Vec<Uuid>,
    /// Ask after this the next time.
    pub position: u64,
    /// There is more.
    pub more: bool,
}

pub(crate) async fn feed(guest: Guest, Asks(since): Asks<Since>) -> Result<Json<Feed>, Problem> {
    let page = guest.visit.changes(since.after).await.map_err(|error| guest.problem(&error))?;
    Ok(Json(Feed { cases: page.cases, position: page.position, more: page.more }))
}
