//! A moment as people say it, with the exact time on hover.

use leptos::prelude::*;

/// A moment in time.
#[component]
pub fn When(
    /// As people say it: `today 13:05`, `3 days ago`.
    #[prop(into)]
    text: String,
    /// Exactly, in the person's time zone.
    #[prop(into)]
    exact: String,
    /// For machines: `2026-11-17T12:05:00Z`.
    #[prop(into)]
    instant: String,
) -> impl IntoView {
    view! {
        <time datetime=instant title=exact>
            {text}
        </time>
    }
}
