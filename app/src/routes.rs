//! Which address shows which page, inside the frame.

use accounts::{
    contacts::{ContactPage, ContactsPage, NewContactPage},
    deals::{DealPage, DealsPage, NewDealPage},
    trash::TrashPage,
};
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Routes},
    path,
};

use crate::frame::NothingHere;

/// The pages of a signed-in person.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NothingHere>
            // Accounts
            <Route path=path!("/accounts") view=accounts::list::AccountsPage />
            <Route path=path!("/accounts/new") view=accounts::new::NewAccountPage />
            <Route path=path!("/accounts/:id") view=accounts::show::AccountPage />
            <Route path=path!("/accounts/:id/edit") view=accounts::edit::EditAccountPage />
            // Journey
            <Route path=path!("/") view=journey::today::TodayPage />
            <Route path=path!("/today/:part") view=journey::today::TodayPartPage />
            <Route path=path!("/journey") view=journey::board::BoardPage />
            <Route path=path!("/accounts/:id/move") view=journey::moving::MovePage />
            <Route path=path!("/search") view=platform::palette::SearchPage />
            <Route path=path!("/accounts/:id/contacts/new") view=NewContactPage />
            <Route path=path!("/accounts/:id/deals/new") view=NewDealPage />
            <Route path=path!("/contacts") view=ContactsPage />
            <Route path=path!("/contacts/:id") view=ContactPage />
            <Route path=path!("/deals") view=DealsPage />
            <Route path=path!("/deals/:id") view=DealPage />
            <Route path=path!("/trash") view=TrashPage />
            // Imports
            <Route path=path!("/imports") view=platform::imports::ImportsPage />
            <Route path=path!("/imports/new") view=platform::imports::NewImportPage />
            <Route path=path!("/imports/:id") view=platform::imports::ImportPage />
            // People and administration
            <Route path=path!("/invitation/:secret") view=platform::door::SignedInPage />
            <Route path=path!("/new-password/:secret") view=platform::door::SignedInPage />
            <Route path=path!("/profile") view=platform::profile::ProfilePage />
            <Route path=path!("/admin") view=platform::admin::AdminPage />
            <Route path=path!("/admin/people") view=platform::people::PeoplePage />
            <Route path=path!("/admin/people/new") view=platform::people::InvitePage />
            <Route path=path!("/admin/people/:id") view=platform::people::PersonPage />
            <Route path=path!("/admin/organisation") view=platform::organisation::OrganisationPage />
            <Route path=path!("/admin/audit") view=platform::audit::AuditPage />
            <Route path=path!("/admin/jobs") view=platform::jobs::JobsPage />
            <Route path=path!("/admin/components") view=platform::components::ComponentsPage />
        </Routes>
    }
}
