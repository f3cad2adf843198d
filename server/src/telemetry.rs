//! What the process tells about itself: the log on standard error, counters for collectors. Neither bodies nor query
//! strings nor the ends of signed links are in it, since all of them may hold secrets.

use std::{sync::LazyLock, time::Instant};

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use model::platform::links::path_without_secret;
use tower_http::request_id::RequestId;
use tracing_subscriber::EnvFilter;

use crate::configuration::LogFormat;

/// Begins to write the log.
pub fn start_log(format: LogFormat) {
    let filter = EnvFilter::try_from_env("TRIDEM_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false);
    // A second start in one process, as in tests, keeps the first log.
    drop(match format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    });
}

/// Begins to count. All servers of one process, as in tests, count together.
pub fn start_metrics() -> PrometheusHandle {
    static COUNTERS: LazyLock<PrometheusHandle> = LazyLock::new(count);
    COUNTERS.clone()
}

fn count() -> PrometheusHandle {
    const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0];
    let builder = PrometheusBuilder::new();
    let builder = match builder.set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS) {
        Ok(builder) => builder,
        Err(_) => PrometheusBuilder::new(),
    };
    let recorder = builder.build_recorder();
    let handle = recorder.handle();
    drop(metrics::set_global_recorder(recorder));
    handle
}

/// One line per request, and its counters.
pub async fn access_log(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let path = path_without_secret(request.uri().path()).to_owned();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "page".to_owned(), |route| route.as_str().to_owned());
    let reference = request
        .extensions()
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let response = next.run(request).await;
    let took = started.elapsed();
    let status = response.status().as_u16();
    tracing::info!(request = reference, %method, path, status, ms = took.as_secs_f64() * 1_000.0, "answered");
    let labels = [
        ("route", route),
        ("method", method.to_string()),
        ("status", status.to_string()),
    ];
    metrics::counter!("tridem_requests_total", &labels).increment(1);
    let [route, ..] = labels;
    metrics::histogram!("tridem_request_seconds", &[route]).record(took.as_secs_f64());
    response
}
