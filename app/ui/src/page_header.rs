//! What a page is, and what can be done with it.

use leptos::prelude::*;

/// The heading of a page.
#[component]
pub fn PageHeader(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Beside the heading: a badge, a version.
    #[prop(optional, into)]
    beside: Option<ViewFnOnce>,
    /// Below it: what the page says, in one or two sentences.
    #[prop(optional, into)]
    lead: Option<String>,
    /// Buttons; at most one primary.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-head">
            <h1>{move || title.get()}</h1>
            {beside.map(ViewFnOnce::run)}
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
            {lead.map(|lead| view! { <p>{lead}</p> })}
        </header>
    }
}
