//! The stages of the journey in force.

pub mod list;
