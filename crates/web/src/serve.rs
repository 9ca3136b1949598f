//! Around every handler: limits of size, time and number, headers that browsers obey, measurements; and what is done once a second.

use std::time::Duration;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;

use crate::App;
use crate::problem::Problem;
use crate::routes::id_of;

/// What one request may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The largest body.
    pub body_bytes: usize,
    /// How long an answer may take.
    pub seconds: u64,
    /// Requests that are answered at once; further ones wait.
    pub at_once: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { body_bytes: 1 << 20, seconds: 30, at_once: 256 }
    }
}

/// The router within its limits.
pub fn with_limits(router: Router, app: App, limits: Limits) -> Router {
    router
        .layer(RequestBodyLimitLayer::new(limits.body_bytes))
        .layer(from_fn(move |request, next| in_time(limits.seconds, request, next)))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            // What it says may be about somebody: the log gets the place from the panic hook.
            Problem::internal().into_response()
        }))
        .layer(from_fn_with_state(app, measured))
        .layer(from_fn(guarded))
        .layer(GlobalConcurrencyLimitLayer::new(limits.at_once))
}

async fn in_time(seconds: u64, request: Request, next: Next) -> Response {
    match tokio::time::timeout(Duration::from_secs(seconds), next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "too-slow", "The answer took too long.")
                .detail("Send the same request again, with the same key: it happens once.")
                .into_response()
        }
    }
}

async fn measured(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let method = request.method().clone();
    let began = tokio::time::Instant::now();
    let response = next.run(request).await;
    let id = path.map_or("none", |path| id_of(method.as_str(), &path));
    app.metrics().answered(id, response.status().as_u16(), began.elapsed().as_secs_f64());
    response
}

/// Headers that make a browser keep nothing, run nothing of others, and show this site in no frame (ASVS 5.0, 3.4).
async fn guarded(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
             form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'",
        ),
        (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains"),
    ];
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// What is done once a second, until the program ends: time passes in the book and at the door, and looks go to the log.
///
/// # Errors
/// When looks cannot be kept; they are kept with the next call.
pub async fn tick(app: &App) -> office::Result<()> {
    let now = app.now();
    app.office().keeper().advance(now);
    {
        let mut door = app.porter().door();
        door.accounts.tick(now);
        door.sessions.sweep(now);
        door.throttle.sweep(now);
    }
    app.office().keep_looks().await
}
