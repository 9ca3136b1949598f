//! An office behind a router, and people with browsers.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use accounts::{AccountFact, Author, Fact, LinkPurpose, Post, Profile, Setting, UserId};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use casebook::Desk;
use ledger::{Config, Ledger, NewSeal, SystemRandom};
use serde_json::{Value, json};
use tower::ServiceExt as _;
use uuid::Uuid;
use web::{App, Clock, Limits, Parts, Route};
use when::Instant;

pub(crate) const ANA: Uuid = Uuid::from_u128(0xA1);
pub(crate) const BEN: Uuid = Uuid::from_u128(0xB2);
pub(crate) const EVA: Uuid = Uuid::from_u128(0xE3);
pub(crate) const NORTH: Uuid = Uuid::from_u128(0x11);
pub(crate) const SOUTH: Uuid = Uuid::from_u128(0x22);
const ORIGIN: &str = "https://amparo.example.org";

/// Noon of 2 May 2024, always.
struct Noon;

impl Clock for Noon {
    fn now(&self) -> Instant {
        Instant::from_seconds(1_714_651_200)
    }
}

pub(crate) struct World {
    pub(crate) app: App,
    router: Router,
    next: AtomicU64,
    _folder: tempfile::TempDir,
}

fn desk() -> Arc<Desk> {
    static DESK: std::sync::OnceLock<Arc<Desk>> = std::sync::OnceLock::new();
    let make = || {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../law");
        Arc::new(Desk::new(law::Law::load(&law::Source::Folder(folder.into())).unwrap()))
    };
    Arc::clone(DESK.get_or_init(make))
}

fn place() -> String {
    let desk = desk();
    format!("mx/{}", desk.law().jurisdiction("mx").unwrap().default_place().unwrap().id)
}

pub(crate) fn run(test: impl AsyncFn(World)) {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async { test(World::new().await).await });
}

/// A path with invented ids in its places.
pub(crate) fn example(path: &str) -> String {
    let parts = path.split('/').map(|part| {
        if part.starts_with('{') { Uuid::from_u128(7).to_string() } else { part.to_owned() }
    });
    parts.collect::<Vec<_>>().join("/")
}

impl World {
    async fn new() -> World {
        let folder = throwaway::folder();
        let config = Config::folder(folder.path().join("data"));
        let seals = [NewSeal::Handed(zeroize::Zeroizing::new(vec![7; 32]))];
        let random = Arc::new(SystemRandom);
        let (ledger, _) = Ledger::create(&config, &seals, random.clone()).await.unwrap();
        let parts = Parts {
            ledger,
            desk: desk(),
            policies: access::Policies::shipped().unwrap(),
            fields: access::Fields::shipped().unwrap(),
            setting: Setting::Demo,
            clock: Arc::new(Noon),
            random,
            origin: ORIGIN.to_owned(),
        };
        let (app, _) = App::new(parts).await.unwrap();
        let router = web::with_limits(web::router(app.clone()), app.clone(), Limits::default());
        World { app, router, next: 1.into(), _folder: folder }
    }

    fn id(&self) -> Uuid {
        Uuid::from_u128(
            0x7000_0000
                + u128::from(self.next.fetch_add(1, Ordering::Relaxed)) * 0x1_0000_0000_0000,
        )
    }

    /// A link for somebody, who gets an account with it.
    pub(crate) async fn link(&self, user: Uuid, role: access::Role, team: Uuid) -> String {
        let mut post = Post::new(role, &team.to_string(), "mx");
        post.places = [place()].into();
        post.state = Some("HND".to_owned());
        let profile = Profile { name: "A. Invented".into(), ..Profile::default() }.into();
        let user = UserId(user);
        let opened = Fact::Account(AccountFact::Opened { user, posts: vec![post], profile });
        let (porter, keeper) = (self.app.porter(), self.app.office().keeper());
        let drawn = self.app.draw().unwrap();
        let asked = web::Issue {
            operation: self.id(),
            author: Author::Terminal,
            user,
            purpose: LinkPurpose::Demo,
            drawn,
        };
        let token = porter.issue(keeper, self.app.now(), asked, vec![opened]).await.unwrap();
        token.reveal().to_string()
    }

    pub(crate) async fn sign_in(&self, link: &str) -> Result<(String, String), StatusCode> {
        let request = Request::post("/api/v1/session")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(json!({ "token": link }).to_string()))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        if response.status() != StatusCode::CREATED {
            return Err(response.status());
        }
        let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let body = body(response).await;
        Ok((cookie, body["csrf"].as_str().unwrap().to_owned()))
    }

    pub(crate) async fn client(&self, user: Uuid, role: access::Role, team: Uuid) -> Client {
        let link = self.link(user, role, team).await;
        let (cookie, csrf) = self.sign_in(&link).await.unwrap();
        Client { router: self.router.clone(), cookie, csrf }
    }

    pub(crate) async fn case_worker(&self) -> Client {
        self.client(ANA, access::Role::CaseWorker, NORTH).await
    }

    pub(crate) async fn stranger(&self, method: &str, path: &str) -> StatusCode {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", self.id().to_string())
            .body(Body::from("{}"))
            .unwrap();
        self.router.clone().oneshot(request).await.unwrap().status()
    }

    pub(crate) async fn headers(&self, path: &str) -> HeaderMap {
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.router.clone().oneshot(request).await.unwrap().headers().clone()
    }
}

async fn body(response: axum::response::Response) -> Value {
    let bytes = axum::body::to_bytes(response.into_body(), 8 << 20).await.unwrap();
    serde_json::from_slice(&bytes).unwrap_or(Value::Null)
}

/// Somebody with a browser.
pub(crate) struct Client {
    router: Router,
    cookie: String,
    csrf: String,
}

impl Client {
    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, &self.cookie)
            .header("x-csrf-token", &self.csrf)
            .header("origin", ORIGIN)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/json")
    }

    async fn send(&self, request: Request<Body>) -> (StatusCode, Value) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        (response.status(), body(response).await)
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, Value) {
        self.send(self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, key: u128, body: &Value) -> (StatusCode, Value) {
        self.post_raw(path, Some(key), body.to_string()).await
    }

    pub(crate) async fn post_raw(
        &self,
        path: &str,
        key: Option<u128>,
        body: String,
    ) -> (StatusCode, Value) {
        let mut request = self.request("POST", path);
        if let Some(key) = key {
            // Spread over all bits, as drawn ones are.
            let key = Uuid::from_u128(key.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835));
            request = request.header("idempotency-key", key.to_string());
        }
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Takes an invented person in, arrested the day before.
    pub(crate) async fn opens(&self, key: u128) -> Value {
        let (status, opened) = self.post("/api/v1/cases", key, &newcomer()).await;
        assert_eq!(status, StatusCode::OK, "{opened}");
        opened
    }

    /// The request without a token, with another's, and from a foreign page.
    pub(crate) async fn forgeries(&self, path: &str) -> Vec<StatusCode> {
        let base = || {
            Request::post(path)
                .header(header::COOKIE, &self.cookie)
                .header(header::CONTENT_TYPE, "application/json")
                .header("idempotency-key", Uuid::from_u128(5).to_string())
        };
        let body = || Body::from("{}");
        let requests = [
            base().body(body()).unwrap(),
            base().header("x-csrf-token", "AAAA").body(body()).unwrap(),
            base()
                .header("x-csrf-token", &self.csrf)
                .header("origin", "https://elsewhere.example.org")
                .body(body())
                .unwrap(),
            base()
                .header("x-csrf-token", &self.csrf)
                .header("sec-fetch-site", "cross-site")
                .body(body())
                .unwrap(),
        ];
        let mut answers = Vec::new();
        for request in requests {
            answers.push(self.send(request).await.0);
        }
        answers
    }

    /// Calls a route as its callers do, about a case and its person.
    pub(crate) async fn tries(&self, route: &Route, case: &Value) -> StatusCode {
        let id = |name: &str| case[name].as_str().unwrap().to_owned();
        let path = route
            .path
            .replace("{case}", &id("case"))
            .replace("{person}", &id("person"))
            .replace("{task}", &Uuid::from_u128(7).to_string())
            .replace("{flag}", &Uuid::from_u128(7).to_string());
        if route.id == "sign-out" {
            // It would end the session that the others need.
            return StatusCode::NO_CONTENT;
        }
        if route.method == "GET" {
            let query = match route.id {
                "reason" => {
                    format!("?subject={}&rule=consular-information&instance=1", id("person"))
                }
                "persons" => "?name=Ines".to_owned(),
                _ => String::new(),
            };
            return self.get(&format!("{path}{query}")).await.0;
        }
        let body = match route.id {
            "open-case" => newcomer(),
            "record-event" => json!({ "kind": "brought-before-judge", "time": "2024-05-02" }),
            "set-task" => json!({ "title": "call" }),
            "raise-flag" | "flag-resolved" => json!({ "reason": "look" }),
            "assign" => json!({ "team": NORTH.to_string(), "reason": "back" }),
            "seal" => json!({ "members": [ANA.to_string()] }),
            "close-case" => json!({ "reason": "resolved", "told": "" }),
            "write-field" => json!({ "field": "language", "tag": "es" }),
            _ => json!({}),
        };
        static KEYS: AtomicU64 = AtomicU64::new(1000);
        let key = u128::from(KEYS.fetch_add(1, Ordering::Relaxed));
        self.post(&path, key, &body).await.0
    }
}

fn newcomer() -> Value {
    json!({
        "kind": "detention",
        "place": place(),
        "newcomer": { "given": "Ines", "family": "Invented", "birth_date": "1990-05" },
        "events": [{ "kind": "arrest", "time": "2024-05-01T08:00:00Z" }],
    })
}
