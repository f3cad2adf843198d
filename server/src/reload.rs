//! For development: pages load themselves again when the site or the server was built anew.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::State,
    response::sse::{Event, Sse},
};
use futures::Stream;

use crate::{serve::Serving, site::Site};

/// Tells which build runs: once when the page connects, and again whenever it changes.
pub async fn stream(State(serving): State<Serving>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    const LOOK_AGAIN: Duration = Duration::from_millis(300);
    let builds = futures::stream::unfold((serving, String::new()), async move |(serving, told)| {
        loop {
            let folder = serving.site().folder().to_owned();
            if let Ok(site) = Site::open(&folder)
                && site.manifest() != serving.site().manifest()
            {
                serving.take_site(site);
            }
            let site = serving.site();
            let build = format!(
                "{} {} {}",
                serving.engine().live.process(),
                site.manifest().wasm,
                site.manifest().css
            );
            if build != told {
                return Some((Ok(Event::default().data(build.clone())), (serving, build)));
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    });
    Sse::new(builds)
}
