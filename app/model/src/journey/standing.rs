//! Where accounts stand by the journey's criteria.

pub mod follow;
