//! Pages follow what happens: each reading of data counts as one revision, and whatever changes data asks for the
//! next one.

use leptos::prelude::*;

/// Goes up whenever the page's data should be read again.
#[derive(Debug, Clone, Copy)]
pub struct Revision {
    count: RwSignal<u32>,
    outdated: RwSignal<bool>,
}

impl Revision {
    /// Puts a revision into the context of all pages.
    pub fn provide() -> Self {
        let revision = Self {
            count: RwSignal::new(0),
            outdated: RwSignal::new(false),
        };
        provide_context(revision);
        revision
    }

    /// Asks every resource that follows to read again.
    pub fn bump(self) {
        self.count.try_update(|count| *count = count.wrapping_add(1));
    }

    /// The number; reading it in a resource's source makes the resource follow.
    pub fn get(self) -> u32 {
        self.count.get()
    }

    /// Whether something changed that the page knows from its beginning and cannot read again: the stages of the
    /// journey, the organisation. It has to be loaded again.
    pub fn outdated(self) -> bool {
        self.outdated.get()
    }
}

/// The revision of the page.
pub fn use_revision() -> Revision {
    use_context().unwrap_or_else(Revision::provide)
}

/// Follows the server's events for as long as the page is shown: whatever somebody did is read again soon. Several
/// events within a moment are one reading.
#[cfg(target_arch = "wasm32")]
pub fn follow(revision: Revision) {
    use std::{
        cell::{Cell, RefCell},
        rc::Rc,
        time::Duration,
    };

    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::EventSource;

    const MOMENT: Duration = Duration::from_millis(150);
    let waiting = Rc::new(Cell::new(false));
    let told = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |_| {
        if waiting.replace(true) {
            return;
        }
        let waiting = Rc::clone(&waiting);
        set_timeout(
            move || {
                waiting.set(false);
                revision.bump();
            },
            MOMENT,
        );
    });
    let outdated = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |_| {
        revision.outdated.try_set(true);
        revision.bump();
    });
    let open = move || {
        let source = EventSource::new("/live").ok()?;
        source.set_onmessage(Some(told.as_ref().unchecked_ref()));
        source
            .add_event_listener_with_callback("outdated", outdated.as_ref().unchecked_ref())
            .ok()?;
        Some(source)
    };
    let source = Rc::new(RefCell::new(open()));
    let shown = Rc::clone(&source);
    // A browser keeps pages that were left, for going back to them, and their connections with them. It has six for one
    // server: with those taken no further page would load.
    window_event_listener_untyped("pagehide", move |_| {
        if let Some(source) = source.take() {
            source.close();
        }
    });
    window_event_listener_untyped("pageshow", move |_| {
        if shown.borrow().is_none() {
            shown.replace(open());
            revision.bump();
        }
    });
}

/// The server has nothing to follow.
#[cfg(not(target_arch = "wasm32"))]
pub const fn follow(_: Revision) {}
