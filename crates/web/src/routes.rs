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
    /// The schema of what it takes, if it takes something.
    pub takes: Option<&'static str>,
    /// The schema of what it gives.
    pub gives: &'static str,
}

macro_rules! routes {
    ($($method:ident $path:literal $id:literal $access:ident ($takes:tt -> $gives:ident) $handler:path, $summary:literal;)*) => {
        /// All routes.
        pub const ROUTES: &[Route] = &[$(Route {
            method: stringify!($method),
            path: $path,
            id: $id,
            summary: $summary,
            access: Access::$access,
            takes: routes!(@ $takes),
            gives: stringify!($gives),
        }),*];

        fn all() -> Vec<(&'static str, MethodRouter<App>)> {
            vec![$(($path, routes!(@ $method $handler))),*]
        }
    };
    (@ -) => { None };
    (@ $takes:ident) => { Some(stringify!($takes)) };
    (@ GET $handler:path) => { get($handler) };
    (@ POST $handler:path) => { post($handler) };
}

routes! {
    GET "/api/v1/health" "health" Public (- -> Health) api::system::health, "Whether the server works, and up to where it has read the log";
    GET "/api/v1/openapi.json" "openapi" Public (- -> Anything) api::system::description, "The description of this API (OpenAPI 3.1)";
    GET "/metrics" "metrics" Local (- -> Anything) api::system::metrics, "Measurements in the text format of Prometheus, for callers on this machine";
    POST "/api/v1/session" "sign-in" Link (SignIn -> Csrf) api::session::sign_in, "Sign in with a single-use link";
    GET "/api/v1/session" "session" SignedIn (- -> Session) api::session::session, "Who is signed in, in which post and for which purpose";
    POST "/api/v1/session/end" "sign-out" SignedIn (- -> Anything) api::session::sign_out, "End this session";
    GET "/api/v1/work" "work" SignedIn (- -> WorkPage) api::work::work, "What must be done next, most urgent first";
    GET "/api/v1/counts" "counts" SignedIn (- -> Counts) api::work::counts, "How many clocks there are of each urgency";
    GET "/api/v1/cases" "cases" SignedIn (- -> CasesPage) api::cases::list, "Cases, the newest first";
    POST "/api/v1/cases" "open-case" SignedIn (NewCase -> Opened) api::intake::open, "Open a case about somebody, known or new";
    GET "/api/v1/cases/{case}" "case" SignedIn (- -> CaseView) api::cases::show, "One case, as far as it may be seen";
    GET "/api/v1/cases/{case}/reason" "reason" SignedIn (- -> ReasonView) api::cases::reason, "Why a clock says what it says";
    GET "/api/v1/cases/{case}/looks" "case-looks" SignedIn (- -> Looks) api::cases::looks, "Who looked at a case";
    POST "/api/v1/cases/{case}/events" "record-event" SignedIn (NewEvent -> Done) api::cases::record, "Record something that happened";
    POST "/api/v1/cases/{case}/tasks" "set-task" SignedIn (NewTask -> Done) api::tasks::set, "Write down something to do";
    POST "/api/v1/cases/{case}/tasks/{task}/done" "task-done" SignedIn (- -> Done) api::tasks::done, "It is done";
    POST "/api/v1/cases/{case}/flags" "raise-flag" SignedIn (NewFlag -> Done) api::tasks::flag, "Somebody should look";
    POST "/api/v1/cases/{case}/flags/{flag}/resolved" "flag-resolved" SignedIn (NewFlag -> Done) api::tasks::resolved, "Somebody did";
    POST "/api/v1/cases/{case}/assignment" "assign" SignedIn (Assignment -> Done) api::cases::assign, "Give a case to a team or a person";
    POST "/api/v1/cases/{case}/seal" "seal" SignedIn (Members -> Done) api::cases::seal, "Seal a case to named members";
    POST "/api/v1/cases/{case}/closing" "close-case" SignedIn (Closing -> Done) api::cases::close, "Close a case";
    GET "/api/v1/persons" "persons" SignedIn (- -> Hits) api::persons::search, "Persons by name, in any script, or by a number";
    GET "/api/v1/persons/{person}" "person" SignedIn (- -> PersonView) api::persons::show, "One person, as far as they may be seen";
    GET "/api/v1/persons/{person}/looks" "person-looks" SignedIn (- -> Looks) api::persons::looks, "Who looked at a person";
    POST "/api/v1/persons/{person}/fields" "write-field" SignedIn (NewValue -> Done) api::persons::write, "Write a field, naming the versions that were seen";
    GET "/api/v1/feed" "feed" SignedIn (- -> Feed) api::system::feed, "Which cases changed after a position of the log";
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
