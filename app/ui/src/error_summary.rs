//! What kept a form from being accepted, above it, each line a link to the field.

use leptos::prelude::*;

use crate::icon::Icon;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryLine {
    /// The id of the control; `None` when it concerns the form as a whole.
    pub field: Option<String>,
    /// What is wrong and how to put it right.
    pub message: String,
}

/// The list of what is wrong. Empty, it only keeps its place, so that it is announced when it fills.
#[component]
pub fn ErrorSummary(
    /// The id, to which the focus is moved after a refused form.
    #[prop(into)]
    id: String,
    /// What is wrong.
    #[prop(into)]
    errors: Signal<Vec<SummaryLine>>,
    /// The heading.
    #[prop(default = "This cannot be saved yet".to_owned(), into)]
    title: String,
) -> impl IntoView {
    view! {
        <div class="error-summary" id=id tabindex="-1" role="alert">
            {move || {
                let lines: Vec<_> = errors
                    .get()
                    .into_iter()
                    .map(|line| match line.field {
                        Some(field) => {
                            view! {
                                <li>
                                    <a href=["#", &field].concat()>{line.message}</a>
                                </li>
                            }
                                .into_any()
                        }
                        None => view! { <li>{line.message}</li> }.into_any(),
                    })
                    .collect();
                (!lines.is_empty())
                    .then(|| {
                        view! {
                            <div class="notice bad">
                                {Icon::Warning.view()} <div>
                                    <h2>{title.clone()}</h2>
                                    <ul>{lines}</ul>
                                </div>
                            </div>
                        }
                    })
            }}
        </div>
    }
}
