//! The description of the REST API, made from the list of operations.

use std::{collections::BTreeMap, panic::resume_unwind, thread};

use axum::{Json, extract::State};
use model::{Access, Rest, operation::Method, platform::imports::Subject};
use serde_json::{Map, Value, json};
use utoipa::openapi::{RefOr, Schema};

use crate::{
    dispatch::{Described, Entry},
    serve::Serving,
};

/// The OpenAPI 3.1 document.
pub async fn document(State(serving): State<Serving>) -> Json<Value> {
    Json(describe(serving.dispatcher().entries()))
}

/// Room for the schema of an enum with a hundred variants, which an unoptimised build lays out on the stack at once; what
/// a request is answered on has two megabytes.
const STACK: usize = 32 << 20;

/// The description of these operations.
pub fn describe(entries: &[Entry]) -> Value {
    thread::scope(|scope| {
        let room = thread::Builder::new().stack_size(STACK);
        match room.spawn_scoped(scope, || written(entries)) {
            Ok(writing) => writing.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => written(entries),
        }
    })
}

fn written(entries: &[Entry]) -> Value {
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    let mut schemas: BTreeMap<String, RefOr<Schema>> = BTreeMap::new();
    for entry in entries {
        let (Some(rest), Some(described)) = (entry.rest, &entry.described) else {
            continue;
        };
        let mut parts = Vec::new();
        (described.parts)(&mut parts);
        schemas.extend(parts);
        paths
            .entry(rest.path)
            .or_default()
            .insert(method(rest.method).to_owned(), operation(entry, rest, described));
    }
    beside_operations(&mut paths);
    let mut description = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Tridem",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Accounts, the people there, their deals, what was done for them, and where they stand on the \
                buyer's journey. Lists take `limit` (1 to 200), `cursor`, `sort` and filters, and answer with `items` and \
                `next`. Commands take an `Idempotency-Key`, and those that change a record `If-Match` with its version.",
        },
        "servers": [{ "url": "/api/v1" }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "responses": {
                "Problem": {
                    "description": "It was not done; `detail` says why and what helps.",
                    "content": { "application/problem+json": { "schema": {
                        "type": "object",
                        "required": ["type", "title", "status", "detail", "code"],
                        "properties": {
                            "type": { "type": "string" },
                            "title": { "type": "string" },
                            "status": { "type": "integer" },
                            "detail": { "type": "string" },
                            "code": { "type": "string" },
                            "errors": { "type": "object" },
                            "about": {},
                        },
                    } } },
                },
            },
        },
    });
    // Whether a build keeps names in the order of their coming is up to the crates around it.
    description.sort_all_objects();
    description
}

/// What is no JSON: files in, and rows with problems out.
fn beside_operations(paths: &mut BTreeMap<&str, Map<String, Value>>) {
    let parameter = |name: &str, about: &str, schema: Value| json!({ "name": name, "in": "query", "required": false, "description": about, "schema": schema });
    let problem = json!({ "$ref": "#/components/responses/Problem" });
    let subjects: Vec<&str> = Subject::ALL.map(Subject::key).to_vec();
    paths.entry("/imports").or_default().insert(
        "post".to_owned(),
        json!({
            "operationId": "platform.imports.upload",
            "summary": "Bring a CSV file in, as the body of the request, up to 2 GB",
            "description": format!(
                "Open to {}. The file is looked at and mapped as its columns suggest; nothing is imported yet.",
                open_to(Access::AnyLeg)
            ),
            "tags": ["imports"],
            "parameters": [
                parameter("as", "What the rows are; told from the file unless given.", json!({ "type": "string", "enum": subjects })),
                parameter("name", "Name of the file.", json!({ "type": "string", "maxLength": 120 })),
                parameter("source", "The system that its keys come from, such as hubspot.", json!({ "type": "string", "maxLength": 160 })),
            ],
            "requestBody": { "required": true, "content": { "text/csv": { "schema": { "type": "string", "format": "binary" } } } },
            "responses": {
                "201": { "description": "Done.", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Import" } } } },
                "default": problem,
            },
        }),
    );
    paths.entry("/imports/{import}/problems.csv").or_default().insert(
        "get".to_owned(),
        json!({
            "operationId": "platform.imports.problems",
            "summary": "Rows that were refused, left out or had problems, as they stand in the file, with what was wrong",
            "description": format!("Open to {}.", open_to(Access::AnyLeg)),
            "tags": ["imports"],
            "parameters": [
                { "name": "import", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } },
            ],
            "responses": {
                "200": { "description": "Done.", "content": { "text/csv": { "schema": { "type": "string" } } } },
                "default": problem,
            },
        }),
    );
}

const fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Post => "post",
        Method::Patch => "patch",
        Method::Delete => "delete",
    }
}

fn operation(entry: &Entry, rest: Rest, described: &Described) -> Value {
    let input = serde_json::to_value((described.input)()).unwrap_or_default();
    let required: Vec<&str> = input["required"]
        .as_array()
        .map(|names| names.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let empty = Map::new();
    let fields = input["properties"].as_object().unwrap_or(&empty);
    let in_path = |name: &str| rest.path.contains(&format!("{{{name}}}"));

    let mut parameters = Vec::new();
    let mut body = Map::new();
    for (name, schema) in fields {
        if in_path(name) {
            parameters.push(json!({ "name": name, "in": "path", "required": true, "schema": schema }));
        } else if rest.method == Method::Get {
            let required = required.contains(&name.as_str());
            parameters.push(json!({ "name": name, "in": "query", "required": required, "schema": schema }));
        } else {
            body.insert(name.clone(), schema.clone());
        }
    }
    if rest.method != Method::Get {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "schema": { "type": "string", "maxLength": 200 },
            "description": "The same command sent again under the same key is carried out once.",
        }));
    }
    if rest.version_field.is_some() {
        parameters.push(json!({
            "name": "If-Match", "in": "header", "required": false, "schema": { "type": "string" },
            "description": "The version that was read; may be given in the body instead.",
        }));
    }
    let (status, output) = answers(rest, described);
    let mut operation = json!({
        "operationId": entry.name,
        "summary": rest.summary,
        "description": format!("Open to {}.", open_to(entry.access)),
        "tags": [entry.name.split('.').nth(1).unwrap_or(entry.name)],
        "parameters": parameters,
        "responses": {
            status: output,
            "default": { "$ref": "#/components/responses/Problem" },
        },
    });
    if !body.is_empty() && rest.method != Method::Delete {
        let required: Vec<&str> = required
            .into_iter()
            .filter(|name| !in_path(name) && Some(*name) != rest.version_field)
            .collect();
        operation["requestBody"] = json!({
            "required": true,
            "content": { "application/json": { "schema": {
                "type": "object", "properties": body, "required": required,
            } } },
        });
    }
    operation
}

fn answers(rest: Rest, described: &Described) -> (&'static str, Value) {
    let schema = serde_json::to_value((described.output)()).unwrap_or_default();
    if schema.get("type") == Some(&Value::String("null".to_owned()))
        || schema["default"].is_null() && schema == json!({"default": null})
    {
        return ("204", json!({ "description": "Done." }));
    }
    let status = if rest.method == Method::Post && !rest.path.ends_with('}') {
        "201"
    } else {
        "200"
    };
    (
        status,
        json!({ "description": "Done.", "content": { "application/json": { "schema": schema } } }),
    )
}

const fn open_to(access: Access) -> &'static str {
    match access {
        Access::Anyone => "everybody",
        Access::SignedIn => "everybody who has signed in",
        Access::AnyLeg => "members and managers of any department, and admins",
        Access::Managers => "managers and admins",
        Access::Admins => "admins",
        Access::System => "the product itself",
    }
}
