//! Leads: from capture to the deal. What decides stands in `model::leads`.

pub mod chain;
pub mod definitions;
mod facts;
mod matching;
mod sales;
