//! Hydrates the page in the browser: the only code that is compiled for WebAssembly alone.

use std::panic;

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn error(message: &str);
}

/// Makes the page that the server rendered answer to clicks and keys; done when it does.
///
/// The site's `boot.js` calls it once the page is readable. The parts of the program that the page consists of are
/// loaded first.
#[wasm_bindgen]
pub async fn hydrate() {
    // A panic ends everything in the browser; without this line the console would only say "unreachable".
    panic::set_hook(Box::new(|panic| error(&panic.to_string())));
    app::preload().await;
    leptos::mount::hydrate_body(app::App);
}
