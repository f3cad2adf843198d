//! The product looks which companies are ready to buy by now.

use serde::{Deserialize, Serialize};

use crate::{Access, Kind, Operation};

/// Looks at accounts whose readiness may be another one because time has passed, and records how it turned.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TurnReadiness {
    /// At most so many accounts.
    pub most: u16,
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turned {
    /// How many accounts.
    pub looked: u32,
    /// How often readiness turned.
    pub turned: u32,
}

impl Operation for TurnReadiness {
    type Output = Turned;
    const NAME: &'static str = "leads.pains.turn";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::System;
}
