//! Keys to press.

use leptos::prelude::*;

/// Keys, one after the other: `g j`, `Ctrl K`.
#[component]
pub fn Kbd(
    /// The keys, parted by spaces.
    #[prop(into)]
    keys: String,
) -> impl IntoView {
    let keys: Vec<_> = keys
        .split(' ')
        .map(|key| view! { <kbd>{key.to_owned()}</kbd> })
        .collect();
    view! { <span class="keys">{keys}</span> }
}
