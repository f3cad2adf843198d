//! The clock of a page. The server says when it wrote the page; whatever is told as `3 h ago` is told from then on. A page
//! stays open for hours while what it shows is read again, so its clock has to go on.

use leptos::prelude::*;
use model::platform::people::viewer::Viewer;

/// Sets the clock on whenever this changes: another page is shown, or something is read again.
pub fn set_on<T: 'static>(viewer: StoredValue<Viewer>, whenever: impl Fn() -> T + 'static) {
    let written = viewer.with_value(|viewer| viewer.now);
    Effect::new(move |_| {
        whenever();
        let now = written + open_for();
        viewer.try_update_value(|viewer| viewer.now = now);
    });
}

/// How long ago the page was asked for: a little longer than it has been written, so that nothing that happened since
/// seems to lie ahead.
#[cfg(target_arch = "wasm32")]
fn open_for() -> chrono::TimeDelta {
    let performance = web_sys::window().and_then(|window| window.performance());
    let milliseconds = performance.map_or(0.0, |performance| performance.now());
    // A page is not open for so long that this matters.
    #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
    let whole = milliseconds as i64;
    chrono::TimeDelta::milliseconds(whole)
}

#[cfg(not(target_arch = "wasm32"))]
fn open_for() -> chrono::TimeDelta {
    chrono::TimeDelta::zero()
}
