//! Where accounts stand by the journey's criteria.

pub mod explain;
pub mod follow;
