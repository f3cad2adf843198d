//! Screens for accounts, the people there and their deals.

pub mod address;
pub mod contacts;
pub mod deals;
pub mod trash;
