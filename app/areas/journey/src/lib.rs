//! Screens for the buyer's journey: the board, moving an account, and what needs somebody today.

pub mod board;
mod drag;
pub mod moving;
pub mod today;
