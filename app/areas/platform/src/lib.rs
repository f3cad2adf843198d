//! Screens for getting in, people, import, trash, audit and administration.

pub mod door;
