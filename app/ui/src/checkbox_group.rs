//! Any number of answers out of a few, all in sight.

use leptos::prelude::*;

use crate::class_list::{classes, when};
use crate::field::{FieldError, described_by, field_id, invalid};
use crate::select::Choice;

/// Several answers under one question; the form sends the name once for each.
#[component]
pub fn CheckboxGroup(
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// The answers.
    choices: Vec<Choice>,
    /// Set before the name to make the ids, where one page has several forms.
    #[prop(optional, into)]
    prefix: String,
    /// The values that are chosen.
    #[prop(optional, into)]
    values: Signal<Vec<String>>,
    /// How to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The answers beside each other instead of below.
    #[prop(optional)]
    inline: bool,
) -> impl IntoView {
    let id = field_id(&prefix, &name);
    let hint_id = [&id, "-hint"].concat();
    let described = described_by(&id, hint.is_some(), error);
    let answers: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(place, choice)| {
            // The first answer carries the id, so that an error summary leads to where one can answer.
            let own_id = if place == 0 {
                id.clone()
            } else {
                [&id, "-", &choice.value].concat()
            };
            let own = choice.value.clone();
            let chosen = move || values.with(|values| values.contains(&own));
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        id=own_id
                        name=name.clone()
                        value=choice.value
                        checked=chosen.clone()
                        prop:checked=chosen
                        aria-invalid=invalid(error)
                    />
                    <span>{choice.label}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="field" aria-describedby=described>
            <legend>{label}</legend>
            {hint
                .map(|hint| {
                    view! {
                        <p class="hint" id=hint_id>
                            {hint}
                        </p>
                    }
                })}
            <div class=classes(&["choices", when(inline, "inline")])>{answers}</div>
            <FieldError id error />
        </fieldset>
    }
}
