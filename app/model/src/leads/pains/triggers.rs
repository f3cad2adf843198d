//! Crises that befell accounts.

pub mod add;
pub mod end;
