//! Signing in and out.

use accounts::{Source, Token, TokenKind, cookie, csrf};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::Body;
use crate::guard::{Peer, denied};
use crate::porter::Coming;
use crate::problem::Problem;
use crate::{App, Guest};

/// A link's secret.
#[derive(Deserialize, ToSchema)]
pub struct SignIn {
    /// The token of the link.
    pub token: String,
}

/// Who is signed in.
#[derive(Serialize, ToSchema)]
pub struct Session {
    /// The user.
    pub user: Uuid,
    /// The role they act in.
    pub role: String,
    /// What for.
    pub purpose: String,
    /// The team.
    pub team: String,
    /// What a request that changes something sends as `X-CSRF-Token`; none for machines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub csrf: Option<String>,
}

pub(crate) async fn sign_in(
    State(app): State<App>,
    Peer(peer): Peer,
    headers: HeaderMap,
    Body(asked): Body<SignIn>,
) -> Result<Response, Problem> {
    let link = Token::parse(asked.token.trim());
    let link = link.ok_or_else(|| Problem::bad_request("This is no sign-in link."))?;
    let unknown = std::net::IpAddr::from([0, 0, 0, 0]);
    let source = Source::of(peer.unwrap_or(unknown));
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    let before = cookie::read(TokenKind::Session, text(header::COOKIE));
    let about = text(header::USER_AGENT);
    let session = app.new_id().map_err(|_| Problem::internal())?;
    let drawn = app.draw().map_err(|_| Problem::internal())?;
    let coming = Coming { source, about, before: before.as_ref(), session, drawn };
    let entered = app.porter().enter(app.office().keeper(), app.now(), &link, coming);
    let token = entered.await.map_err(|why| denied(&why))?;
    let cookie = cookie::set(TokenKind::Session, &token).ok_or_else(Problem::internal)?;
    let csrf = csrf::form_token(&token);
    let body = Json(serde_json::json!({ "csrf": csrf }));
    Ok((StatusCode::CREATED, [(header::SET_COOKIE, cookie.as_str())], body).into_response())
}

pub(crate) async fn session(guest: Guest, headers: HeaderMap) -> Json<Session> {
    let actor = guest.visit.actor();
    let cookies = headers.get(header::COOKIE).and_then(|value| value.to_str().ok());
    let token = cookie::read(TokenKind::Session, cookies.unwrap_or(""));
    Json(Session {
        user: guest.visit.user().0,
        role: actor.role.id().to_owned(),
        purpose: guest.visit.purpose().id().to_owned(),
        team: actor.team.clone(),
        csrf: token.as_ref().map(csrf::form_token),
    })
}

pub(crate) async fn sign_out(
    State(app): State<App>,
    _guest: Guest,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let cookies = headers.get(header::COOKIE).and_then(|value| value.to_str().ok());
    if let Some(token) = cookie::read(TokenKind::Session, cookies.unwrap_or("")) {
        app.porter().door().sessions.end(&token);
    }
    let cleared = cookie::clear(TokenKind::Session).ok_or_else(Problem::internal)?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cleared)]).into_response())
}
