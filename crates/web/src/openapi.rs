//! The description of the API, made from the table of routes and the types of what is sent.

use serde_json::{Map, Value, json};
use utoipa::{PartialSchema, ToSchema};

use crate::api::{cases, intake, persons, session, system, tasks};
use crate::problem::Problem;
use crate::routes::{Access, ROUTES, Route};

/// Query parameters: name, type, needed.
fn queries(id: &str) -> &'static [(&'static str, &'static str, bool)] {
    match id {
        "work" | "counts" | "cases" => &[
            ("team", "uuid", false),
            ("owner", "uuid", false),
            ("place", "string", false),
            ("kind", "string", false),
            ("nationality", "string", false),
            ("child", "boolean", false),
            ("flagged", "boolean", false),
            ("open", "boolean", false),
            ("duty", "string", false),
            ("urgency", "string", false),
            ("cursor", "string", false),
            ("limit", "integer", false),
        ],
        "reason" => {
            &[("subject", "uuid", true), ("rule", "string", true), ("instance", "integer", false)]
        }
        "persons" => &[("name", "string", true)],
        "feed" => &[("after", "integer", false)],
        _ => &[],
    }
}

fn schema_of(kind: &str) -> Value {
    match kind {
        "uuid" => json!({ "type": "string", "format": "uuid" }),
        "integer" => json!({ "type": "integer", "minimum": 0, "maximum": 65_535 }),
        other => json!({ "type": other }),
    }
}

fn parameters(route: &Route) -> Vec<Value> {
    let mut all = Vec::new();
    for name in route.path.split('/').filter_map(|part| part.strip_prefix('{')) {
        let name = name.trim_end_matches('}');
        all.push(
            json!({ "name": name, "in": "path", "required": true, "schema": schema_of("uuid") }),
        );
    }
    for (name, kind, needed) in queries(route.id) {
        all.push(
            json!({ "name": name, "in": "query", "required": needed, "schema": schema_of(kind) }),
        );
    }
    if route.method == "POST" && route.access == Access::SignedIn && route.id != "sign-out" {
        all.push(json!({
            "name": "Idempotency-Key",
            "in": "header",
            "required": true,
            "description": "A new UUID: a repeat under the same key happens once.",
            "schema": schema_of("uuid"),
        }));
    }
    all
}

fn operation(route: &Route) -> Value {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let problem = json!({
        "description": "Why not",
        "content": { "application/problem+json": { "schema": reference("Problem") } },
    });
    let success = match route.id {
        "sign-in" => "201",
        "sign-out" => "204",
        _ => "200",
    };
    let mut answers = Map::new();
    let answer = match route.id {
        "sign-out" => json!({ "description": "Signed out" }),
        "metrics" => json!({ "description": "Measurements", "content": { "text/plain": {} } }),
        _ => json!({
            "description": "The answer",
            "content": { "application/json": { "schema": reference(route.gives) } },
        }),
    };
    answers.insert(success.to_owned(), answer);
    answers.insert("4XX".to_owned(), problem.clone());
    answers.insert("5XX".to_owned(), problem);
    let mut operation = json!({
        "operationId": route.id,
        "summary": route.summary,
        "parameters": parameters(route),
        "responses": answers,
    });
    if let Some(name) = route.takes {
        operation["requestBody"] = json!({
            "required": true,
            "content": { "application/json": { "schema": reference(name) } },
        });
    }
    if route.access == Access::SignedIn {
        operation["security"] = json!([{ "session": [] }, { "machine": [] }]);
    }
    operation
}

fn add<T: ToSchema + PartialSchema>(schemas: &mut Map<String, Value>) {
    let mut inner = Vec::new();
    T::schemas(&mut inner);
    inner.push((T::name().into_owned(), T::schema()));
    for (name, schema) in inner {
        schemas.insert(name, serde_json::to_value(schema).unwrap_or_default());
    }
}

/// The description, as JSON (OpenAPI 3.1).
#[must_use]
pub fn openapi() -> String {
    let mut schemas = Map::new();
    add::<Problem>(&mut schemas);
    add::<system::Health>(&mut schemas);
    add::<system::Feed>(&mut schemas);
    add::<session::SignIn>(&mut schemas);
    add::<session::Session>(&mut schemas);
    add::<office::WorkPage>(&mut schemas);
    add::<office::Counts>(&mut schemas);
    add::<office::CasesPage>(&mut schemas);
    add::<office::CaseView>(&mut schemas);
    add::<office::ReasonView>(&mut schemas);
    add::<office::Looked>(&mut schemas);
    add::<office::Done>(&mut schemas);
    add::<office::PersonHit>(&mut schemas);
    add::<office::PersonView>(&mut schemas);
    add::<cases::NewEvent>(&mut schemas);
    add::<cases::Assignment>(&mut schemas);
    add::<cases::Members>(&mut schemas);
    add::<cases::Closing>(&mut schemas);
    add::<intake::NewCase>(&mut schemas);
    add::<intake::Opened>(&mut schemas);
    add::<tasks::NewTask>(&mut schemas);
    add::<tasks::NewFlag>(&mut schemas);
    add::<persons::NewValue>(&mut schemas);
    let list = |of: &str| json!({ "type": "array", "items": { "$ref": format!("#/components/schemas/{of}") } });
    schemas.insert("Looks".to_owned(), list("Looked"));
    schemas.insert("Hits".to_owned(), list("PersonHit"));
    schemas.insert("Anything".to_owned(), json!({}));
    let csrf = json!({ "type": "object", "required": ["csrf"], "properties": { "csrf": { "type": "string" } } });
    schemas.insert("Csrf".to_owned(), csrf);
    let mut paths: Map<String, Value> = Map::new();
    for route in ROUTES {
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[route.method.to_lowercase()] = operation(route);
    }
    let whole = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Amparo",
            "version": "1",
            "description": "Cases of people on the move, the duties that follow, and the work on them. Times are RFC 3339 in UTC unless said otherwise; \
                what people know of a time is EDTF. Every refusal is a problem document (RFC 9457).",
            "license": { "name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later" },
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "session": { "type": "apiKey", "in": "cookie", "name": "__Host-amparo" },
                "machine": { "type": "http", "scheme": "bearer" },
            },
        },
    });
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}
