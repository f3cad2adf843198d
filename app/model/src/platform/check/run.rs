//! Asks the database whether it agrees with itself.

use serde::{Deserialize, Serialize};

use super::Invariant;
use crate::{Access, Kind, Operation};

/// Checks every invariant, by a few statements over whole tables.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RunCheck {}

impl Operation for RunCheck {
    type Output = Vec<Invariant>;
    const NAME: &'static str = "platform.check.run";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::System;
}
