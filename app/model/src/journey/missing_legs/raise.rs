//! The product notices legs that owe an act.

use serde::{Deserialize, Serialize};

use crate::{Access, Kind, Operation};

/// Raises an alert for each leg whose window has passed, at the accounts that are due.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RaiseMissingLegs {
    /// Of at most so many accounts.
    pub most: u16,
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// How many accounts.
    pub looked: u32,
    /// How many alerts were raised.
    pub raised: u32,
}

impl Operation for RaiseMissingLegs {
    type Output = Raised;
    const NAME: &'static str = "journey.missing_legs.raise";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::System;
}
