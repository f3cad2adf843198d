//! Filters that read like a sentence: "Accounts whose stage is late and whose deal is open". Each chip opens on its own
//! controls and belongs to one GET form, so that the address reproduces the view and no script is needed.

use leptos::prelude::*;

use crate::button::{Button, ButtonKind};
use crate::class_list::{classes, when};
use crate::icon::Icon;

/// The sentence. Words between the chips are plain text; the children stand in a GET form.
#[component]
pub fn FilterSentence(
    /// The address of the list.
    #[prop(into)]
    action: String,
    /// What is filtered, said to screen readers.
    #[prop(into)]
    label: String,
    /// Words and chips.
    children: Children,
) -> impl IntoView {
    view! {
        <form class="sentence" method="get" action=action role="search" aria-label=label>
            {children()}
        </form>
    }
}

/// One condition of the sentence. Opens on its controls, which send the whole sentence.
#[component]
pub fn FilterChip(
    /// What is looked at, such as `stage`.
    #[prop(into)]
    subject: String,
    /// How, such as `is`.
    #[prop(optional, into)]
    verb: String,
    /// What it must be, such as `middle or late`.
    #[prop(optional, into)]
    value: String,
    /// Set by this person, not the view's own.
    #[prop(optional)]
    on: bool,
    /// Adds a condition instead of showing one: the dashed chip at the end.
    #[prop(optional)]
    add: bool,
    /// The address of the list without this condition.
    #[prop(default = None, into)]
    without: Option<String>,
    /// The controls of the condition.
    children: Children,
) -> impl IntoView {
    let said = subject.clone();
    view! {
        // One name for all chips: opening one closes the other.
        <details class="chip-holder" name="filter">
            <summary class=classes(&["chip", when(on, "is-on"), when(add, "add")])>
                {add.then(|| Icon::Plus.small())} <b>{subject}</b>
                {(!verb.is_empty()).then(|| view! { <span>{verb}</span> })}
                {(!value.is_empty()).then(|| view! { <b>{value}</b> })} {(!add).then(|| Icon::ChevronDown.small())}
            </summary>
            <div class="chip-panel" role="group" aria-label=said>
                {children()}
                <div class="chip-actions">
                    <Button kind=ButtonKind::Primary small=true submit=true>
                        "Apply"
                    </Button>
                    {without
                        .map(|href| {
                            view! {
                                <a class="button quiet small" href=href>
                                    "Remove"
                                </a>
                            }
                        })}
                </div>
            </div>
        </details>
    }
}
