//! What a page has read, or why it could not.

use leptos::prelude::*;
use model::Failure;
use serde::{Serialize, de::DeserializeOwned};

use crate::{ButtonKind, ErrorPage, LinkButton, failure, page::answer_with, reads::Reads};

/// Something that is told again only when it differs.
#[cfg(target_arch = "wasm32")]
pub type Differing<T> = Memo<T>;
/// Something that is told again only when it differs.
#[cfg(not(target_arch = "wasm32"))]
pub type Differing<T> = Signal<T>;

/// What is made of readings, told again only when it differs. Made inside the `<Suspense>` or `<Transition>` that waits.
#[cfg(target_arch = "wasm32")]
pub fn differing<T: PartialEq + Send + Sync + 'static>(of: impl Fn() -> T + Send + Sync + 'static) -> Differing<T> {
    Memo::new(move |_| of())
}

/// What is made of readings.
///
/// The server waits for a reading and then asks. On another thread than the reading's, a memo may not have heard by then
/// that it is done: the page would leave without it, and the browser, which has it, could not wake such a page up.
#[cfg(not(target_arch = "wasm32"))]
pub fn differing<T: PartialEq + Send + Sync + 'static>(of: impl Fn() -> T + Send + Sync + 'static) -> Differing<T> {
    Signal::derive(of)
}

/// What was read last, told again only when it differs: a page that reads again because something happened elsewhere
/// keeps its forms, with what was typed and what was refused. Made inside the `<Suspense>` or `<Transition>` that waits.
pub fn steady<T>(read: Reads<T>) -> Differing<Option<Result<T, Failure>>>
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    differing(move || read.get())
}

/// Shows what was read; otherwise says why there is nothing to show, and answers with the status of that.
pub fn shown<T>(read: Result<T, Failure>, show: impl FnOnce(T) -> AnyView) -> AnyView {
    match read {
        Ok(found) => show(found),
        Err(refusal) => {
            answer_with(refusal.status());
            let reference = match &refusal {
                Failure::Internal { reference } => Some(reference.clone()),
                _ => None,
            };
            let page = view! {
                <ErrorPage title=failure::title(&refusal) text=failure::sentence(&refusal)>
                    <LinkButton href="/" kind=ButtonKind::Primary>
                        "Go to the start"
                    </LinkButton>
                </ErrorPage>
            };
            let report = reference.map(|reference| {
                view! {
                    <p class="muted">
                        "Reference " <code>{reference}</code>
                    </p>
                }
            });
            (page, report).into_any()
        }
    }
}
