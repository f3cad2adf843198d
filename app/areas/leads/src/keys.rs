//! Single keys on a page: heard wherever nobody types, and not where they are part of a way to a place.

#[cfg(target_arch = "wasm32")]
use leptos::prelude::*;
#[cfg(target_arch = "wasm32")]
use web_sys::Element;

/// Listens for as long as the page is shown. `press` is told the key and what is in focus, and says whether it was meant.
#[cfg(target_arch = "wasm32")]
pub fn hear(press: impl Fn(&str, Option<Element>) -> bool + 'static) {
    use wasm_bindgen::JsCast as _;

    /// After this long a `g` that begins a way to a place is over.
    const SOON: f64 = 1_200.0;
    let going_since = StoredValue::new(None::<f64>);
    let ear = window_event_listener(leptos::ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let typing = target.as_ref().is_some_and(|target| {
            let fields = "input:not([type=checkbox], [type=radio]), textarea, select, dialog";
            target.closest(fields).ok().flatten().is_some()
        });
        if typing || document().query_selector("dialog[open]").ok().flatten().is_some() {
            return;
        }
        let now = event.time_stamp();
        let key = event.key();
        let going = going_since.get_value().is_some_and(|since| now - since < SOON);
        going_since.set_value((key == "g" && !going).then_some(now));
        if !going && press(&key, target) {
            event.prevent_default();
        }
    });
    on_cleanup(move || ear.remove());
}
