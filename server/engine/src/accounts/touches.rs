//! What our legs did.

pub mod entity;
