//! Opportunities.

pub mod entity;
