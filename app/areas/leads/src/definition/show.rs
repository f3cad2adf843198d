//! The lead definition in force.

use leptos::prelude::*;
use leptos_meta::Title;
use model::leads::definitions::show::{ShowDefinition, ShownDefinition};
use ui::{
    LinkButton, Notice, PageHeader, Reads, Tone,
    agreement::{ReviewDue, version_name},
    loaded, use_revision,
};

use super::{VERSIONS, at, said};
use crate::parts::{DEFINITION, parts};

/// The page.
#[component]
pub(super) fn DefinitionPage() -> impl IntoView {
    let revision = use_revision();
    let read = Reads::new(move || revision.get(), |_| ui::call(ShowDefinition::default()));
    view! {
        <Title text="Lead definition" />
        <PageHeader
            title="Lead definition"
            lead="When a lead is qualified, and what gives it points: marketing and sales sign it together, and every lead is judged by it."
        >
            <LinkButton href=VERSIONS>"Versions and drafts"</LinkButton>
        </PageHeader>
        {parts(DEFINITION)}
        {loaded(read, |said| view! { <div class="stack below-head">{holds(&said)} {said::whole(&said)}</div> }.into_any())}
    }
}

/// Which version holds, and whether it is to be looked at again.
fn holds(said: &ShownDefinition) -> AnyView {
    let due = said
        .review_due_since
        .map(|since| view! { <ReviewDue name="the lead definition" since=since href=VERSIONS /> });
    let Some(version) = said.version else {
        return view! {
            <Notice tone=Tone::Evidence>
                "Marketing and sales have not agreed on a definition of their own yet, so the one that the product ships with holds."
            </Notice>
        }
        .into_any();
    };
    let number = said.standing.as_ref().and_then(|standing| standing.number);
    view! {
        {due}
        <p class="muted">
            <a href=at(version)>{version_name(number)}</a>
            " is in force."
        </p>
    }
    .into_any()
}
