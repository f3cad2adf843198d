//! Accounts, the people there, their deals, and what our legs did for them.

pub mod touches;
