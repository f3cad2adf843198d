//! The product writes down what time alone has decided.

use serde::{Deserialize, Serialize};

use crate::{Access, Kind, Operation};

/// Looks at obligations whose limit has ended, the longest ended first. They are breached, or met, since that moment,
/// whoever looks; from now on it stands in the table, and managers are told.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LookAtObligations {
    /// At most so many.
    pub most: u32,
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// How many obligations.
    pub looked: u32,
    /// How many of them were breached.
    pub breached: u32,
}

impl Operation for LookAtObligations {
    type Output = Looked;
    const NAME: &'static str = "leads.obligations.look";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::System;
}
