//! Screens for the buyer's journey: the board, moving an account, and what needs somebody today.

pub mod agreement;
pub mod board;
mod drag;
pub mod map;
pub mod moves;
pub mod moving;
mod owing;
mod parts;
pub mod today;

use leptos::prelude::*;

/// The pages of this area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named after its page")]
pub enum Page {
    Today,
    TodayPart,
    Board,
    Map,
    Moves,
    Move,
    Versions,
    Version,
    EditVersion,
    EditStage,
}

/// Opens a page. The browser loads the program of the area when the first of its pages is opened.
#[lazy(journey)]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::Today => view! { <today::TodayPage /> }.into_any(),
        Page::TodayPart => view! { <today::TodayPartPage /> }.into_any(),
        Page::Board => view! { <board::BoardPage /> }.into_any(),
        Page::Map => view! { <map::MapPage /> }.into_any(),
        Page::Moves => view! { <moves::MovesPage /> }.into_any(),
        Page::Move => view! { <moving::MovePage /> }.into_any(),
        Page::Versions => view! { <agreement::VersionsPage /> }.into_any(),
        Page::EditVersion => view! { <agreement::EditVersionPage /> }.into_any(),
        Page::EditStage => view! { <agreement::EditStagePage /> }.into_any(),
        Page::Version => view! { <agreement::VersionPage /> }.into_any(),
    }
}
