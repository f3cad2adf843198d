//! A failure as an HTTP answer: a problem document (RFC 9457) for programs.

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use model::Failure;
use serde_json::json;

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
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Failure::TooMany { retry_after } = self.0 {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
        }
        if self.0 == Failure::Unauthenticated {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
