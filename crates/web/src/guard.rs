//! Who asks: from a cookie or a machine's token to a visit. A handler that takes a [`Guest`] is called only for somebody who is signed
//! in, whose request comes from a page of ours where it changes something.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use access::{Actor, Purpose, Role};
use accounts::{Denied, Token, TokenKind, cookie, csrf};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use casebook::UserId;
use office::Visit;
use words::{Language, Words};

use crate::App;
use crate::problem::Problem;

/// Somebody who is signed in, and speaks a language.
pub struct Guest {
    /// What they may ask, and of whom.
    pub visit: Visit,
    /// The language of the answer.
    pub language: Language,
}

impl Guest {
    /// The words of their language.
    #[must_use]
    pub fn words(&self) -> Words {
        Words::without_isolates(self.language)
    }

    /// What the office says, in their language.
    #[must_use]
    pub fn problem(&self, error: &office::Error) -> Problem {
        Problem::of(error, self.language)
    }
}

/// Where a request comes from, if the program that accepted it said so.
pub(crate) struct Peer(pub(crate) Option<IpAddr>);

impl FromRequestParts<App> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Peer(peer.map(|ConnectInfo(peer)| peer.ip())))
    }
}

/// The purpose that a role acts for.
#[must_use]
pub const fn purpose_of(role: Role) -> Purpose {
    match role {
        Role::CaseWorker | Role::Monitor | Role::Guardian => Purpose::Protection,
        Role::Lawyer => Purpose::LegalAid,
        Role::HealthWorker => Purpose::Health,
        Role::ConsularOfficer => Purpose::Consular,
        Role::LabourInspector => Purpose::Labour,
        Role::Supervisor => Purpose::Supervision,
        Role::DataOfficer | Role::ReportWriter => Purpose::Statistics,
        Role::Administrator | Role::KeyCustodian => Purpose::Administration,
        Role::Auditor => Purpose::Audit,
    }
}

impl FromRequestParts<App> for Guest {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let language = language(parts);
        let text = |name: header::HeaderName| {
            parts.headers.get(name).and_then(|value| value.to_str().ok())
        };
        let (user, actor, purpose) = match text(header::AUTHORIZATION) {
            Some(bearer) => machine(app, bearer)?,
            None => {
                let token = cookie::read(TokenKind::Session, text(header::COOKIE).unwrap_or(""))
                    .ok_or_else(Problem::unauthenticated)?;
                forged(parts, app, &token)?;
                person(app, &token)?
            }
        };
        let visit = app.office().visit(user, actor, purpose, app.now());
        Ok(Guest { visit, language })
    }
}

fn person(app: &App, token: &Token) -> Result<(UserId, Actor, Purpose), Problem> {
    let mut door = app.porter().door();
    let session = door.sessions.find(app.now(), token).map_err(|why| denied(&why))?;
    let (user, post) = (session.user, session.post);
    let account = door.accounts.account(user).ok_or_else(Problem::unauthenticated)?;
    let actor = account.actor(post, Vec::new(), Vec::new()).ok_or_else(Problem::unauthenticated)?;
    let purpose = purpose_of(actor.role);
    Ok((UserId(user.0), actor, purpose))
}

fn machine(app: &App, bearer: &str) -> Result<(UserId, Actor, Purpose), Problem> {
    let token = bearer.strip_prefix("Bearer ").and_then(|token| Token::parse(token.trim()));
    let token = token.ok_or_else(Problem::unauthenticated)?;
    let door = app.porter().door();
    let (machine, _) = door.accounts.machine(app.now(), &token).map_err(|why| denied(&why))?;
    Ok((UserId(machine.id.0), machine.actor(), machine.purpose))
}

/// Refuses what a foreign page makes a browser send.
pub(crate) fn forged(parts: &Parts, app: &App, token: &Token) -> Result<(), Problem> {
    let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let asked = csrf::Asked {
        method: parts.method.as_str(),
        origin: text("origin"),
        fetch_site: text("sec-fetch-site"),
        token: text("x-csrf-token"),
    };
    csrf::check(app.origin(), token, asked).map_err(|why| denied(&why))
}

/// What the accounts say, as a problem.
pub(crate) fn denied(why: &Denied) -> Problem {
    let (status, kind) = match why {
        Denied::SignIn(_) | Denied::Link(_) | Denied::NoSession(_) => {
            (StatusCode::UNAUTHORIZED, "not-signed-in")
        }
        Denied::StepUp => (StatusCode::FORBIDDEN, "step-up"),
        Denied::EnrolFirst => (StatusCode::FORBIDDEN, "enrol-first"),
        Denied::Forged => (StatusCode::FORBIDDEN, "forged"),
        Denied::Wait(_) => (StatusCode::TOO_MANY_REQUESTS, "wait"),
        Denied::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
        Denied::Provider | Denied::Setup => (StatusCode::BAD_GATEWAY, "provider"),
        Denied::Registration(_) => (StatusCode::UNPROCESSABLE_ENTITY, "passkey"),
    };
    let words = Words::without_isolates(Language::En);
    Problem::new(status, kind, &words.text(why.key()))
}

/// The language that is asked for, of those that are here.
pub(crate) fn language(parts: &Parts) -> Language {
    let asked = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let mut tags = asked.unwrap_or_default().split(',').filter_map(|tag| {
        let tag = tag.split(';').next()?.trim();
        tag.split('-').next()?.parse().ok()
    });
    tags.next().unwrap_or(Language::En)
}
