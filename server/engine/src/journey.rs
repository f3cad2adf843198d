//! The buyer's journey.

pub mod transitions;
