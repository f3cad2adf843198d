//! People at accounts.

pub mod entity;
