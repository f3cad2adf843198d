//! The buyer's journey.

mod board;
#[cfg(test)]
mod sample;
mod stages;
mod today;
pub mod transitions;
