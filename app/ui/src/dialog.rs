//! What stands over the page: a dialog that asks, a drawer that shows. Both open without scripts.

use leptos::prelude::*;

use crate::class_list::{classes, when};
use crate::icon::Icon;

/// A question that has to be answered first. Opens from a button with `opens_dialog` = its id.
#[component]
pub fn Dialog(
    /// The id by which a button opens it.
    #[prop(into)]
    id: String,
    /// What is asked; for a loss, what will be lost, with counts.
    #[prop(into)]
    title: String,
    /// Wider: for forms.
    #[prop(optional)]
    wide: bool,
    /// The buttons, the way out first.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
    /// What follows from the answer.
    children: Children,
) -> impl IntoView {
    let title_id = [&id, "-title"].concat();
    let label_id = title_id.clone();
    let close_target = id.clone();
    view! {
        <dialog class=classes(&["dialog", when(wide, "wide")]) id=id aria-labelledby=label_id>
            <header>
                <h2 id=title_id>{title}</h2>
                <button
                    type="button"
                    class="button quiet square small"
                    command="close"
                    commandfor=close_target
                    aria-label="Close"
                >
                    {Icon::Cross.view()}
                </button>
            </header>
            <div class="body">{children()}</div>
            {actions.map(|actions| view! { <footer>{actions.run()}</footer> })}
        </dialog>
    }
}

/// The button that closes the dialog it stands in without doing anything. It has the focus first: what cannot be undone
/// must not happen by pressing Enter twice.
#[component]
pub fn DialogCancel(
    /// The dialog's id.
    #[prop(into)]
    dialog: String,
    /// The words.
    #[prop(default = "Cancel".to_owned(), into)]
    text: String,
) -> impl IntoView {
    view! {
        <button type="button" class="button quiet" command="close" commandfor=dialog autofocus>
            {text}
        </button>
    }
}

/// How a drawer comes and goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DrawerWay {
    /// Lies ready in the page; a button with `opens` = its id opens it.
    Waiting,
    /// Open, because its address asks for it; closing leads to this address.
    Open {
        /// The page without the drawer.
        close: String,
    },
}

/// A page within the page, at the right edge. Over everything on a phone.
#[component]
pub fn Drawer(
    /// The id by which a button opens it.
    #[prop(into)]
    id: String,
    /// What it is, said to screen readers.
    #[prop(into)]
    label: String,
    /// Lies ready, or is open.
    #[prop(default = DrawerWay::Waiting)]
    way: DrawerWay,
    /// A `<header>`, `<section>`s and a `<footer>`; the header holds a [`DrawerClose`].
    children: Children,
) -> impl IntoView {
    match way {
        DrawerWay::Waiting => view! {
            <div class="drawer" id=id popover="auto" role="dialog" aria-label=label>
                {children()}
            </div>
        }
        .into_any(),
        DrawerWay::Open { close } => view! {
            <a class="scrim" href=close tabindex="-1" aria-hidden="true"></a>
            <div class="drawer is-open" id=id role="dialog" aria-label=label>
                {children()}
            </div>
        }
        .into_any(),
    }
}

/// Closes a drawer.
#[component]
pub fn DrawerClose(
    /// The drawer's id.
    #[prop(into)]
    drawer: String,
    /// How the drawer came, and so how it goes.
    way: DrawerWay,
    /// What is closed.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    match way {
        DrawerWay::Waiting => view! {
            <button
                type="button"
                class="button quiet square small push"
                popovertarget=drawer
                popovertargetaction="hide"
                aria-label=label
            >
                {Icon::Cross.view()}
            </button>
        }
        .into_any(),
        DrawerWay::Open { close } => view! {
            <a class="button quiet square small push" href=close aria-label=label>
                {Icon::Cross.view()}
            </a>
        }
        .into_any(),
    }
}
