//! The one thing to do now, with its reason and its clock. Once on a page.

use leptos::prelude::*;

/// What should happen next and why.
#[component]
pub fn NextStep(
    /// What to do, as one sentence.
    #[prop(into)]
    lead: String,
    /// Why, in one or two sentences.
    #[prop(into)]
    reason: String,
    /// The clock of the promise behind it.
    #[prop(optional, into)]
    clock: Option<ViewFnOnce>,
    /// The receipt of the suggestion.
    #[prop(optional, into)]
    why: Option<ViewFnOnce>,
    /// The buttons, the primary one first.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="next-step" aria-label="Next step">
            {clock.map(ViewFnOnce::run)} <div class="grow">
                <p class="lead">{lead}</p>
                <p>{reason} " " {why.map(ViewFnOnce::run)}</p>
            </div> {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </section>
    }
}
