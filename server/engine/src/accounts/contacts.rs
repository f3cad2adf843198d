//! People at accounts.

mod create;
mod edit;
pub mod entity;
mod list;
pub mod queries;
mod restore;
mod show;
mod trash;
