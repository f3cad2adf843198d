//! Screens for the buyer's journey: the board, moving an account, what needs somebody today; and, loaded by
//! itself, the agreement about it with the map of what went through it.

pub mod agreement;
mod board;
mod drag;
mod map;
mod moves;
pub mod moving;
mod owing;
mod parts;
mod today;

use leptos::prelude::*;

/// The pages of people's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named after its page")]
pub enum Page {
    Today,
    TodayPart,
    Board,
    Move,
    Moves,
    LegRows,
}

/// Opens a page. The browser loads the program behind these pages when the first of them is opened.
#[lazy(journey)]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::Today => view! { <today::TodayPage /> }.into_any(),
        Page::TodayPart => view! { <today::TodayPartPage /> }.into_any(),
        Page::Board => view! { <board::BoardPage /> }.into_any(),
        Page::Move => view! { <moving::MovePage /> }.into_any(),
        Page::Moves => view! { <moves::MovesPage /> }.into_any(),
        Page::LegRows => view! { <map::LegRowsPage /> }.into_any(),
    }
}
