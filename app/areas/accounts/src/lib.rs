//! Screens for accounts, the people there and their deals.

pub mod address;
pub mod contacts;
pub mod deals;
pub mod edit;
mod fields;
mod following;
mod growing;
pub mod list;
pub mod new;
pub mod show;
mod stages;
mod steps;
pub mod trash;
