//! The REST API: one route per operation that has a place there. Reads take their input from path and query, commands
//! from path and JSON body; `If-Match` fills the version that a command checks.

use axum::{
    Extension, Router,
    body::Bytes,
    extract::{RawPathParams, RawQuery, State},
    response::{IntoResponse, Response},
    routing::{MethodRouter, delete, get, patch, post},
};
use engine::Caller;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use model::{Complaint, Failure, FieldErrors, Rest, operation::Method};
use serde_json::Value;

use crate::{
    dispatch::{Anything, Dispatcher, Entry},
    problem::Problem,
    serve::Serving,
};

pub mod openapi;

/// The routes of all operations that have a place in the REST API.
pub fn routes(dispatcher: &Dispatcher) -> Router<Serving> {
    let mut routes = Router::new().route("/openapi.json", get(openapi::document));
    for entry in dispatcher.entries() {
        if let Some(rest) = entry.rest {
            routes = routes.route(rest.path, route(entry.name, rest));
        }
    }
    routes.fallback(|| async { Problem(Failure::NotFound) })
}

fn route(name: &'static str, rest: Rest) -> MethodRouter<Serving> {
    let handler = async move |State(serving): State<Serving>,
                              Extension(caller): Extension<Caller>,
                              path: RawPathParams,
                              RawQuery(query): RawQuery,
                              headers: HeaderMap,
                              body: Bytes| {
        let dispatcher = serving.dispatcher().clone();
        let Some(entry) = dispatcher.named(name) else {
            return Problem(Failure::NotFound).into_response();
        };
        let path: Vec<(String, String)> = path
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let read = match rest.method {
            Method::Get => read_query(entry, path, query.as_deref()),
            Method::Post | Method::Patch | Method::Delete => read_body(entry, rest, path, &headers, &body),
        };
        let outcome = match read {
            Ok(operation) => dispatcher.run(entry, caller, operation).await,
            Err(errors) => Err(errors.into()),
        };
        answer(entry, rest, outcome)
    };
    match rest.method {
        Method::Get => get(handler),
        Method::Post => post(handler),
        Method::Patch => patch(handler),
        Method::Delete => delete(handler),
    }
}

fn read_query(entry: &Entry, path: Vec<(String, String)>, query: Option<&str>) -> Result<Anything, FieldErrors> {
    let query: Vec<(String, String)> =
        serde_html_form::from_str(query.unwrap_or_default()).or(Err(FieldErrors::of("", Complaint::Malformed)))?;
    let pairs: Vec<_> = path
        .into_iter()
        .chain(query.into_iter().filter(|(_, value)| !value.is_empty()))
        .collect();
    (entry.from_pairs)(&pairs)
}

fn read_body(
    entry: &Entry,
    rest: Rest,
    path: Vec<(String, String)>,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Anything, FieldErrors> {
    let malformed = || FieldErrors::of("", Complaint::Malformed);
    let mut input = if body.is_empty() {
        serde_json::Map::new()
    } else {
        match serde_json::from_slice(body) {
            Ok(Value::Object(input)) => input,
            _ => return Err(malformed()),
        }
    };
    for (name, value) in path {
        input.insert(name, Value::String(value));
    }
    if let (Some(field), Some(seen)) = (rest.version_field, headers.get(header::IF_MATCH)) {
        let version = seen
            .to_str()
            .ok()
            .and_then(|seen| seen.trim_matches('"').parse::<i32>().ok());
        let version = version.ok_or_else(|| FieldErrors::of(field, Complaint::NotANumber))?;
        input.insert(field.to_owned(), version.into());
    }
    (entry.from_json)(Value::Object(input))
}

fn answer(entry: &Entry, rest: Rest, outcome: Result<crate::dispatch::Ran, Failure>) -> Response {
    let ran = match outcome {
        Ok(ran) => ran,
        Err(failure) => return Problem(failure).into_response(),
    };
    match (entry.to_json)(&*ran.output) {
        Ok(json) if json == b"null" => StatusCode::NO_CONTENT.into_response(),
        Ok(json) => {
            let created = rest.method == Method::Post && !rest.path.ends_with('}');
            let status = if created { StatusCode::CREATED } else { StatusCode::OK };
            (
                status,
                [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))],
                json,
            )
                .into_response()
        }
        Err(error) => {
            tracing::error!(operation = entry.name, %error, "an answer cannot be written");
            Problem(Failure::Internal {
                reference: entry.name.to_owned(),
            })
            .into_response()
        }
    }
}
