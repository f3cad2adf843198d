//! The rules of engagement in force.

use leptos::prelude::*;
use leptos_meta::Title;
use model::leads::engagement::show::ShowEngagement;
use ui::{LinkButton, Notice, PageHeader, Reads, Tone, agreement::version_name, loaded, use_revision};

use super::{VERSIONS, matrix};
use crate::parts::{ENGAGEMENT, parts};

/// The page.
#[component]
pub(super) fn EngagementPage() -> impl IntoView {
    let revision = use_revision();
    let read = Reads::new(move || revision.get(), |_| ui::call(ShowEngagement::default()));
    view! {
        <Title text="Rules of engagement" />
        <PageHeader
            title="Rules of engagement"
            lead="What the departments owe each other, by when, and what is owed in return. Each rule opens obligations by itself."
        >
            <LinkButton href=VERSIONS>"Versions and drafts"</LinkButton>
        </PageHeader>
        {parts(ENGAGEMENT)}
        {loaded(
            read,
            |said| {
                let holds = match (said.version, said.number) {
                    (Some(version), number) => {
                        view! {
                            <p class="muted">
                                <a href=format!("{VERSIONS}/{version}")>{version_name(number)}</a>
                                " is in force."
                            </p>
                        }
                            .into_any()
                    }
                    (None, _) => {
                        view! {
                            <Notice tone=Tone::Evidence>
                                "The departments have not agreed on rules of their own yet, so the ones that the product ships with hold."
                            </Notice>
                        }
                            .into_any()
                    }
                };
                view! { <div class="stack below-head">{holds} {matrix::whole(&said)}</div> }.into_any()
            },
        )}
    }
}
