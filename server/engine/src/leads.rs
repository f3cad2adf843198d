//! Leads, and what makes a company one: its pains.

pub mod pains;
