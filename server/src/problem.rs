//! A failure as an HTTP answer: a problem document (RFC 9457) for programs, a page for people.

use std::panic::AssertUnwindSafe;

use axum::{
    Json,
    body::to_bytes,
    extract::{Request, State},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use futures::FutureExt as _;
use http::{HeaderValue, StatusCode, header};
use model::Failure;
use serde_json::{Value, json};
use tower_http::request_id::RequestId;

use crate::serve::Serving;

/// A failure on its way out.
#[derive(Debug)]
pub struct Problem(pub Failure);

impl Problem {
    /// The database does not answer.
    pub fn unavailable(error: impl std::fmt::Display) -> Self {
        tracing::error!(%error, "the database does not answer");
        Self(Failure::Unavailable)
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut body = json!({
            "type": "about:blank",
            "title": ui::failure::title(&self.0),
            "status": status.as_u16(),
            "detail": ui::failure::sentence(&self.0),
        });
        if let (Some(body), Ok(failure)) = (body.as_object_mut(), serde_json::to_value(&self.0)) {
            body.insert("code".to_owned(), failure.get("kind").cloned().unwrap_or_default());
            match &self.0 {
                Failure::Invalid(errors) => {
                    let errors: serde_json::Map<_, _> = errors
                        .iter()
                        .map(|(field, complaint)| {
                            (
                                field.to_owned(),
                                json!({"code": complaint.to_string(), "detail": ui::failure::complaint(complaint)}),
                            )
                        })
                        .collect();
                    body.insert("errors".to_owned(), errors.into());
                }
                _ => {
                    if let Some(detail) = failure.get("detail") {
                        body.insert("about".to_owned(), detail.clone());
                    }
                }
            }
        }
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(DOCUMENT));
        if let Failure::TooMany { retry_after } = self.0 {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
        }
        if self.0 == Failure::Unauthenticated {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

const DOCUMENT: &str = "application/problem+json";

/// Answers a request whose handler panicked; the log tells what broke under the same reference.
pub async fn catch_panic(request: Request, next: Next) -> Response {
    let reference = request
        .extensions()
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok())
        .unwrap_or_default()
        .to_owned();
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => in_words(response),
        Err(panic) => {
            let said = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("no message");
            tracing::error!(request = reference, panic = said, "a request panicked");
            Problem(Failure::Internal { reference }).into_response()
        }
    }
}

/// What the framework refuses before any handler runs it says without our words, or without any.
fn in_words(response: Response) -> Response {
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE);
    let silent = kind.is_none() && (status.is_client_error() || status.is_server_error());
    let of_framework = matches!(status.as_u16(), 400 | 405 | 413 | 415)
        && kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let Some((title, detail)) = ui::failure::of_status(status.as_u16()).filter(|_| silent || of_framework) else {
        return response;
    };
    let body = json!({
        "type": "about:blank",
        "title": title,
        "status": status.as_u16(),
        "detail": detail,
        "code": "not_read",
    });
    let mut told = (status, Json(body)).into_response();
    let kind = HeaderValue::from_static(DOCUMENT);
    told.headers_mut().insert(header::CONTENT_TYPE, kind);
    if let Some(allowed) = response.headers().get(header::ALLOW) {
        told.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    told
}

/// Turns a problem document into a page for whoever asked for one. It needs neither scripts nor the database.
pub async fn for_people(State(serving): State<Serving>, request: Request, next: Next) -> Response {
    let wants_page = request
        .headers()
        .get(header::ACCEPT)
        .is_some_and(|accepted| accepted.as_bytes().starts_with(b"text/html"));
    let response = next.run(request).await;
    let is_problem = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == DOCUMENT);
    if !(wants_page && is_problem) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let document: Value = to_bytes(body, 64 * 1024)
        .await
        .ok()
        .and_then(|body| serde_json::from_slice(&body).ok())
        .unwrap_or_default();
    let text = |name: &str| {
        escaped(
            document
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or("Something went wrong"),
        )
    };
    let (title, detail) = (text("title"), text("detail"));
    let css = escaped(&serving.site().manifest().css);
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} · Tridem</title>\
         <link rel=\"stylesheet\" href=\"{css}\"></head><body><main class=\"error-page\" id=\"main\"><h1>{title}</h1>\
         <p>{detail}</p><p><a href=\"/\">Go to the start</a></p></main></body></html>"
    );
    for stale in [header::CONTENT_TYPE, header::CONTENT_LENGTH] {
        parts.headers.remove(stale);
    }
    parts.headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; style-src 'self'; font-src 'self'; frame-ancestors 'none'"),
    );
    (parts, Html(page)).into_response()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
