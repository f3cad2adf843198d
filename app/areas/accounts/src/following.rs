//! A record on the screen follows what others do to it, while the forms around it stay as somebody fills them.

use std::future::Future;

use leptos::prelude::*;
use model::Failure;
use ui::use_revision;

/// The record as it came with the page, read again whenever something happened.
pub fn following<T, A>(first: T, ask: impl Fn() -> A + 'static) -> RwSignal<T>
where
    T: Send + Sync + 'static,
    A: Future<Output = Result<T, Failure>> + 'static,
{
    let revision = use_revision();
    let live = RwSignal::new(first);
    Effect::new(move |seen: Option<u32>| {
        let now = revision.get();
        if seen.is_some_and(|seen| seen != now) {
            let answer = ask();
            leptos::task::spawn_local(async move {
                if let Ok(record) = answer.await {
                    live.try_set(record);
                }
            });
        }
        now
    });
    live
}

/// The title of a record's page. The server writes the document's head when the record's view may be gone already, and
/// outside of it: the title therefore owns its text.
pub fn named<T>(live: RwSignal<T>, name: fn(&T) -> &str) -> impl Fn() -> String + Send + Sync + 'static
where
    T: Send + Sync + 'static,
{
    let title = ArcRwSignal::new(live.with_untracked(|record| name(record).to_owned()));
    let follows = title.clone();
    Effect::new(move |_| follows.set(live.with(|record| name(record).to_owned())));
    move || title.get()
}
