//! The map of the journey: what was agreed about each stage, and what went through it.

pub mod show;
