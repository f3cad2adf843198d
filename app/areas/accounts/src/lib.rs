//! Screens for accounts, the people there and their deals.

pub mod address;
pub mod contacts;
pub mod deals;
mod growing;
pub mod list;
mod stages;
mod steps;
pub mod trash;
