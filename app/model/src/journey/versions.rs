//! Versions of the agreement about the journey: how a draft is changed, and what a version would do.
//!
//! What every agreement can do stands in [`crate::agreements::versions`].

pub mod add_stage;
pub mod edit;
pub mod edit_entry;
pub mod edit_stage;
pub mod map_stage;
pub mod move_stage;
pub mod preview;
pub mod remove_stage;
pub mod replay;
pub mod show;
pub mod show_stage;
