//! A state in one or two words, with a mark of its own form.

use leptos::prelude::*;

use crate::class_list::{classes, when};
use crate::icon::Icon;
use crate::tone::Tone;

/// A state. Dot for good and neutral, diamond for a warning, square for bad: the mark tells without colour.
#[component]
pub fn Badge(
    /// One or two words.
    #[prop(into)]
    text: String,
    /// What the state means.
    #[prop(optional)]
    tone: Tone,
    /// Stands instead of the mark.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Without a mark: a kind, not a state.
    #[prop(optional)]
    plain: bool,
    /// An open ring as mark: not decided yet.
    #[prop(optional)]
    open: bool,
    /// Shown on hover.
    #[prop(optional, into)]
    title: Option<String>,
) -> impl IntoView {
    view! {
        <span class=classes(&["badge", tone.class(), when(plain, "plain"), when(open, "open")]) title=title>
            {icon.map(Icon::view)}
            {text}
        </span>
    }
}
