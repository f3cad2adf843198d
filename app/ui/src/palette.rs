//! Search everything, go anywhere, run a command: one field. Without scripts it is a search form.

use leptos::prelude::*;

use crate::icon::Icon;
use crate::kbd::Kbd;

/// The dialog's id; the search button of the top bar opens it.
pub const PALETTE: &str = "palette";

/// The field and what it found.
#[component]
pub fn Palette(
    /// Where the search goes without scripts.
    #[prop(default = "/search".to_owned(), into)]
    action: String,
    /// [`PaletteGroup`]s.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <dialog class="palette" id=PALETTE aria-label="Search or run a command">
            <form method="get" action=action role="search">
                <label>
                    {Icon::Search.view()} <span class="visually-hidden">"Search or run a command"</span>
                    <input
                        type="search"
                        name="q"
                        id="palette-q"
                        placeholder="Search or run a command"
                        autocomplete="off"
                        autofocus
                    /> <Kbd keys="Esc" />
                </label>
            </form>
            <div class="palette-results">{children.map(|children| children())}</div>
        </dialog>
    }
}

/// Entries of one kind.
#[component]
pub fn PaletteGroup(
    /// The kind.
    #[prop(into)]
    label: String,
    /// [`PaletteEntry`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <section>
            <h2 class="group">{label}</h2>
            <ul>{children()}</ul>
        </section>
    }
}

/// One thing found.
#[component]
pub fn PaletteEntry(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What kind of thing it is.
    icon: Icon,
    /// Its name.
    #[prop(into)]
    text: String,
    /// What tells it from others of that name.
    #[prop(optional, into)]
    note: Option<String>,
    /// The keys that do the same.
    #[prop(optional, into)]
    keys: Option<String>,
    /// The arrow keys stand on it.
    #[prop(optional, into)]
    marked: Signal<bool>,
) -> impl IntoView {
    view! {
        <li>
            <a href=href class:is-marked=move || marked.get()>
                {icon.view()}
                <span class="truncate">{text} " " {note.map(|note| view! { <small>{note}</small> })}</span>
                {keys.map(|keys| view! { <Kbd keys /> })}
            </a>
        </li>
    }
}
