//! Further actions behind one button. A disclosure, not a menu of the system: it opens without scripts.

use leptos::prelude::*;

use crate::class_list::{classes, when};
use crate::icon::Icon;
use crate::kbd::Kbd;

/// A button that opens a list of links and buttons.
#[component]
pub fn Menu(
    /// What it opens, said to screen readers and shown on hover where there are no words on the button.
    #[prop(into)]
    label: String,
    /// The sign on the button.
    #[prop(default = Icon::More)]
    icon: Icon,
    /// Words on the button beside the sign.
    #[prop(optional, into)]
    text: Option<String>,
    /// Without an edge: in bars and rows.
    #[prop(optional)]
    quiet: bool,
    /// For rows and cards.
    #[prop(optional)]
    small: bool,
    /// Instead of the sign: the person's mark.
    #[prop(optional, into)]
    face: Option<ViewFnOnce>,
    /// The entries.
    children: Children,
) -> impl IntoView {
    let class = classes(&[
        "button",
        when(text.is_none(), "square"),
        when(quiet || face.is_some(), "quiet"),
        when(small, "small"),
        when(face.is_some(), "face"),
    ]);
    let title = text.is_none().then(|| label.clone());
    view! {
        <details class="menu" name="menu">
            <summary class=class title=title>
                {match face {
                    Some(face) => view! { <span aria-hidden="true">{face.run()}</span> }.into_any(),
                    None => icon.view(),
                }}
                {match text {
                    Some(text) => view! { {text} {Icon::ChevronDown.small()} }.into_any(),
                    None => view! { <span class="visually-hidden">{label}</span> }.into_any(),
                }}
            </summary>
            <ul class="menu-panel">{children()}</ul>
        </details>
    }
}

/// An entry that leads to another page.
#[component]
pub fn MenuLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// The words.
    #[prop(into)]
    text: String,
    /// The sign before the words.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// The keys that do the same.
    #[prop(optional, into)]
    keys: Option<String>,
) -> impl IntoView {
    view! {
        <li>
            <a href=href>
                {icon.map(Icon::view)} <span>{text}</span> {keys.map(|keys| view! { <Kbd keys /> })}
            </a>
        </li>
    }
}

/// An entry that does something: a button, often in a form of its own.
#[component]
pub fn MenuItem(
    /// A button or a form with one.
    children: Children,
) -> impl IntoView {
    view! { <li>{children()}</li> }
}

/// A line between groups of entries, with the name of what follows.
#[component]
pub fn MenuHeading(
    /// The name of the group.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <li class="menu-heading">{text}</li> }
}
