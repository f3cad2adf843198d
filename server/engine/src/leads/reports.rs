//! What became of leads in a period. Figures and the rows behind them are made of the same statements by the same rules
//! ([`handed`] for hand-overs, [`decided`] for deals, [`standing`] for how things are now), so that both say the same.

pub(super) mod days;
mod decided;
mod frame;
mod handed;
mod rows;
mod show;
mod standing;

use model::leads::reports::show::{Reports, ShowReports};

/// The figures, for each period and each part of the company that somebody asked for.
pub(crate) type Kept = crate::kept::Kept<ShowReports, Reports>;

/// How many rows one statement reads where all are counted.
const AT_ONCE: u64 = 5_000;

#[cfg(test)]
mod tests;
