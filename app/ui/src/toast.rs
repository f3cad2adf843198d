//! Something was done and can be taken back.

use leptos::prelude::*;

/// The corner in which toasts appear. Once on a page; what appears in it is read out.
#[component]
pub fn ToastRegion(
    /// The toasts at present.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="toast-region" role="status" aria-live="polite" aria-label="Messages">
            {children.map(|children| children())}
        </div>
    }
}

/// What was done, with the way back.
#[component]
pub fn Toast(
    /// What was done, or why it was not.
    #[prop(into)]
    text: String,
    /// A small button: undo, or what would make it possible.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="toast">
            <span>{text}</span>
            {children.map(|children| children())}
        </div>
    }
}
