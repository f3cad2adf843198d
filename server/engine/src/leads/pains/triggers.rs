//! Crises that befell accounts.

mod add;
mod end;
pub mod entity;
