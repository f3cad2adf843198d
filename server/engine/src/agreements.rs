//! What departments sign, of every kind. The rules are the model's ([`model::agreement`]); here agreements are read,
//! locked, written, and brought into force on their day.
//!
//! A kind plugs in at two places: its content in [`kinds`], with what follows when a version comes into force, and an
//! operation of its own that changes content by [`content::store`]. What holds is read by [`content::in_force`].

mod bring_into_force;
pub mod content;
pub mod entity;
mod held;
pub(crate) mod job;
mod kinds;
mod list;
#[cfg(test)]
pub(crate) mod sample;
pub mod versions;
