//! Finding things by what they are called.

mod find;
