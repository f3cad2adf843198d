//! The queue of work for later, as admins see it. How it works is in [`crate::jobs`].

mod list;
mod retry;
