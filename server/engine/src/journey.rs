//! The buyer's journey.

pub(crate) mod board;
#[cfg(test)]
mod sample;
mod stages;
pub(crate) mod today;
pub mod transitions;
