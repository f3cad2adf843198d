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
/// The site's `boot.js` calls it once the page is readable. The program of the page's area is loaded on the way.
#[wasm_bindgen]
pub async fn hydrate() {
    // A panic ends everything in the browser; without this line the console would only say "unreachable".
    panic::set_hook(Box::new(|panic| error(&panic.to_string())));
    let body = leptos::tachys::dom::body();
    leptos::mount::hydrate_from_async(body, app::App).await.forget();
}
