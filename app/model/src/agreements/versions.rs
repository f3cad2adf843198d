//! The versions of an agreement.

pub mod comment;
pub mod draft;
pub mod list;
pub mod propose;
pub mod show;
pub mod sign;
pub mod take_back;
pub mod withdraw;
