//! Leads: identified persons to whom the lead definition is applied that marketing and sales signed. How it belongs
//! together stands in `docs/leads-rules.md`.

pub mod chain;
pub mod definitions;
pub mod pains;
pub mod rules;
pub mod scores;
