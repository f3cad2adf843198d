//! Accounts, the people there, their deals, and what our legs did for them.

pub mod activities;
pub mod contacts;
mod create;
pub mod deals;
mod edit;
pub mod entity;
pub mod external_keys;
mod figures;
pub mod filter;
mod list;
mod name_lead;
mod people_choices;
pub mod queries;
mod restore;
mod show;
pub mod signals;
mod timeline;
pub mod touches;
mod trash;
mod trash_list;

/// A name for sorting and finding, alike in both databases.
pub fn name_key(name: &str) -> String {
    name.to_lowercase()
}
