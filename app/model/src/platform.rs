//! People, import, trash, audit.

pub mod imports;
