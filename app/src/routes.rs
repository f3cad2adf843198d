//! Which address shows which page, inside the frame.

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
            <Route path=path!("/") view=|| view! { <h1>"Today"</h1> } />
            // People and administration
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
