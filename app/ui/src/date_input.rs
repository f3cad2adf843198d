//! A day, or a day and a time, with the browser's own calendar.

use leptos::prelude::*;

use crate::field::{described_by, field_id, framed, invalid};

/// A date with its label, hint and error. Values are `2026-12-18`, with a time `2026-12-18T15:30`.
#[component]
pub fn DateInput(
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// Set before the name to make the id, where one page has several forms.
    #[prop(optional, into)]
    prefix: String,
    /// The day that stands in it.
    #[prop(optional, into)]
    value: Signal<String>,
    /// How to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The first day that is possible.
    #[prop(optional, into)]
    min: Option<String>,
    /// The last day that is possible.
    #[prop(optional, into)]
    max: Option<String>,
    /// Asks for the time of day too.
    #[prop(optional)]
    with_time: bool,
    /// Must be answered.
    #[prop(optional)]
    required: bool,
    /// Says "optional" after the label.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let id = field_id(&prefix, &name);
    let control = view! {
        <input
            class="input date"
            id=id.clone()
            name=name
            type=if with_time { "datetime-local" } else { "date" }
            value=move || value.get()
            prop:value=move || value.get()
            min=min
            max=max
            aria-required=required.then_some("true")
            aria-invalid=invalid(error)
            aria-describedby=described_by(&id, hint.is_some(), error)
        />
    };
    framed(id, label, hint, error, optional, control.into_any())
}
