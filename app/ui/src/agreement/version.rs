//! One version of an agreement: what it changes, who signs it, what is said about it.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    Failure,
    agreements::versions::show::{ShowVersion, VersionView},
};

use super::{
    comments::{CommentForm, Comments},
    course::{CourseBand, History, NextSteps},
    differences::{Behind, Differences},
    pages::Pages,
    signing::SigningPanel,
    words::{ReviewDue, StateBadge, version_name},
};
use crate::{PageHeader, Panel, Reads, Skeleton, call, differing, shown, use_revision};

/// The page of one version. The form for comments is built once, so that what somebody types stays while others work.
#[component]
pub fn VersionPage(
    /// Of which agreement.
    pages: Pages,
    /// What is shown below the differences: what the version says or would do.
    says: fn(&VersionView) -> AnyView,
) -> impl IntoView {
    let params = use_params_map();
    let revision = use_revision();
    let asked = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let read = Reads::new(
        move || (asked.get(), revision.get()),
        |(asked, _)| {
            let version = asked.parse().map(|version| call(ShowVersion { version }));
            async move {
                match version {
                    Ok(answer) => answer.await,
                    Err(_) => Err(Failure::NotFound),
                }
            }
        },
    );
    view! {
        <Transition fallback=|| view! { <Skeleton lines=8 /> }>
            {
                // Comments change often and what is signed seldom: forms stay when somebody only says something.
                let quiet = differing(move || {
                    read.get().map(|read| read.map(|view| VersionView { comments: Vec::new(), ..view }))
                });
                let said = differing(move || read.get().and_then(Result::ok).map(|view| view.comments));
                let which = differing(move || read.get().and_then(Result::ok).map(|view| view.version));
                move || {
                    let comments = move || said.get().map(|comments| view! { <Comments comments=comments /> });
                    let form = move || which.get().map(|version| view! { <CommentForm version=version /> });
                    view! {
                        {move || quiet.get().map(|read| shown(read, move |view| head(pages, view)))}
                        <div class="stack below-head">
                            {move || found(quiet.get()).map(|view| course(pages, view))}
                            <div class="two">
                                <div class="stack">
                                    {move || found(quiet.get()).map(|view| view! { <Differences view=view /> })}
                                    {move || found(quiet.get()).map(|view| says(&view))}
                                    {move || which.get().map(|_| talk(comments, form))}
                                </div>
                                <div class="stack">{move || found(quiet.get()).map(|view| beside(pages, view))}</div>
                            </div>
                        </div>
                    }
                }
            }
        </Transition>
    }
}

fn found(read: Option<Result<VersionView, Failure>>) -> Option<VersionView> {
    read.and_then(Result::ok)
}

fn head(pages: Pages, view: VersionView) -> AnyView {
    let title = [&version_name(view.number), " of ", &view.name].concat();
    let state = view.state;
    view! {
        <Title text=title.clone() />
        <PageHeader title=title beside=move || view! { <StateBadge state=state /> }>
            <a class="button quiet" href=pages.path>
                "All versions"
            </a>
        </PageHeader>
    }
    .into_any()
}

fn course(pages: Pages, view: VersionView) -> AnyView {
    let due = view.review_by.filter(|_| view.review_due);
    view! {
        {due.map(|since| view! { <ReviewDue name=view.name.clone() since=since href=pages.path /> })}
        <CourseBand view=view.clone() />
        <Behind view=view />
    }
    .into_any()
}

fn talk<C: IntoView + 'static, F: IntoView + 'static>(
    comments: impl Fn() -> Option<C> + Send + Copy + 'static,
    form: impl Fn() -> Option<F> + Send + Copy + 'static,
) -> AnyView {
    view! {
        <Panel title="Comments" id="comments">
            <div class="stack">{comments} {form}</div>
        </Panel>
    }
    .into_any()
}

fn beside(pages: Pages, view: VersionView) -> AnyView {
    let moments = view.moments.clone();
    let edit = [pages.path, "/", &view.version.to_string(), "/edit"].concat();
    view! {
        <SigningPanel view=view.clone() />
        <NextSteps view=view edit=edit />
        <History moments=moments />
    }
    .into_any()
}
