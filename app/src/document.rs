//! The HTML document around the application: what a browser needs before it can show anything.

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use model::platform::people::viewer::Visit;
use ui::Arrival;

use crate::App;

/// Addresses of the site's files.
#[derive(Debug, Clone)]
pub struct Files {
    /// Starts the program.
    pub boot: String,
    /// The glue between browser and program.
    pub js: String,
    /// The program.
    pub wasm: String,
    /// The styles.
    pub css: String,
    /// The typefaces; the first is needed for the first paint.
    pub fonts: Vec<String>,
    /// The page reloads when the site changes.
    pub reload: bool,
}

/// The whole document. Only the server renders it; the browser hydrates what is inside the body.
pub fn document(files: &Files) -> impl IntoView + use<> {
    let (theme, signed_in) = match use_context::<Arrival>().map(|arrival| arrival.visit) {
        Some(Visit::Known(viewer)) => (viewer.theme.key(), true),
        _ => ("system", false),
    };
    let font = files.fonts.first().cloned().map(|font| {
        view! { <link rel="preload" href=font r#as="font" r#type="font/woff2" crossorigin="anonymous" /> }
    });
    let nonce = use_nonce();
    let files = files.clone();
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=theme data-signed-in=signed_in.then_some("")>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="data:," />
                {font}
                <link rel="stylesheet" href=files.css />
                <MetaTags />
                <script
                    type="module"
                    nonce=nonce
                    src=files.boot
                    data-js=files.js
                    data-wasm=files.wasm
                    data-reload=files.reload.then_some("true")
                ></script>
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}
