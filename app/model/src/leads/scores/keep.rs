//! The product keeps the scores that are stored up to date.

use serde::{Deserialize, Serialize};

use crate::{Access, Kind, Operation, values::ids::LeadId};

/// Scores open leads again: those whose points may have changed because time has passed, or all.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeepScores {
    /// All leads behind this one, in the order of their ids; otherwise those that are due.
    pub all_after: Option<LeadId>,
    /// At most so many.
    pub most: u16,
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// How many leads.
    pub looked: u32,
    /// How many of them have other points now.
    pub changed: u32,
    /// The last of them.
    pub last: Option<LeadId>,
}

impl Operation for KeepScores {
    type Output = Kept;
    const NAME: &'static str = "leads.scores.keep";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::System;
}
