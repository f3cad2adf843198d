//! Yes or no.

use leptos::prelude::*;

use crate::field::{FieldError, described_by, field_id, invalid};

/// A statement that holds or not.
#[component]
pub fn Checkbox(
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// The statement.
    #[prop(into)]
    label: String,
    /// What the form sends when it holds.
    #[prop(default = "true".to_owned(), into)]
    value: String,
    /// Set before the name to make the id, where one page has several forms.
    #[prop(optional, into)]
    prefix: String,
    /// Whether it holds.
    #[prop(optional, into)]
    checked: Signal<bool>,
    /// What follows from it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Not part of the form at present.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = field_id(&prefix, &name);
    let hint_id = [&id, "-hint"].concat();
    view! {
        <div class="field">
            <label class="check">
                <input
                    type="checkbox"
                    id=id.clone()
                    name=name
                    value=value
                    checked=move || checked.get()
                    prop:checked=move || checked.get()
                    disabled=move || disabled.get()
                    aria-invalid=invalid(error)
                    aria-describedby=described_by(&id, hint.is_some(), error)
                />
                <span>{label}</span>
            </label>
            {hint
                .map(|hint| {
                    view! {
                        <p class="hint under-check" id=hint_id>
                            {hint}
                        </p>
                    }
                })}
            <FieldError id error />
        </div>
    }
}
