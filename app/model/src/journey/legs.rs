//! What it is worth that three legs stand by an account: how deals ended by the stool score that their accounts had when
//! they were decided, and at how many of those that are being decided marketing still stands by.

pub mod decided;
pub mod late;
mod score_then;
pub mod show;

pub use score_then::ScoreThen;

use crate::keyed;

/// So many cases are needed before a share of them is said: fewer are chance.
pub const LEAST: u32 = 5;

keyed! {
    /// How a deal was decided.
    Outcome {
        /// The buyer said yes.
        Won = "won", "Won";
        /// The buyer said no.
        Lost = "lost", "Lost";
    }
}

#[cfg(test)]
mod tests;
