//! Leads: identified persons to whom the lead definition is applied that marketing and sales signed. How it belongs
//! together stands in `docs/leads-rules.md`.

pub mod calendars;
pub mod chain;
pub mod definitions;
pub mod engagement;
pub mod matching;
pub mod obligations;
pub mod pains;
pub mod reports;
pub mod routing;
pub mod rules;
pub mod scores;
