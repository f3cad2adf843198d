//! What every field has: a label above, a hint below, and the error beside what is wrong.

use leptos::prelude::*;

use crate::icon::Icon;

/// The id of a field's control. An error summary links to it, so it follows from the name alone, or from the form's
/// prefix where one page has several forms.
pub fn field_id(prefix: &str, name: &str) -> String {
    if prefix.is_empty() {
        name.to_owned()
    } else {
        [prefix, "-", name].concat()
    }
}

/// The ids that explain a control: its hint and, while there is one, its error.
pub(crate) fn described_by(
    id: &str,
    has_hint: bool,
    error: Signal<Option<String>>,
) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
    let id = id.to_owned();
    move || {
        let wrong = error.with(Option::is_some);
        match (has_hint, wrong) {
            (false, false) => None,
            (true, false) => Some([&id, "-hint"].concat()),
            (false, true) => Some([&id, "-error"].concat()),
            (true, true) => Some([&id, "-hint ", &id, "-error"].concat()),
        }
    }
}

/// `true` for assistive technology while there is an error.
pub(crate) fn invalid(
    error: Signal<Option<String>>,
) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + 'static {
    move || error.with(Option::is_some).then_some("true")
}

/// What is wrong with one field, in words that say how to put it right.
#[component]
pub fn FieldError(
    /// The id of the control; the error has this id with `-error`.
    #[prop(into)]
    id: String,
    /// The message, if there is one.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = [&id, "-error"].concat();
    move || {
        error.get().map(|message| {
            view! {
                <p class="error" id=id.clone()>
                    {Icon::Warning.small()}
                    <span>{message}</span>
                </p>
            }
        })
    }
}

/// Label, control, hint and error. The control is the child; it must carry the id and be described by `{id}-hint` and
/// `{id}-error`, as the inputs here do.
#[component]
pub fn Field(
    /// The id of the control.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// How to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// May be left empty; said after the label, because most fields are needed.
    #[prop(optional)]
    optional: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    framed(id, label, hint, error, optional, children().into_any())
}

/// The frame around a control; shared by the inputs, which know their id and hint already.
pub(crate) fn framed(
    id: String,
    label: String,
    hint: Option<String>,
    error: Signal<Option<String>>,
    optional: bool,
    control: AnyView,
) -> AnyView {
    let hint_id = [&id, "-hint"].concat();
    view! {
        <div class="field">
            <label for=id.clone()>{label} {optional.then(|| view! { <small class="muted">" optional"</small> })}</label>
            {control}
            {hint
                .map(|hint| {
                    view! {
                        <p class="hint" id=hint_id>
                            {hint}
                        </p>
                    }
                })}
            <FieldError id error />
        </div>
    }
    .into_any()
}
