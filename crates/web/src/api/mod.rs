//! Handlers, one file a noun. Each reads like a sentence: what came, what the office says to it, what is answered.

pub mod cases;
pub mod intake;
pub mod persons;
pub mod session;
pub mod system;
pub mod tasks;
pub mod work;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use casebook::{EventId, Fact};
use office::Done;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::problem::Problem;
use crate::{App, Guest};

/// A body in JSON; what does not fit is told with its place.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        match Json::<T>::from_request(request, app).await {
            Ok(Json(value)) => Ok(Body(value)),
            Err(JsonRejection::JsonDataError(error)) => {
                Err(Problem::bad_request(plain(&error.body_text())))
            }
            Err(JsonRejection::BytesRejection(error)) if error.status().as_u16() == 413 => {
                let status = axum::http::StatusCode::PAYLOAD_TOO_LARGE;
                Err(Problem::new(status, "too-large", "The request is too large."))
            }
            Err(_) => Err(Problem::bad_request("The body must be JSON (application/json).")),
        }
    }
}

/// The error of the reader without the values it quotes: they may be somebody's.
fn plain(error: &str) -> String {
    let without: Vec<&str> = error.split(['"', '`']).collect();
    let kept = without.iter().enumerate().map(|(index, part)| {
        let quoted = index % 2 == 1;
        if quoted && !part.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == '_') {
            "…"
        } else {
            part
        }
    });
    kept.collect::<Vec<_>>().join("\u{201d}")
}

/// A query; what does not fit is told.
pub struct Asks<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Asks<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let read: Result<Query<T>, QueryRejection> = Query::from_request_parts(parts, app).await;
        read.map(|Query(value)| Asks(value)).map_err(|_| {
            Problem::bad_request("The query has a word or a value that does not exist.")
        })
    }
}

/// The ids of a path; what is no id names nothing.
pub struct Names<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Names<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let read: Result<Path<T>, PathRejection> = Path::from_request_parts(parts, app).await;
        read.map(|Path(value)| Names(value)).map_err(|_| Problem::not_found())
    }
}

/// The name of an operation, from the header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07): a UUID, because devices
/// without a network make them. Without one a repeat happens twice, so it is required.
pub struct Operation(pub Uuid);

impl FromRequestParts<App> for Operation {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Problem> {
        let header = parts.headers.get("idempotency-key").and_then(|value| value.to_str().ok());
        let text = header.map(|text| text.trim().trim_matches('"'));
        let key = text.and_then(|text| Uuid::try_parse(text).ok());
        key.map(Operation).ok_or_else(|| {
            let detail =
                "Send the header Idempotency-Key with a new UUID; a repeat under it happens once.";
            Problem::bad_request(detail)
        })
    }
}

/// Does what the facts say; the name of each event follows from that of the operation, so that a repeat is the same.
pub(crate) async fn act(
    guest: &Guest,
    Operation(operation): &Operation,
    facts: Vec<Fact>,
) -> Result<Json<Done>, Problem> {
    let named = (0_u128..).zip(facts).map(|(place, fact)| {
        let name = operation.as_u128() ^ (place + 1);
        (EventId(Uuid::from_u128(name)), fact)
    });
    let done = guest.visit.act(*operation, named.collect()).await;
    done.map(Json).map_err(|error| guest.problem(&error))
}

/// An identifier that follows from an operation's: `what` tells several of one operation apart.
pub(crate) fn made_by(Operation(operation): &Operation, what: u8) -> Uuid {
    Uuid::from_u128(operation.as_u128() ^ (u128::from(what) << 32))
}
