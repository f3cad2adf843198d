//! One answer out of a list that is too long for radio buttons.

use leptos::prelude::*;

use crate::field::{described_by, field_id, framed, invalid};

/// One possible answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub label: String,
}

impl Choice {
    /// An answer with what is sent and what is read.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// A list to choose from, with its label, hint and error.
#[component]
pub fn Select(
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// The possible answers.
    choices: Vec<Choice>,
    /// Set before the name to make the id, where one page has several forms.
    #[prop(optional, into)]
    prefix: String,
    /// The value that is chosen.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Words for no answer; without them there is always one.
    #[prop(optional, into)]
    empty: Option<String>,
    /// How to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Must be answered.
    #[prop(optional)]
    required: bool,
    /// Says "optional" after the label.
    #[prop(optional)]
    optional: bool,
    /// Not part of the form at present.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = field_id(&prefix, &name);
    let options: Vec<_> = empty
        .map(|label| Choice::new("", label))
        .into_iter()
        .chain(choices)
        .map(|choice| {
            let own = choice.value.clone();
            view! {
                <option value=choice.value selected=move || value.with(|value| *value == own)>
                    {choice.label}
                </option>
            }
        })
        .collect();
    let control = view! {
        <select
            class="select"
            id=id.clone()
            name=name
            disabled=move || disabled.get()
            aria-required=required.then_some("true")
            aria-invalid=invalid(error)
            aria-describedby=described_by(&id, hint.is_some(), error)
        >
            {options}
        </select>
    };
    framed(id, label, hint, error, optional, control.into_any())
}
