//! A list without rows: what would fill it, and the way there.

use leptos::prelude::*;

use crate::icon::Icon;

/// Instead of an empty list.
#[component]
pub fn Empty(
    /// What the rows would be.
    icon: Icon,
    /// What is not there yet.
    #[prop(into)]
    title: String,
    /// What would fill it.
    #[prop(into)]
    text: String,
    /// Buttons that do so.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            {icon.view()} <h3>{title}</h3> <p>{text}</p>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
}
