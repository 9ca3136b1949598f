//! The whole surface, as a table. The router, the description of the API and the tests of who may do what are made from it: a route
//! that is not here does not exist, and a route that is here without a test of refusal fails.

use axum::Router;
use axum::routing::{MethodRouter, get, post};

use crate::{App, api};

/// Who may call a route at all; what they see there, the policies say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Anybody; it tells nothing about anybody.
    Public,
    /// Whoever shows a single-use link.
    Link,
    /// Whoever is signed in, by a session or a machine's token.
    SignedIn,
    /// Callers on this machine: measurements.
    Local,
}

/// A route.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// The method.
    pub method: &'static str,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// Its name: in the description of the API, in measurements, in tests.
    pub id: &'static str,
    /// What it does.
    pub summary: &'static str,
    /// Who may call it.
    pub access: Access,
}

macro_rules! routes {
    ($($method:ident $path:literal $id:literal $access:ident $handler:path, $summary:literal;)*) => {
        /// All routes.
        pub const ROUTES: &[Route] = &[$(Route {
            method: stringify!($method),
            path: $path,
            id: $id,
            summary: $summary,
            access: Access::$access,
        }),*];

        fn all() -> Vec<(&'static str, MethodRouter<App>)> {
            vec![$(($path, routes!(@ $method $handler))),*]
        }
    };
    (@ GET $handler:path) => { get($handler) };
    (@ POST $handler:path) => { post($handler) };
}

routes! {
    GET "/api/v1/health" "health" Public api::system::health, "Whether the server works, and up to where it has read the log";
    GET "/api/v1/openapi.json" "openapi" Public api::system::description, "The description of this API (OpenAPI 3.1)";
    GET "/metrics" "metrics" Local api::system::metrics, "Measurements in the text format of Prometheus, for callers on this machine";
    POST "/api/v1/session" "sign-in" Link api::session::sign_in, "Sign in with a single-use link";
    GET "/api/v1/session" "session" SignedIn api::session::session, "Who is signed in, in which post and for which purpose";
    POST "/api/v1/session/end" "sign-out" SignedIn api::session::sign_out, "End this session";
    GET "/api/v1/work" "work" SignedIn api::work::work, "What must be done next, most urgent first";
    GET "/api/v1/counts" "counts" SignedIn api::work::counts, "How many clocks there are of each urgency";
    GET "/api/v1/cases" "cases" SignedIn api::cases::list, "Cases, the newest first";
    POST "/api/v1/cases" "open-case" SignedIn api::intake::open, "Open a case about somebody, known or new";
    GET "/api/v1/cases/{case}" "case" SignedIn api::cases::show, "One case, as far as it may be seen";
    GET "/api/v1/cases/{case}/reason" "reason" SignedIn api::cases::reason, "Why a clock says what it says";
    GET "/api/v1/cases/{case}/looks" "case-looks" SignedIn api::cases::looks, "Who looked at a case";
    POST "/api/v1/cases/{case}/events" "record-event" SignedIn api::cases::record, "Record something that happened";
    POST "/api/v1/cases/{case}/tasks" "set-task" SignedIn api::tasks::set, "Write down something to do";
    POST "/api/v1/cases/{case}/tasks/{task}/done" "task-done" SignedIn api::tasks::done, "It is done";
    POST "/api/v1/cases/{case}/flags" "raise-flag" SignedIn api::tasks::flag, "Somebody should look";
    POST "/api/v1/cases/{case}/flags/{flag}/resolved" "flag-resolved" SignedIn api::tasks::resolved, "Somebody did";
    POST "/api/v1/cases/{case}/assignment" "assign" SignedIn api::cases::assign, "Give a case to a team or a person";
    POST "/api/v1/cases/{case}/seal" "seal" SignedIn api::cases::seal, "Seal a case to named members";
    POST "/api/v1/cases/{case}/closing" "close-case" SignedIn api::cases::close, "Close a case";
    GET "/api/v1/persons" "persons" SignedIn api::persons::search, "Persons by name, in any script, or by a number";
    GET "/api/v1/persons/{person}" "person" SignedIn api::persons::show, "One person, as far as they may be seen";
    GET "/api/v1/persons/{person}/looks" "person-looks" SignedIn api::persons::looks, "Who looked at a person";
    POST "/api/v1/persons/{person}/fields" "write-field" SignedIn api::persons::write, "Write a field, naming the versions that were seen";
    GET "/api/v1/feed" "feed" SignedIn api::system::feed, "Which cases changed after a position of the log";
}

/// The router of the table.
pub fn router(app: App) -> Router {
    let mut router = Router::new();
    for (path, methods) in all() {
        router = router.route(path, methods);
    }
    router.fallback(api::system::nothing).with_state(app)
}

/// The name of the route of a path as the router matched it.
#[must_use]
pub fn id_of(method: &str, path: &str) -> &'static str {
    let found = ROUTES.iter().find(|route| route.method == method && route.path == path);
    found.map_or("none", |route| route.id)
}
