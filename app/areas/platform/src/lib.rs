//! Screens for getting in, people, import, trash, audit and administration.

pub mod admin;
pub mod audit;
pub mod components;
pub mod door;
pub mod imports;
pub mod jobs;
pub mod organisation;
pub mod palette;
pub mod people;
pub mod profile;
mod words;
