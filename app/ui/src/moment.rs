//! A moment as the reader says it.

use chrono::{DateTime, SecondsFormat, Utc};
use leptos::prelude::*;
use model::values::zone;

use crate::{page::use_viewer, when::When};

/// A moment in the words, the zone and the order of whoever looks at the page.
#[component]
pub fn Moment(
    /// When.
    at: DateTime<Utc>,
) -> impl IntoView {
    use_viewer().with_value(|viewer| {
        view! {
            <When
                text=zone::said(at, viewer.now, &viewer.zone, viewer.locale)
                exact=zone::exact(at, &viewer.zone, viewer.locale)
                instant=at.to_rfc3339_opts(SecondsFormat::Secs, true)
            />
        }
    })
}
