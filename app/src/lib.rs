//! The shell, the routes and the navigation of every screen.
#![recursion_limit = "512"]

mod document;
mod frame;
pub mod places;
mod routes;
mod shortcuts;

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::Router;
use model::platform::people::viewer::Visit;
use ui::{Arrival, Revision};

pub use document::{Files, document};

/// Loads what the page in the browser consists of; then it can be hydrated.
#[cfg(target_arch = "wasm32")]
pub async fn preload() {
    let path = window().location().pathname().unwrap_or_default();
    let root = leptos::prelude::document().document_element();
    let signed_in = root.is_some_and(|root| root.has_attribute("data-signed-in"));
    routes::preload(&path, signed_in).await;
}

/// Whether a page is open to people who have not signed in.
pub fn is_open(path: &str) -> bool {
    matches!(path, "/sign-in" | "/forgotten") || path.starts_with("/invitation/") || path.starts_with("/new-password/")
}

/// Everything inside the body.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let arrival = SharedValue::new_str(|| use_context::<Arrival>().unwrap_or_default()).into_inner();
    provide_context(arrival.flash);
    let revision = Revision::provide();
    match arrival.visit {
        Visit::Known(viewer) => {
            provide_context(StoredValue::new(*viewer));
            Effect::new(move || ui::live::follow(revision));
            view! {
                <Title formatter=|title: String| if title.is_empty() { "Tridem".to_owned() } else { format!("{title} · Tridem") } />
                <Router>
                    <routes::Pages />
                </Router>
            }
            .into_any()
        }
        Visit::NotSetUp | Visit::Stranger => view! {
            <Title formatter=|title: String| if title.is_empty() { "Tridem".to_owned() } else { format!("{title} · Tridem") } />
            <Router>
                <routes::OpenPages />
            </Router>
        }
        .into_any(),
    }
}
