//! Facts of a record as names and values.

use leptos::prelude::*;

/// A list of facts; holds [`Fact`]s.
#[component]
pub fn Facts(
    /// The facts.
    children: Children,
) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// One fact: its name and its value.
#[component]
pub fn Fact(
    /// The name.
    #[prop(into)]
    label: String,
    /// Who says so and when; set apart from the value.
    #[prop(optional, into)]
    source: Option<String>,
    /// The value.
    children: Children,
) -> impl IntoView {
    view! {
        <dt>{label}</dt>
        <dd>
            {children()} {source.map(|source| view! { <span class="muted">{[" · ", &source].concat()}</span> })}
        </dd>
    }
}
