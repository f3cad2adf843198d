//! Buttons: one primary in a view, everything else steps back.

use leptos::prelude::*;

use crate::class_list::{classes, when};
use crate::icon::Icon;

/// How loud a button is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// One of several things to do.
    #[default]
    Normal,
    /// The one thing to do in this view.
    Primary,
    /// Beside something else: cancel, further actions.
    Quiet,
    /// Loses something for good.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Normal => "",
            Self::Primary => "primary",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }
}

fn button_class(kind: ButtonKind, small: bool, square: bool, push: bool) -> String {
    classes(&[
        "button",
        kind.class(),
        when(small, "small"),
        when(square, "square"),
        when(push, "push"),
    ])
}

/// A button. With an icon and a `label` but without children it becomes a square.
#[component]
pub fn Button(
    /// How loud it is.
    #[prop(optional)]
    kind: ButtonKind,
    /// Stands before the words, or alone.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// What a screen reader says and what the mouse shows. Needed when there are no words.
    #[prop(optional, into)]
    label: Option<String>,
    /// For rows and cards.
    #[prop(optional)]
    small: bool,
    /// Moves to the end of its row.
    #[prop(optional)]
    push: bool,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// The field that tells which button sent the form.
    #[prop(optional, into)]
    name: Option<String>,
    /// The value of that field.
    #[prop(optional, into)]
    value: Option<String>,
    /// Sends the form with this id, in which the button does not stand.
    #[prop(optional, into)]
    form: Option<String>,
    /// Opens or closes the popover (drawer, rail) with this id, without scripts.
    #[prop(optional, into)]
    opens: Option<String>,
    /// Opens the dialog with this id, without scripts.
    #[prop(optional, into)]
    opens_dialog: Option<String>,
    /// What it started is still going on.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Cannot be pressed; say why beside it.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let square = children.is_none();
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=button_class(kind, small, square, push)
            name=name
            value=value
            form=form
            popovertarget=opens
            command=opens_dialog.is_some().then_some("show-modal")
            commandfor=opens_dialog
            title=square.then(|| label.clone()).flatten()
            aria-label=label
            aria-busy=move || busy.get().then_some("true")
            disabled=move || disabled.get()
        >
            {icon.map(Icon::view)}
            {children.map(|children| children())}
        </button>
    }
}

/// A link that looks like a button, for what leads to another page.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How loud it is.
    #[prop(optional)]
    kind: ButtonKind,
    /// Stands before the words, or alone.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// What a screen reader says and what the mouse shows. Needed when there are no words.
    #[prop(optional, into)]
    label: Option<String>,
    /// For rows and cards.
    #[prop(optional)]
    small: bool,
    /// Moves to the end of its row.
    #[prop(optional)]
    push: bool,
    /// The answer is a file, not a page.
    #[prop(optional)]
    download: bool,
    /// The words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let square = children.is_none();
    view! {
        <a
            class=button_class(kind, small, square, push)
            href=href
            title=square.then(|| label.clone()).flatten()
            aria-label=label
            download=download.then_some("")
            rel=download.then_some("external")
        >
            {icon.map(Icon::view)}
            {children.map(|children| children())}
        </a>
    }
}
