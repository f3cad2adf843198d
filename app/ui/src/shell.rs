//! The frame around every page: the rail with the places, the top bar, the page itself.

use leptos::prelude::*;

use crate::brand::BrandMark;
use crate::button::Button;
use crate::class_list::{classes, when};
use crate::icon::Icon;
use crate::palette::PALETTE;

/// The id of the rail; on a phone the top bar's first button opens it.
const RAIL: &str = "rail";

/// A place in the rail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RailItem {
    /// The name.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// The sign, all that is left of it on a narrow screen.
    pub icon: Icon,
    /// How many things wait there for this person.
    pub waiting: Option<u32>,
    /// This is where one is.
    pub current: bool,
}

/// The rail: groups of places. Folds to signs under 1280 px, is a sheet under 768 px.
#[component]
pub fn Rail(
    /// The places, in groups.
    #[prop(into)]
    groups: Signal<Vec<Vec<RailItem>>>,
    /// Where the brand leads.
    #[prop(default = "/".to_owned(), into)]
    home: String,
    /// The company, at the foot.
    #[prop(into)]
    company: String,
    /// About the company, below its name.
    #[prop(optional, into)]
    company_note: Option<String>,
) -> impl IntoView {
    view! {
        <nav class="rail" id=RAIL popover="auto" aria-label="Main">
            <a class="brand" href=home aria-label="Tridem, to the start">
                <BrandMark />
                <span>"Tridem"</span>
            </a>
            {move || groups.get().into_iter().map(rail_group).collect::<Vec<_>>()}
            <p class="company">
                <b>{company}</b>
                {company_note.map(|note| view! { <span>{note}</span> })}
            </p>
        </nav>
    }
}

fn rail_group(items: Vec<RailItem>) -> AnyView {
    let items: Vec<_> = items
        .into_iter()
        .map(|item| {
            let waiting = item.waiting.filter(|waiting| *waiting > 0).map(|waiting| {
                view! {
                    <b>
                        {waiting.to_string()}
                        <span class="visually-hidden">" waiting"</span>
                    </b>
                }
            });
            let title = item.label.clone();
            view! {
                <li>
                    <a href=item.href title=title aria-current=item.current.then_some("page")>
                        {item.icon.view()}
                        <span>{item.label}</span>
                        {waiting}
                    </a>
                </li>
            }
        })
        .collect();
    view! { <ul>{items}</ul> }.into_any()
}

/// The top bar: where one is, search, create, notifications, theme, person.
#[component]
pub fn TopBar(
    /// Where the page stands.
    #[prop(into)]
    crumbs: ViewFnOnce,
    /// Where search goes without scripts.
    #[prop(default = "/search".to_owned(), into)]
    search: String,
    /// Menus and buttons at the end: create, notifications, theme, person.
    children: Children,
) -> impl IntoView {
    view! {
        <header class="topbar">
            <span class="only-phone">
                <Button kind=crate::ButtonKind::Quiet icon=Icon::Menu label="Menu" opens=RAIL />
            </span>
            {crumbs.run()}
            <a class="find" href=search data-opens=PALETTE aria-keyshortcuts="Control+K Meta+K">
                {Icon::Search.view()}
                <span>"Search or run a command"</span>
                <kbd aria-hidden="true">"Ctrl K"</kbd>
            </a>
            {children()}
        </header>
    }
}

/// The way to the notifications, with how many are new.
#[component]
pub fn NotificationsLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How many are new.
    #[prop(into)]
    new: Signal<u32>,
) -> impl IntoView {
    let said = move || match new.get() {
        0 => "Notifications".to_owned(),
        new => ["Notifications, ", &new.to_string(), " new"].concat(),
    };
    view! {
        <a class="button quiet square notifications" href=href aria-label=said title=said>
            {Icon::Bell.view()}
            {move || (new.get() > 0).then(|| view! { <i aria-hidden="true"></i> })}
        </a>
    }
}

/// Light, dark or as the system is. Changes the page at once without scripts; keeping the choice is the page's part.
#[component]
pub fn ThemeSwitch(
    /// `system`, `light` or `dark`.
    #[prop(into)]
    current: Signal<String>,
) -> impl IntoView {
    let choices: Vec<_> = [
        ("system", "System theme", Icon::System),
        ("light", "Light theme", Icon::Sun),
        ("dark", "Dark theme", Icon::Moon),
    ]
    .into_iter()
    .map(|(value, label, icon)| {
        let chosen = move || current.with(|current| current == value);
        view! {
            <label title=label>
                <input
                    type="radio"
                    name="theme"
                    value=value
                    aria-label=label
                    checked=chosen
                    prop:checked=chosen
                />
                {icon.small()}
            </label>
        }
    })
    .collect();
    view! {
        <fieldset class="theme">
            <legend class="visually-hidden">"Theme"</legend>
            {choices}
        </fieldset>
    }
}

/// Rail, top bar and page. The first thing the keyboard reaches is the way past them.
#[component]
pub fn Shell(
    /// A [`Rail`].
    #[prop(into)]
    rail: ViewFnOnce,
    /// A [`TopBar`].
    #[prop(into)]
    top_bar: ViewFnOnce,
    /// The page takes the whole width: boards and wide lists.
    #[prop(optional, into)]
    wide: Signal<bool>,
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="skip-link" href="#main">
            "Skip to the page"
        </a>
        <div class="app">
            {rail.run()} <div class="app-main">
                {top_bar.run()}
                <main class=move || classes(&["page", when(wide.get(), "wide")]) id="main" tabindex="-1">
                    {children()}
                </main>
            </div>
        </div>
    }
}
