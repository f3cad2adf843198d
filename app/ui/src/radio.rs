//! One answer out of a few, all in sight.

use leptos::prelude::*;

use crate::class_list::{classes, when};
use crate::field::{FieldError, described_by, field_id, invalid};

/// One answer of a radio group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RadioChoice {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub label: String,
    /// What follows from it.
    pub hint: Option<String>,
}

impl RadioChoice {
    /// An answer without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
        }
    }

    /// The same answer, explained.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A few answers under one question.
#[component]
pub fn RadioGroup(
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// The answers.
    choices: Vec<RadioChoice>,
    /// Set before the name to make the id, where one page has several forms.
    #[prop(optional, into)]
    prefix: String,
    /// The value that is chosen.
    #[prop(optional, into)]
    value: Signal<String>,
    /// How to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The answers beside each other instead of below.
    #[prop(optional)]
    inline: bool,
    /// Must be answered.
    #[prop(optional)]
    required: bool,
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
            let chosen = move || value.with(|value| *value == own);
            view! {
                <label class="check">
                    <input
                        type="radio"
                        id=own_id
                        name=name.clone()
                        value=choice.value
                        checked=chosen.clone()
                        prop:checked=chosen
                    />
                    <span>
                        {choice.label} {choice.hint.map(|hint| view! { <small class="muted">{hint}</small> })}
                    </span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset
            class="field"
            role="radiogroup"
            aria-required=required.then_some("true")
            aria-invalid=invalid(error)
            aria-describedby=described
        >
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
