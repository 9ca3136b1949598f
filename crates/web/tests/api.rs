//! The API as its callers meet it: actors with cookies, over the whole router and its limits. Everybody in here is invented.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "tests stop at the first surprise"
)]

mod world;

use axum::http::StatusCode;
use serde_json::{Value, json};
use web::{Access, ROUTES};
use world::run;

#[test]
fn the_description_of_the_api_is_what_it_was() {
    insta::assert_snapshot!("openapi", web::openapi());
}

#[test]
fn every_schema_that_the_description_names_is_there() {
    let text = web::openapi();
    let whole: Value = serde_json::from_str(&text).unwrap();
    let schemas = whole["components"]["schemas"].as_object().unwrap();
    let named = text.split("#/components/schemas/").skip(1);
    let named: Vec<&str> = named.map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(named.len() > 20);
    for name in named {
        assert!(schemas.contains_key(name), "{name} is named and not there");
    }
}

#[test]
fn a_case_worker_takes_somebody_in_and_the_reason_of_a_clock_can_be_read() {
    run(async |world| {
        let ana = world.case_worker().await;
        let opened = ana.opens(1).await;
        let case = opened["case"].as_str().unwrap().to_owned();
        let (status, work) = ana.get("/api/v1/work").await;
        assert_eq!(status, StatusCode::OK);
        let line = work["lines"].as_array().unwrap().first().unwrap().clone();
        assert_eq!(line["case"], json!(case));
        let clock = &line["clock"];
        let asked = format!(
            "/api/v1/cases/{case}/reason?subject={}&rule={}&instance={}",
            clock["subject"].as_str().unwrap(),
            clock["rule"].as_str().unwrap(),
            clock["instance"]
        );
        let (status, reason) = ana.get(&asked).await;
        assert_eq!(status, StatusCode::OK, "{reason}");
        assert!(reason["sentence"].as_str().unwrap().len() > 20);
        let event = json!({ "kind": "consular-information-given", "time": "2024-05-01T09:00:00Z" });
        let (status, done) = ana.post(&format!("/api/v1/cases/{case}/events"), 2, &event).await;
        assert_eq!(status, StatusCode::OK, "{done}");
        let (_, shown) = ana.get(&format!("/api/v1/cases/{case}")).await;
        assert_eq!(shown["events"].as_array().unwrap().len(), 2);
        let looks = ana.get(&format!("/api/v1/cases/{case}/looks")).await.1;
        assert!(looks.as_array().unwrap().len() >= 3, "{looks}");
    });
}

#[test]
fn a_request_sent_twice_happens_once() {
    run(async |world| {
        let ana = world.case_worker().await;
        let first = ana.opens(1).await;
        let again = ana.opens(1).await;
        assert_eq!((&first["case"], &again["repeated"]), (&again["case"], &json!(true)));
        let (_, cases) = ana.get("/api/v1/cases").await;
        assert_eq!(cases["total"], json!(1));
        let case = first["case"].as_str().unwrap();
        let path = format!("/api/v1/cases/{case}/flags");
        ana.post(&path, 2, &json!({ "reason": "look" })).await;
        let (status, problem) = ana.post(&path, 2, &json!({ "reason": "something else" })).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        assert_eq!(problem["type"], json!("urn:amparo:problem:key-reused"));
    });
}

#[test]
fn what_cannot_be_read_is_refused_and_its_words_are_not_repeated() {
    run(async |world| {
        let ana = world.case_worker().await;
        let opened = ana.opens(1).await;
        let path = format!("/api/v1/cases/{}/events", opened["case"].as_str().unwrap());
        let (unread, refused) = (StatusCode::BAD_REQUEST, StatusCode::UNPROCESSABLE_ENTITY);
        let bad = [
            (json!({ "kind": "arrest" }), unread),
            (json!({ "kind": "arrest", "time": "yesterday" }), refused),
            (json!({ "kind": "arest", "time": "2024" }), refused),
            (json!({ "kind": "arrest", "time": "2024", "secret": "Ines" }), unread),
            (json!({ "kind": "arrest", "time": "2024", "value": "Ines" }), unread),
            (json!({ "kind": "arrest", "time": "2999-01-01" }), refused),
            (json!(["Ines"]), unread),
        ];
        for (number, (body, expected)) in (10..).zip(&bad) {
            let (status, problem) = ana.post(&path, number, body).await;
            assert_eq!(status, *expected, "{body}: {problem}");
            assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()));
            assert!(!problem.to_string().contains("Ines"), "{problem}");
        }
        let (status, problem) = ana.post_raw(&path, None, "{}".to_owned()).await;
        assert_eq!(status, unread);
        assert!(problem["detail"].as_str().unwrap().contains("Idempotency-Key"));
        let large = format!("{{\"kind\":\"{}\"}}", "x".repeat(2 << 20));
        let (status, _) = ana.post_raw(&path, Some(20), large).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(ana.get("/api/v1/work?nonsense=1").await.0, unread);
        assert_eq!(ana.get("/api/v1/cases/not-an-id").await.0, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_link_lets_one_person_in_once() {
    run(async |world| {
        let link = world.link(world::ANA, access::Role::CaseWorker, world::NORTH).await;
        let (first, second) = tokio::join!(world.sign_in(&link), world.sign_in(&link));
        let entered = [&first, &second].iter().filter(|one| one.is_ok()).count();
        assert_eq!(entered, 1, "two at once, one gets in");
        assert!(world.sign_in(&link).await.is_err());
        assert!(world.sign_in("not a link").await.is_err());
    });
}

/// Every route refuses whoever is not signed in, and every change refuses a request that a foreign page makes a browser send.
#[test]
fn every_route_refuses_strangers_and_forgeries() {
    run(async |world| {
        let ana = world.case_worker().await;
        for route in ROUTES {
            let path = world::example(route.path);
            let stranger = world.stranger(route.method, &path).await;
            let expected = match route.access {
                Access::Public => StatusCode::OK,
                Access::Local => StatusCode::NOT_FOUND,
                Access::Link => StatusCode::BAD_REQUEST,
                Access::SignedIn => StatusCode::UNAUTHORIZED,
            };
            assert_eq!(stranger, expected, "{}", route.id);
            if route.method == "POST" && route.access == Access::SignedIn {
                for forged in ana.forgeries(&path).await {
                    assert_eq!(forged, StatusCode::FORBIDDEN, "{}", route.id);
                }
            }
        }
    });
}

/// Every role at every route, with a case of the own team, of another, and a sealed one. Read its difference when a policy changes.
#[test]
fn the_matrix_of_roles_and_routes_is_what_it_was() {
    run(async |world| {
        let ana = world.case_worker().await;
        let own = ana.opens(1).await;
        let other = world.client(world::BEN, access::Role::CaseWorker, world::SOUTH).await;
        let others = other.opens(2).await;
        let sealed = ana.opens(3).await;
        let members = json!({ "members": [world::ANA.to_string(), world::EVA.to_string()] });
        let supervisor = world.client(world::EVA, access::Role::Supervisor, world::NORTH).await;
        let path = format!("/api/v1/cases/{}/seal", sealed["case"].as_str().unwrap());
        let (status, problem) = supervisor.post(&path, 4, &members).await;
        assert_eq!(status, StatusCode::OK, "{problem}");
        let mut lines = Vec::new();
        for (number, role) in (0_u128..).zip(access::Role::ALL) {
            let user = uuid::Uuid::from_u128(0x5000 + number);
            let client = world.client(user, *role, world::NORTH).await;
            for route in ROUTES.iter().filter(|route| route.access == Access::SignedIn) {
                let mut answers = Vec::new();
                for case in [&own, &others, &sealed] {
                    answers.push(client.tries(route, case).await.as_u16().to_string());
                    if !route.path.contains('{') {
                        break;
                    }
                }
                lines.push(format!("{:<18} {:<14} {}", role.id(), route.id, answers.join(" ")));
            }
        }
        let head = "role               route          own other sealed";
        insta::assert_snapshot!("matrix", format!("{head}\n{}\n", lines.join("\n")));
    });
}

#[test]
fn answers_are_kept_nowhere_and_shown_in_no_frame() {
    run(async |world| {
        let headers = world.headers("/api/v1/health").await;
        let has = |name: &str, value: &str| {
            headers.get(name).is_some_and(|sent| sent.to_str().unwrap().contains(value))
        };
        assert!(has("cache-control", "no-store"));
        assert!(has("content-security-policy", "frame-ancestors 'none'"));
        assert!(has("content-security-policy", "require-trusted-types-for"));
        assert!(has("x-content-type-options", "nosniff"));
        assert!(has("referrer-policy", "no-referrer"));
    });
}
