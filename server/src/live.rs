//! Live events to the browser, as server-sent events: that something happened, not what. Whoever is told reads again
//! by an operation, which decides what he may see. What a page knows from its beginning (the stages of the journey, the
//! organisation) cannot be read again by itself; an event of its own, `outdated`, says that it changed.

use std::{convert::Infallible, time::Duration};

use axum::{
    Extension,
    extract::State,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use engine::Caller;
use futures::StreamExt as _;
use model::{Actor, Failure};
use tokio_stream::wrappers::{BroadcastStream, errors::BroadcastStreamRecvError};

use crate::{problem::Problem, serve::Serving};

/// Facts that change what a page knows from its beginning.
const OUTDATE: [&str; 2] = ["agreement_in_force", "organisation_edited"];

/// The stream of events for one browser.
pub async fn stream(State(serving): State<Serving>, Extension(caller): Extension<Caller>) -> Response {
    if matches!(caller.actor, Actor::Anonymous) {
        return Problem(Failure::Unauthenticated).into_response();
    }
    let mut stopping = serving.stopping();
    let told = BroadcastStream::new(serving.engine().live.listen()).map(|told| {
        Ok::<_, Infallible>(match told {
            Ok(told) => {
                let event = if OUTDATE.contains(&told.kind.as_str()) {
                    Event::default().event("outdated")
                } else {
                    Event::default()
                };
                event
                    .json_data(serde_json::json!({ "account": told.account, "kind": told.kind }))
                    .unwrap_or_default()
            }
            // The browser fell behind; it reads everything again.
            Err(BroadcastStreamRecvError::Lagged(_)) => Event::default().data("{}"),
        })
    });
    let until = async move {
        let _ = stopping.wait_for(|stop| *stop).await;
    };
    Sse::new(told.take_until(until))
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
        .into_response()
}
