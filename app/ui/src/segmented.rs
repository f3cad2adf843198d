//! Two to four exclusive ways to look at the same rows.

use leptos::prelude::*;

use crate::field::field_id;
use crate::select::Choice;
use crate::tabs::Tab;

/// Ways to look as links.
#[component]
pub fn Segmented(
    /// What is chosen, said to screen readers.
    #[prop(into)]
    label: String,
    /// The ways; counts are not shown.
    options: Vec<Tab>,
) -> impl IntoView {
    let links: Vec<_> = options
        .into_iter()
        .map(|option| {
            view! {
                <a href=option.href aria-current=option.current.then_some("true")>
                    {option.label}
                </a>
            }
        })
        .collect();
    view! {
        <div class="segmented" role="group" aria-label=label>
            {links}
        </div>
    }
}

/// Ways to look as a field of a form.
#[component]
pub fn SegmentedField(
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// What is chosen, said to screen readers.
    #[prop(into)]
    label: String,
    /// The ways.
    choices: Vec<Choice>,
    /// Set before the name to make the ids, where one page has several forms.
    #[prop(optional, into)]
    prefix: String,
    /// The value that is chosen.
    #[prop(optional, into)]
    value: Signal<String>,
) -> impl IntoView {
    let id = field_id(&prefix, &name);
    let radios: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let own = choice.value.clone();
            let chosen = move || value.with(|value| *value == own);
            view! {
                <label>
                    <input
                        type="radio"
                        id=[&id, "-", &choice.value].concat()
                        name=name.clone()
                        value=choice.value
                        checked=chosen.clone()
                        prop:checked=chosen
                    />
                    {choice.label}
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="segmented" id=id>
            <legend class="visually-hidden">{label}</legend>
            {radios}
        </fieldset>
    }
}
