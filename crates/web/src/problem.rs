//! Problem documents (RFC 9457): what went wrong, in two voices. The title and the detail are for the person and say what can be done; the
//! log gets the type and a reference. Neither carries anything about anybody.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use words::{Language, Words};

/// A problem document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Its kind, stable: `urn:amparo:problem:…`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status of the answer.
    pub status: u16,
    /// What it is.
    pub title: String,
    /// What can be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The field that is meant, as a JSON pointer (RFC 6901).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Names of the policies that refused.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<String>,
}

impl Problem {
    /// A problem of a kind.
    #[must_use]
    pub fn new(status: StatusCode, kind: &str, title: &str) -> Problem {
        Problem {
            kind: format!("urn:amparo:problem:{kind}"),
            status: status.as_u16(),
            title: title.to_owned(),
            detail: None,
            pointer: None,
            policies: Vec::new(),
        }
    }

    /// With what can be done.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Problem {
        self.detail = Some(detail.into());
        self
    }

    /// About a field.
    #[must_use]
    pub fn at(mut self, pointer: &str) -> Problem {
        self.pointer = Some(pointer.to_owned());
        self
    }

    /// Nobody is signed in.
    #[must_use]
    pub fn unauthenticated() -> Problem {
        Problem::new(StatusCode::UNAUTHORIZED, "not-signed-in", "You are not signed in.")
            .detail("Sign in, then try again; nothing was changed.")
    }

    /// Not there, or not for this reader.
    #[must_use]
    pub fn not_found() -> Problem {
        Problem::new(StatusCode::NOT_FOUND, "not-found", "There is nothing here for you.")
            .detail("It does not exist, or your role and purpose do not reach it.")
    }

    /// Something in the request cannot be read.
    #[must_use]
    pub fn bad_request(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, "bad-request", "The request cannot be read.")
            .detail(detail)
    }

    /// What the office says.
    #[must_use]
    #[allow(clippy::wildcard_enum_match_arm, reason = "what has no words of its own is our fault")]
    pub fn of(error: &office::Error, language: Language) -> Problem {
        match error {
            office::Error::NotFound => Problem::not_found(),
            office::Error::Denied { policies, reasons } => {
                let title = "You may not do this.";
                let mut problem =
                    Problem::new(StatusCode::FORBIDDEN, "denied", title).detail(reasons.join("; "));
                problem.policies.clone_from(policies);
                problem
            }
            office::Error::TrailFull => Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "trail-full",
                "Nothing can be shown while it cannot be written down who looks.",
            ),
            office::Error::Keeper(error) => Problem::of_keeper(error, language),
            _ => Problem::internal(),
        }
    }

    /// What the keeper says.
    #[must_use]
    #[allow(clippy::wildcard_enum_match_arm, reason = "what has no words of its own is our fault")]
    pub fn of_keeper(error: &keeper::Error, language: Language) -> Problem {
        match error {
            keeper::Error::Refused(refusal) => {
                let words = Words::without_isolates(language);
                let title = words.text(refusal.key());
                let kind = format!("refused:{}", refusal.key().id());
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, &kind, &title)
            }
            keeper::Error::Busy => {
                Problem::new(StatusCode::CONFLICT, "busy", "Others are writing to the same record.")
                    .detail("Nothing was written; try again.")
            }
            keeper::Error::Ledger(ledger::Error::OperationReused(_)) => Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "key-reused",
                "This idempotency key was used for something else.",
            )
            .detail("Send the new request under a new key."),
            keeper::Error::Ledger(ledger::Error::DiskFull) => {
                Problem::new(StatusCode::INSUFFICIENT_STORAGE, "disk-full", "The disk is full.")
                    .detail("Nothing of it was written.")
            }
            keeper::Error::Ledger(_) | keeper::Error::Halted { .. } => Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "ledger",
                "The records cannot be written now.",
            )
            .detail("Send the same request again, with the same key: it happens once."),
            _ => Problem::internal(),
        }
    }

    /// Our fault.
    #[must_use]
    pub fn internal() -> Problem {
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong here.")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let json = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        response
    }
}
