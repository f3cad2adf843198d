//! What every area stands on: the organisation and its people, import, trash, audit, administration.

pub mod audit;
pub mod check;
pub mod demo;
pub mod imports;
pub mod jobs;
pub mod links;
pub mod organisation;
pub mod people;
pub mod search;
pub mod tokens;
