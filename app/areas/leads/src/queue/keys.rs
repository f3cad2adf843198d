//! The keys of the queue: `j` and `k` go from lead to lead, `a` accepts and `r` rejects the one in focus.

use leptos::prelude::*;

/// Listens for as long as the queue is shown. `place` keeps which row was answered, so that the keyboard goes on there.
#[cfg(target_arch = "wasm32")]
pub(super) fn hear(place: StoredValue<Option<usize>>) {
    use wasm_bindgen::JsCast as _;
    use web_sys::HtmlElement;

    crate::keys::hear(move |key, target| {
        let rows = rows();
        let in_focus = target.and_then(|target| target.closest("tr[data-lead]").ok().flatten());
        let here = in_focus.as_ref().and_then(|row| rows.iter().position(|one| one == row));
        let press = |which: &str| {
            let found = in_focus.as_ref()?.query_selector(which).ok()??;
            found.dyn_into::<HtmlElement>().ok()
        };
        match key {
            "j" => focus(&rows, here.map_or(0, |here| here + 1)),
            "k" => focus(&rows, here.map_or(0, |here| here.saturating_sub(1))),
            "a" | "r" => {
                let which = if key == "a" { ".accept button" } else { ".reject" };
                let Some(element) = press(which) else {
                    return false;
                };
                place.set_value(here);
                element.click();
            }
            _ => return false,
        }
        true
    });
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn hear(place: StoredValue<Option<usize>>) {
    // Keys are pressed in the browser only.
    let _ = place;
}

/// Puts the keyboard where it was, once the rows stand in the page again.
pub(super) fn find_again(place: StoredValue<Option<usize>>) {
    #[cfg(target_arch = "wasm32")]
    if let Some(here) = place.get_value() {
        place.set_value(None);
        request_animation_frame(move || {
            let rows = rows();
            focus(&rows, here.min(rows.len().saturating_sub(1)));
        });
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = place;
}

#[cfg(target_arch = "wasm32")]
fn rows() -> Vec<web_sys::Element> {
    use wasm_bindgen::JsCast as _;

    let found = document().query_selector_all("tr[data-lead]").ok();
    let found = found
        .into_iter()
        .flat_map(|list| (0..list.length()).filter_map(move |at| list.item(at)));
    found.filter_map(|row| row.dyn_into().ok()).collect()
}

#[cfg(target_arch = "wasm32")]
fn focus(rows: &[web_sys::Element], at: usize) {
    use wasm_bindgen::JsCast as _;

    let link = rows.get(at).and_then(|row| row.query_selector(".name").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
        drop(link.focus());
    }
}
