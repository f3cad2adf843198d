//! Today: what needs somebody.

mod show;
