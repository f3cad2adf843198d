//! What buyers did.

pub mod entity;
