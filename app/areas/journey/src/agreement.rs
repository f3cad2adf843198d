//! The agreement about the journey: its versions, and one version with what departments say and sign.

mod edit;
mod edit_stage;
mod effect;
mod list;
mod show;

use leptos::prelude::*;

use edit::EditVersionPage;
use edit_stage::EditStagePage;
use list::VersionsPage;
use show::VersionPage;

use crate::map::MapPage;

/// The page of all versions.
pub const VERSIONS: &str = "/journey/versions";

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
        Page::Versions => view! { <VersionsPage /> }.into_any(),
        Page::Version => view! { <VersionPage /> }.into_any(),
        Page::EditVersion => view! { <EditVersionPage /> }.into_any(),
        Page::EditStage => view! { <EditStagePage /> }.into_any(),
    }
}
