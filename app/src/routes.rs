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
        </Routes>
    }
}
