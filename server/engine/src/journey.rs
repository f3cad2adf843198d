//! The buyer's journey.

mod board;
mod stages;
mod today;
pub mod transitions;
