//! The lead definition on the screen: what is in force, its versions, what a version would do to the open leads, and the
//! editor of a draft.

mod edit;
mod effect;
mod rule;
mod said;
mod show;

use leptos::prelude::*;
use model::{
    Failure,
    agreement::{LEAD_DEFINITION, State},
    agreements::{Standing, versions::show::VersionView},
    leads::definitions::show::ShowDefinition,
    values::ids::AgreementVersionId,
};
use ui::{
    Reads,
    agreement::{Pages, VersionPage, VersionsPage},
    loaded,
};

use crate::parts::{DEFINITION, parts};

/// The address of the versions.
const VERSIONS: &str = "/leads/definition/versions";

/// The pages of the versions.
const PAGES: Pages = Pages {
    agreement: LEAD_DEFINITION,
    name: "the lead definition",
    lead: "Marketing and sales sign together when a lead is qualified. What is in force never changes; a new version takes its place.",
    path: VERSIONS,
};

/// The pages of the agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named after its page")]
pub enum Page {
    Definition,
    Versions,
    Version,
    EditVersion,
    WriteRule,
}

/// Opens a page. The browser loads the program behind these pages when the first of them is opened.
#[lazy(lead_definition)]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::Definition => view! { <show::DefinitionPage /> }.into_any(),
        Page::Versions => view! { <VersionsPage pages=PAGES>{parts(DEFINITION)}</VersionsPage> }.into_any(),
        Page::Version => view! { <VersionPage pages=PAGES says=says /> }.into_any(),
        Page::EditVersion => view! { <edit::EditPage /> }.into_any(),
        Page::WriteRule => view! { <rule::RulePage /> }.into_any(),
    }
}

/// The address of one version.
fn at(version: AgreementVersionId) -> String {
    format!("{VERSIONS}/{version}")
}

/// What a version says and, as long as that can still be decided, what it would do; and the ways to try it.
fn says(view: &VersionView) -> AnyView {
    let version = view.version;
    let read = Reads::new(|| (), move |()| ui::call(ShowDefinition { version: Some(version) }));
    let open = matches!(view.state, State::Draft | State::Proposed | State::Signed);
    view! {
        {loaded(read, |said| said::whole(&said))}
        {open.then(|| view! { <effect::Effect version=version /> })}
        {said::tried(version)}
    }
    .into_any()
}

/// Which version an address means.
fn asked_version(asked: &str) -> Result<AgreementVersionId, Failure> {
    asked.parse().map_err(|_unknown| Failure::NotFound)
}

/// Which draft a form changes, as the person was looking at it.
fn of_draft(standing: &Standing) -> AnyView {
    view! {
        <input type="hidden" name="version" value=standing.version.to_string() />
        <input type="hidden" name="seen" value=standing.edition.to_string() />
    }
    .into_any()
}
