//! Deals: opportunities to sell something to an account.

pub mod create;
pub mod edit;
pub mod list;
pub mod lose;
pub mod reopen;
pub mod restore;
pub mod show;
pub mod trash;
pub mod win;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Lead;
use crate::{
    Complaint, FieldErrors,
    values::{
        Amount, Money, Version,
        ids::{AccountId, DealId},
    },
};

/// An opportunity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Deal {
    /// Which one.
    pub id: DealId,
    /// With which account.
    pub account: AccountId,
    /// Name of the account.
    pub account_name: String,
    /// What it is about.
    pub name: String,
    /// What it is worth.
    pub amount: Money,
    /// How it stands.
    pub state: DealState,
    /// When it is to be decided.
    pub close_on: Option<NaiveDate>,
    /// When it was decided.
    pub closed_at: Option<DateTime<Utc>>,
    /// Why it was lost.
    pub lost_reason: Option<String>,
    /// Who is at it.
    pub owner: Option<Lead>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Since when it lies in the trash.
    pub trashed_at: Option<DateTime<Utc>>,
    /// How often its fields were edited.
    pub version: Version,
}

/// How a deal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DealState {
    /// Not decided yet.
    Open,
    /// The buyer said yes.
    Won,
    /// The buyer said no.
    Lost,
}

impl DealState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Open, Self::Won, Self::Lost];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }

    /// The state with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// A deal is worth something or nothing, never less.
fn check_amount(amount: Option<&Amount>) -> Result<(), FieldErrors> {
    let negative = amount.is_some_and(|amount| amount.as_str().starts_with('-'));
    FieldErrors::none()
        .unless(!negative, "amount", Complaint::AtLeast(0))
        .into_result()
}
