//! Who may do what: the one policy. Pages ask it to hide what one may not do, operations to refuse it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One of the three departments. Their part in an account is called a leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Department {
    /// Finds out who stirs, and tells the story.
    Marketing,
    /// Wins the deal with the buyer.
    Sales,
    /// Makes the promised outcome come true.
    Service,
}

impl Department {
    /// The three, always in this order.
    pub const ALL: [Self; 3] = [Self::Marketing, Self::Sales, Self::Service];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Marketing => "marketing",
            Self::Sales => "sales",
            Self::Service => "service",
        }
    }
}
