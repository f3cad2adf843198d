//! The event log as admins read it.

mod list;
