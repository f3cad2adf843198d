//! One line of text: names, addresses, amounts, passwords.

use leptos::prelude::*;

use crate::field::{described_by, field_id, framed, invalid};

/// One line of text with its label, hint and error.
#[component]
pub fn TextInput(
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
    /// `text`, `email`, `password`, `number`, `search`, `tel` or `url`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in, in HTML's words.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Which keyboard a phone shows: `decimal`, `numeric`, `email`.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// An example; never the only place where something is said.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// Id of a `<datalist>` with answers to offer.
    #[prop(optional, into)]
    list: Option<String>,
    /// Must be answered. Told to screen readers; the operation checks it.
    #[prop(optional)]
    required: bool,
    /// Says "optional" after the label.
    #[prop(optional)]
    optional: bool,
    /// Shown, not to be changed; say why in the hint.
    #[prop(optional)]
    readonly: bool,
    /// Not part of the form at present.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = field_id(&prefix, &name);
    let control = view! {
        <input
            class="input"
            id=id.clone()
            name=name
            type=kind
            value=move || value.get()
            prop:value=move || value.get()
            autocomplete=autocomplete
            inputmode=inputmode
            placeholder=placeholder
            list=list
            readonly=readonly
            disabled=move || disabled.get()
            aria-required=required.then_some("true")
            aria-invalid=invalid(error)
            aria-describedby=described_by(&id, hint.is_some(), error)
        />
    };
    framed(id, label, hint, error, optional, control.into_any())
}
