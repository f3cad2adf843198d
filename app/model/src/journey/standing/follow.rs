//! The product looks where accounts stand.

use serde::{Deserialize, Serialize};

use crate::{Access, Kind, Operation, values::ids::AccountId};

/// Looks where accounts stand by now, and moves those that stand elsewhere: those whose stage may be another one because
/// time has passed, or all.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FollowJourney {
    /// All accounts behind this one, in the order of their ids; otherwise those that are due.
    pub all_after: Option<AccountId>,
    /// At most so many.
    pub most: u16,
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// How many accounts.
    pub looked: u32,
    /// How many of them moved.
    pub moved: u32,
    /// The last of them.
    pub last: Option<AccountId>,
}

impl Operation for FollowJourney {
    type Output = Followed;
    const NAME: &'static str = "journey.standing.follow";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::System;
}
