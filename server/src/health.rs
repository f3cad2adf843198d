//! Whether the process lives, whether it can serve, and how it is doing.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header};

use crate::serve::Serving;

/// The process lives.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers and its tables are up to date.
pub async fn readyz(State(serving): State<Serving>) -> Response {
    let store = &serving.engine().store;
    match store.ping().await {
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
        Ok(()) => match store.pending_migrations().await {
            Ok(0) => "ready\n".into_response(),
            _ => (
                StatusCode::SERVICE_UNAVAILABLE,
                "the tables are not up to date: run tridem migrate\n",
            )
                .into_response(),
        },
    }
}

/// Counters in the text format of Prometheus.
pub async fn metrics(State(serving): State<Serving>) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], serving.metrics()).into_response()
}
