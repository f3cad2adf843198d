//! Where a person writes down what was said or done: a note, a call, a meeting.

use leptos::prelude::*;

use crate::field::{FieldError, described_by, field_id, invalid};
use crate::icon::Icon;

/// What can be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComposerKind {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub label: String,
    /// The sign beside it.
    pub icon: Icon,
}

impl ComposerKind {
    /// Note, call and meeting, as the timeline takes them.
    pub fn usual() -> Vec<Self> {
        [
            ("note", "Note", Icon::Note),
            ("call", "Call", Icon::Phone),
            ("meeting", "Meeting", Icon::Meeting),
        ]
        .map(|(value, label, icon)| Self {
            value: value.to_owned(),
            label: label.to_owned(),
            icon,
        })
        .into()
    }
}

/// The fields of the composer. Stands in a form; further fields and the button that sends it are the children.
#[component]
pub fn Composer(
    /// The field that holds the kind.
    #[prop(default = "kind".to_owned(), into)]
    kind_name: String,
    /// The field that holds the text.
    #[prop(default = "text".to_owned(), into)]
    text_name: String,
    /// Set before the names to make the ids.
    #[prop(default = "composer".to_owned(), into)]
    prefix: String,
    /// What can be written down.
    #[prop(default = ComposerKind::usual())]
    kinds: Vec<ComposerKind>,
    /// The kind that is chosen.
    #[prop(optional, into)]
    kind: Signal<String>,
    /// What is written so far.
    #[prop(optional, into)]
    text: Signal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The question in the empty field.
    #[prop(default = "What did you do or hear?".to_owned(), into)]
    placeholder: String,
    /// Further fields and the button.
    children: Children,
) -> impl IntoView {
    let id = field_id(&prefix, &text_name);
    let kinds: Vec<_> = kinds
        .into_iter()
        .map(|choice| {
            let own = choice.value.clone();
            let chosen = move || kind.with(|kind| *kind == own);
            view! {
                <label>
                    <input
                        type="radio"
                        name=kind_name.clone()
                        value=choice.value
                        checked=chosen.clone()
                        prop:checked=chosen
                    />
                    {choice.icon.small()}
                    {choice.label}
                </label>
            }
        })
        .collect();
    view! {
        <div class="composer">
            <fieldset class="composer-kinds">
                <legend class="visually-hidden">"What it is"</legend>
                {kinds}
            </fieldset>
            <textarea
                id=id.clone()
                name=text_name
                rows="2"
                placeholder=placeholder.clone()
                aria-label=placeholder
                aria-invalid=invalid(error)
                aria-describedby=described_by(&id, false, error)
                prop:value=move || text.get()
            >
                {text.get_untracked()}
            </textarea>
            <FieldError id error />
            <div class="composer-foot">{children()}</div>
        </div>
    }
}
