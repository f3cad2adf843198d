//! Few large figures, each with what it is measured against.

use leptos::prelude::*;

use crate::class_list::classes;
use crate::tone::Tone;

/// A row of figures; four stand beside each other on a wide screen.
#[component]
pub fn Figures(
    /// What they are, said to screen readers.
    #[prop(into)]
    label: String,
    /// [`Figure`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="figures" aria-label=label>
            {children()}
        </section>
    }
}

/// One figure.
#[component]
pub fn Figure(
    /// What is counted.
    #[prop(into)]
    title: String,
    /// The value: a receipt, so that it opens its rows.
    #[prop(optional, into)]
    value: Option<ViewFnOnce>,
    /// Instead of a value: which condition is missing.
    #[prop(optional, into)]
    missing: Option<String>,
    /// The change to before, with what the change means.
    #[prop(optional)]
    delta: Option<(Tone, String)>,
    /// The way it went: a sparkline.
    #[prop(optional, into)]
    way: Option<ViewFnOnce>,
    /// Against what: names and values, target first, then the outer reference.
    #[prop(optional)]
    against: Vec<(String, String)>,
) -> impl IntoView {
    let against: Vec<_> = against
        .into_iter()
        .map(|(name, value)| {
            view! {
                <dt>{name}</dt>
                <dd>{value}</dd>
            }
        })
        .collect();
    view! {
        <article>
            <h2>{title}</h2>
            <div class="value">
                {value.map(ViewFnOnce::run)}
                {delta.map(|(tone, words)| view! { <span class=classes(&["delta", tone.class()])>{words}</span> })}
            </div>
            {missing.map(|missing| view! { <p class="missing">{missing}</p> })}
            {way.map(ViewFnOnce::run)}
            {(!against.is_empty()).then(|| view! { <dl>{against}</dl> })}
        </article>
    }
}
