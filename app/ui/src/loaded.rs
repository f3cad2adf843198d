//! What a page reads: a skeleton while it comes, a sentence with a way out when it does not.

use std::sync::Arc;

use leptos::prelude::*;
use model::Failure;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    ButtonKind, Empty, ErrorPage, Icon, LinkButton, Skeleton, answer_with, differing, failure,
    reads::{Reads, Told, ToldResource},
    shown,
};

/// Shows what was read, and reads again without flicker whenever its source changes.
pub fn loaded<T>(reads: Reads<T>, show: impl Fn(T) -> AnyView + Send + Sync + 'static) -> AnyView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let skeleton = ViewFnOnce::from(|| view! { <Skeleton lines=6 /> });
    loaded_after(reads, skeleton, show)
}

/// The same for what has a part that need not be waited for: `first` is shown until the rest is there.
pub fn loaded_after<T>(
    reads: Reads<T>,
    first: impl Into<ViewFnOnce>,
    show: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let show = move |told: &Told| match told.read() {
        Ok(value) => show(value),
        Err(failure) => not_loaded(&failure),
    };
    told_view(reads.told(), first.into(), Arc::new(show))
}

/// The same for a page of forms: they are built anew only when what they are about has changed, so that what somebody types
/// stays while others work.
pub fn loaded_quietly<T>(reads: Reads<T>, show: fn(T) -> AnyView) -> AnyView
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    view! {
        <Transition fallback=|| view! { <Skeleton lines=10 /> }>
            {
                let read = differing(move || reads.get());
                move || read.get().map(|read| shown(read, show))
            }
        </Transition>
    }
    .into_any()
}

/// Compiled once, and not for each kind of answer.
fn told_view(told: ToldResource, first: ViewFnOnce, show: Arc<dyn Fn(&Told) -> AnyView + Send + Sync>) -> AnyView {
    view! {
        <Transition fallback=first>
            {move || {
                let show = Arc::clone(&show);
                Suspend::new(async move { show(&told.await) })
            }}
        </Transition>
    }
    .into_any()
}

/// Why something cannot be shown, and where to go instead. The server answers with the failure's status.
pub fn not_loaded(failure: &Failure) -> AnyView {
    answer_with(failure.status());
    match failure {
        Failure::NotFound => view! {
            <ErrorPage
                title="This is not here"
                text="It may be in the trash, or the address was typed wrongly."
            >
                <LinkButton href="/trash" icon=Icon::Trash>
                    "Look into the trash"
                </LinkButton>
                <LinkButton href="/accounts" kind=ButtonKind::Primary>
                    "Go to the accounts"
                </LinkButton>
            </ErrorPage>
        }
        .into_any(),
        Failure::Unauthenticated => view! {
            <Empty icon=Icon::Key title="Your session has ended" text="Sign in again to go on where you were.">
                <a class="button primary" href="/sign-in" rel="external">
                    "Sign in"
                </a>
            </Empty>
        }
        .into_any(),
        other => view! {
            <ErrorPage title=failure::title(other) text=failure::sentence(other)>
                <LinkButton href="/" kind=ButtonKind::Primary>
                    "Go to the start"
                </LinkButton>
            </ErrorPage>
        }
        .into_any(),
    }
}
