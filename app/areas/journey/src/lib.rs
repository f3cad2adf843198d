//! Screens for the buyer's journey: the board and moving an account; and, each loaded by itself, what needs somebody
//! today, and the agreement about the journey with the map of what went through it.

pub mod agreement;
mod board;
mod drag;
mod map;
mod moves;
pub mod moving;
mod owing;
mod parts;
pub mod today;

use leptos::prelude::*;

/// The board, and what lies behind its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named after its page")]
pub enum Page {
    Board,
    Move,
    Moves,
    LegRows,
}

/// Opens a page. The browser loads the program behind these pages when the first of them is opened.
#[lazy(journey)]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::Board => view! { <board::BoardPage /> }.into_any(),
        Page::Move => view! { <moving::MovePage /> }.into_any(),
        Page::Moves => view! { <moves::MovesPage /> }.into_any(),
        Page::LegRows => view! { <map::LegRowsPage /> }.into_any(),
    }
}
