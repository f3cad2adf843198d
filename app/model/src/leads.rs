//! Leads, and what departments owe each other about them.

pub mod engagement;
pub mod obligations;
