//! The page that stands where another one cannot: not found, not allowed, broken.

use leptos::prelude::*;

/// What went wrong, and the way out.
#[component]
pub fn ErrorPage(
    /// What happened, in plain words: `This page does not exist`.
    #[prop(into)]
    title: String,
    /// What it means and what one can do.
    #[prop(into)]
    text: String,
    /// The number by which support finds it in the log.
    #[prop(optional, into)]
    reference: Option<String>,
    /// The ways out, as buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="error-page">
            // Three legs, one of them gone: the sign of a page that cannot stand.
            <svg class="brand-mark" viewBox="0 0 26 20" aria-hidden="true">
                <circle class="marketing" cx="4.5" cy="14.5" r="3.5"></circle>
                <rect class="missing" x="9.7" y="11" width="6.8" height="6.8" rx="1"></rect>
                <path class="service" d="M18.5 11h6v3.2c0 2.3-1.3 3.8-3 3.8s-3-1.5-3-3.8z"></path>
                <path class="line" d="M4.5 8.5 7 3.5h12l2.5 5"></path>
            </svg>
            <h1>{title}</h1>
            <p>{text}</p>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
            {reference
                .map(|reference| {
                    view! {
                        <p class="muted reference">
                            "If you report it, name " <code>{reference}</code>
                        </p>
                    }
                })}
        </div>
    }
}
