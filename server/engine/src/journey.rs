//! The buyer's journey.

pub(crate) mod board;
pub mod facts;
pub mod in_force;
pub(crate) mod legs;
pub(crate) mod map;
pub mod missing_legs;
pub(crate) mod participation;
pub mod replay;
#[cfg(test)]
mod sample;
mod stages;
pub(crate) mod standing;
pub(crate) mod today;
pub mod transitions;
pub(crate) mod versions;
