//! Several lines of text: notes, reasons, statements.

use leptos::prelude::*;

use crate::field::{described_by, field_id, framed, invalid};

/// Several lines of text with their label, hint and error. Grows with what is written.
#[component]
pub fn TextArea(
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// Set before the name to make the id, where one page has several forms.
    #[prop(optional, into)]
    prefix: String,
    /// What stands in it.
    #[prop(optional, into)]
    value: Signal<String>,
    /// How to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Lines to begin with.
    #[prop(default = 3)]
    rows: u32,
    /// An example; never the only place where something is said.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// Must be answered.
    #[prop(optional)]
    required: bool,
    /// Says "optional" after the label.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let id = field_id(&prefix, &name);
    let control = view! {
        <textarea
            class="textarea"
            id=id.clone()
            name=name
            rows=rows.to_string()
            placeholder=placeholder
            aria-required=required.then_some("true")
            aria-invalid=invalid(error)
            aria-describedby=described_by(&id, hint.is_some(), error)
            prop:value=move || value.get()
        >
            {value.get_untracked()}
        </textarea>
    };
    framed(id, label, hint, error, optional, control.into_any())
}
