//! Leads: what makes a company one, from capture to the deal. What decides stands in `model::leads`.

pub mod chain;
pub mod definitions;
mod facts;
mod matching;
pub mod pains;
mod sales;
#[cfg(test)]
pub(crate) mod sample;
pub mod scores;
