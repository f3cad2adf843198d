//! The people of the three departments: how they get in, who they are, how the product speaks to them.

pub mod set_up;
pub mod sign_in;
pub mod sign_out;
pub mod viewer;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether a person can sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PersonState {
    /// Was invited and has not chosen a password yet.
    Invited,
    /// Can sign in.
    Active,
    /// Can no longer sign in; what he did stays.
    Deactivated,
}

impl PersonState {
    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Deactivated => "deactivated",
        }
    }

    /// The state with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Invited, Self::Active, Self::Deactivated]
            .into_iter()
            .find(|state| state.key() == key)
    }
}
