//! What it is worth that three legs stand by an account.

mod decided;
mod late;
mod show;
mod then;

use model::journey::{legs::show::LegFigures, map::show::Period};

/// The figures, for each period that somebody asked for.
pub(crate) type Kept = crate::kept::Kept<Period, LegFigures>;

#[cfg(test)]
mod tests;
