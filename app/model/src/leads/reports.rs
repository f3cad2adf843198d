//! What became of leads, in figures: each is made of the rows that it lists, and of nothing else.
//!
//! A figure has a rule for one row ([`HandedOver`], [`Closed`]) that puts it into a group, and each group counts in the
//! numerator, in the denominator only, or apart. So what a figure says and what its list holds cannot disagree.

mod cohort;
mod figure;
mod measured;
pub mod rows;
mod rule;
pub mod show;

pub use self::{
    cohort::cohort,
    figure::{Counts, Figure, Group},
    measured::{Case, Data, GroupCount, Measured, PerRep, Slice},
    rule::{Answered, Closed, HandedOver, Rep, limit_minutes, reps},
};

/// So many rows a figure needs before a share or a median of them is said: fewer are chance.
pub const LEAST: u32 = crate::journey::legs::LEAST;

#[cfg(test)]
mod tests;
