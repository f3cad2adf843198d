//! The steps of a longer task, such as an import.

use leptos::prelude::*;

use crate::icon::Icon;

/// Where a person is in a task of several steps.
#[component]
pub fn Stepper(
    /// What the task is, said to screen readers.
    #[prop(into)]
    label: String,
    /// The steps' names, with the address of those one may go back to.
    steps: Vec<(String, Option<String>)>,
    /// The step at present, from 0.
    current: usize,
) -> impl IntoView {
    let steps: Vec<_> = steps
        .into_iter()
        .enumerate()
        .map(|(place, (name, href))| {
            let done = place < current;
            let number = (place + 1).to_string();
            let content = view! {
                <i aria-hidden="true">
                    {if done { Icon::Check.small() } else { number.into_any() }}
                </i>
                <span>{name}</span>
                {done.then(|| view! { <span class="visually-hidden">", done"</span> })}
            };
            let class = if done { "done" } else { "" };
            view! {
                <li class=class aria-current=(place == current).then_some("step")>
                    {match href {
                        Some(href) if done => view! { <a href=href>{content}</a> }.into_any(),
                        _ => view! { <span>{content}</span> }.into_any(),
                    }}
                </li>
            }
        })
        .collect();
    view! {
        <ol class="stepper" aria-label=label>
            {steps}
        </ol>
    }
}
