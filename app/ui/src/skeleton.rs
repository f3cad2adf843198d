//! The place of rows that are on their way. Shown only after 150 ms.

use leptos::prelude::*;

/// Grey lines where text will be.
#[component]
pub fn Skeleton(
    /// How many lines.
    #[prop(default = 3)]
    lines: usize,
    /// What is loading.
    #[prop(default = "Loading".to_owned(), into)]
    label: String,
) -> impl IntoView {
    let lines: Vec<_> = (0..lines).map(|_| view! { <span class="skeleton"></span> }).collect();
    view! {
        <div class="skeletons" role="status" aria-busy="true" aria-label=label>
            {lines}
        </div>
    }
}
