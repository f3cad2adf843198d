//! The event log as admins read it.

pub mod list;
