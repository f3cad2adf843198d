//! Versions of agreements, and what hangs on them.

mod comment;
pub mod comments;
mod draft;
pub mod entity;
mod list;
mod propose;
mod show;
mod sign;
pub mod signatures;
mod take_back;
mod withdraw;
