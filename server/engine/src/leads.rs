//! Leads: what makes a company one, from capture to the deal. What decides stands in `model::leads`.

pub mod calendars;
pub mod chain;
pub mod definitions;
pub mod engagement;
mod facts;
mod matching;
pub mod obligations;
pub mod pains;
pub(crate) mod reports;
pub mod routing;
#[cfg(test)]
pub(crate) mod sample;
pub mod scores;
