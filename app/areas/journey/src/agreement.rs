//! The agreement about the journey: its versions, and one version with what departments say and sign.

mod edit;
mod edit_stage;
mod effect;

use leptos::prelude::*;
use model::{
    agreement::{JOURNEY, State},
    agreements::versions::show::VersionView,
};
use ui::agreement::{Pages, VersionPage, VersionsPage};

use edit::EditVersionPage;
use edit_stage::EditStagePage;

use effect::Effect;

use crate::map::MapPage;

/// The page of all versions.
pub const VERSIONS: &str = "/journey/versions";

/// The pages of its versions.
const PAGES: Pages = Pages {
    agreement: JOURNEY,
    name: "the journey",
    lead: "Marketing, sales and service sign the journey together. What is in force never changes; a new version takes its place.",
    path: VERSIONS,
};

/// The pages of the agreement, and of what went through the journey under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named after its page")]
pub enum Page {
    Map,
    Versions,
    Version,
    EditVersion,
    EditStage,
}

/// Opens a page. The browser loads the program behind these pages when the first of them is opened.
#[lazy(agreement)]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::Map => view! { <MapPage /> }.into_any(),
        Page::Versions => view! { <VersionsPage pages=PAGES>{crate::parts::parts(VERSIONS)}</VersionsPage> }.into_any(),
        Page::Version => view! { <VersionPage pages=PAGES says=effect /> }.into_any(),
        Page::EditVersion => view! { <EditVersionPage /> }.into_any(),
        Page::EditStage => view! { <EditStagePage /> }.into_any(),
    }
}

/// What a version would do, as long as that can still be decided.
fn effect(view: &VersionView) -> AnyView {
    let open = matches!(view.state, State::Draft | State::Proposed | State::Signed);
    let version = view.version;
    open.then(|| view! { <Effect version=version /> }).into_any()
}
