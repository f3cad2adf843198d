//! Whether a version of the lead definition holds: which leads it would qualify beside another version, whether departments
//! mean the same by a qualified lead, and whether those that it qualifies buy.

mod agreement;
mod asked;
mod classify;
mod proved;
mod replay;
mod sample;

use leptos::prelude::*;
use leptos_meta::Title;
use ui::{LinkButton, PageHeader, Tab, Tabs};

/// Where the versions of the definition stand.
const VERSIONS: &str = "/leads/definition/versions";

/// The ways to try a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named after its page")]
pub enum Page {
    Replay,
    Sample,
    Proof,
}

/// Opens a page. The browser loads the program behind these pages when the first of them is opened.
#[lazy(lead_proof)]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::Replay => view! { <replay::ReplayPage /> }.into_any(),
        Page::Sample => view! { <sample::SamplePage /> }.into_any(),
        Page::Proof => view! { <proved::ProofPage /> }.into_any(),
    }
}

impl Page {
    const ALL: [Self; 3] = [Self::Replay, Self::Sample, Self::Proof];

    /// Its address for a version.
    fn path(self, version: &str) -> String {
        let last = match self {
            Self::Replay => "/replay",
            Self::Sample => "/sample",
            Self::Proof => "/proof",
        };
        [VERSIONS, "/", version, last].concat()
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Replay => "Replay on a period",
            Self::Sample => "Do we mean the same?",
            Self::Proof => "Does it hold?",
        }
    }

    const fn lead(self) -> &'static str {
        match self {
            Self::Replay => {
                "Two versions over the leads of a period. What was decided then stays as it was decided: nothing is written."
            }
            Self::Sample => {
                "Before they sign, the departments classify the same leads without seeing what the others say."
            }
            Self::Proof => "How often leads that the version qualifies are won, and how fast, against the others.",
        }
    }
}

/// What stands above each of the pages.
fn head(here: Page, version: Memo<String>) -> AnyView {
    let back = move || [VERSIONS, "/", &version.get()].concat();
    let tabs = move || {
        let tabs =
            Page::ALL.map(|page| Tab::new(page.title(), version.with(|version| page.path(version)), page == here));
        view! { <Tabs label="Ways to try this version" tabs=tabs.to_vec() /> }
    };
    view! {
        <Title text=here.title() />
        <PageHeader title=here.title() lead=here.lead()>
            {move || view! { <LinkButton href=back()>"The version"</LinkButton> }}
        </PageHeader>
        {tabs}
    }
    .into_any()
}
