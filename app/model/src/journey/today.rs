//! Today: what needs somebody.

pub mod show;
