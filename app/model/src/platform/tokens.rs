//! Keys to the REST API: each acts for one person.

pub mod list;
pub mod make;
pub mod make_for;
pub mod revoke;
