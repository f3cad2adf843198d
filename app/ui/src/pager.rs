//! The way to the next rows of a list. There are no page numbers: lists go on where they stopped.

use leptos::prelude::*;

/// How much is shown, and the link to more.
#[component]
pub fn Pager(
    /// What is shown, such as `50 of 1,284 accounts`.
    #[prop(into)]
    shown: String,
    /// The address of the next rows; `None` when all are shown.
    #[prop(default = None, into)]
    next: Option<String>,
    /// The address of the first rows, when these are not the first.
    #[prop(default = None, into)]
    first: Option<String>,
    /// Shows the next rows below these instead of leading to them, where scripts run.
    #[prop(default = None, into)]
    grow: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <nav class="pager" aria-label="More rows">
            <span class="muted" role="status">
                {shown}
            </span>
            {first
                .map(|href| {
                    view! {
                        <a class="button quiet small" href=href>
                            "Back to the start"
                        </a>
                    }
                })}
            {next
                .map(|href| {
                    view! {
                        <a
                            class="button small"
                            href=href
                            rel="next"
                            on:click=move |event| {
                                if let Some(grow) = grow {
                                    event.prevent_default();
                                    grow.run(());
                                }
                            }
                        >
                            "Show more"
                        </a>
                    }
                })}
        </nav>
    }
}
