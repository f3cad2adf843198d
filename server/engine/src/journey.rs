//! The buyer's journey.

pub(crate) mod board;
pub mod in_force;
#[cfg(test)]
mod sample;
mod stages;
pub(crate) mod today;
pub mod transitions;
