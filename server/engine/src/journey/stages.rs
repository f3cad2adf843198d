//! The stages of the journey in force.

mod list;
