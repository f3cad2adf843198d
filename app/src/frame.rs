//! The frame of a signed-in person: the rail, the top bar, and the pages inside.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Routes},
    path,
};

/// Rail, top bar and pages.
#[component]
pub fn Frame() -> impl IntoView {
    let viewer = ui::use_viewer();
    view! {
        <main>
            <p>{viewer.with_value(|viewer| viewer.name.clone())}</p>
            <Routes fallback=|| view! { <p>"Nothing here"</p> }>
                <Route path=path!("/") view=|| view! { <h1>"Today"</h1> } />
            </Routes>
        </main>
    }
}
