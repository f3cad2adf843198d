//! Accounts, the people there, their deals, and what our legs did for them.

pub mod contacts;
pub mod deals;
pub mod entity;
pub mod external_keys;
pub mod signals;
pub mod touches;
