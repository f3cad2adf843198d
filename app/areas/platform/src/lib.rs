//! Screens for getting in, people, import, trash, audit and administration.

mod admin;
mod audit;
mod components;
pub mod door;
pub mod imports;
mod jobs;
mod organisation;
pub mod palette;
mod people;
mod profile;
mod words;

use leptos::prelude::*;

/// The pages about people and about the installation, and the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named after its page")]
pub enum Page {
    Search,
    Profile,
    Admin,
    People,
    Invite,
    Person,
    Organisation,
    Audit,
    Jobs,
}

/// Opens a page. The browser loads the program behind these pages when the first of them is opened.
#[lazy(platform)]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::Search => view! { <palette::SearchPage /> }.into_any(),
        Page::Profile => view! { <profile::ProfilePage /> }.into_any(),
        Page::Admin => view! { <admin::AdminPage /> }.into_any(),
        Page::People => view! { <people::PeoplePage /> }.into_any(),
        Page::Invite => view! { <people::InvitePage /> }.into_any(),
        Page::Person => view! { <people::PersonPage /> }.into_any(),
        Page::Organisation => view! { <organisation::OrganisationPage /> }.into_any(),
        Page::Audit => view! { <audit::AuditPage /> }.into_any(),
        Page::Jobs => view! { <jobs::JobsPage /> }.into_any(),
    }
}

/// Opens the sheet of all components, which nobody but its makers needs to load.
#[lazy(components)]
pub fn components() -> AnyView {
    view! { <components::ComponentsPage /> }.into_any()
}
