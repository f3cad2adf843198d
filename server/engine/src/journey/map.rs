//! The map of the journey.

mod moves;
mod show;
mod stays;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use model::journey::{
    Vocabulary,
    map::show::{Period, StepFlow},
};

/// What went through the journey, for each period and vocabulary that somebody asked for.
pub(crate) type Kept = crate::kept::Kept<(Period, Vocabulary), Flows>;

/// What went through the steps of one vocabulary in one period.
#[derive(Debug)]
pub(crate) struct Flows {
    since: DateTime<Utc>,
    until: DateTime<Utc>,
    steps: Vec<StepFlow>,
}
