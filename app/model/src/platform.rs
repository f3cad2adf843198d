//! What every area stands on: the organisation and its people, import, trash, audit, administration.

pub mod imports;
pub mod organisation;
pub mod people;
pub mod search;
