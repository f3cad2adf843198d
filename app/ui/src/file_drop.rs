//! Brings a file in: chosen or dropped. The whole ground is the browser's own file field, so dropping needs no script.

use leptos::prelude::*;

use crate::field::{FieldError, described_by, field_id, invalid};
use crate::icon::Icon;

/// A field for a file.
#[component]
pub fn FileDrop(
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// Set before the name to make the id, where one page has several forms.
    #[prop(optional, into)]
    prefix: String,
    /// Which files: kinds and the largest size.
    #[prop(into)]
    hint: String,
    /// Which files the browser offers, such as `.csv,.tsv,text/csv`.
    #[prop(optional, into)]
    accept: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = field_id(&prefix, &name);
    let hint_id = [&id, "-hint"].concat();
    view! {
        <div class="field">
            <div class="file-drop">
                {Icon::Upload.view()} <label for=id.clone()>{label}</label> <p class="hint" id=hint_id>
                    {hint}
                </p>
                <input
                    type="file"
                    id=id.clone()
                    name=name
                    accept=accept
                    aria-invalid=invalid(error)
                    aria-describedby=described_by(&id, true, error)
                />
            </div>
            <FieldError id error />
        </div>
    }
}
