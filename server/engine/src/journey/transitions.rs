//! Moves along the journey.

pub mod entity;
