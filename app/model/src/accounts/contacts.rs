//! People at accounts.

pub mod create;
pub mod edit;
pub mod list;
pub mod restore;
pub mod show;
pub mod trash;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::values::{
    Version,
    ids::{AccountId, ContactId},
};

/// A person at a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Contact {
    /// Which one.
    pub id: ContactId,
    /// At which account; none when not known yet.
    pub account: Option<AccountId>,
    /// Name of the account.
    pub account_name: Option<String>,
    /// The person's name.
    pub name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// What the person does there.
    pub job_title: Option<String>,
    /// The part that the person plays when the account buys.
    pub buying_role: Option<BuyingRole>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Since when it lies in the trash.
    pub trashed_at: Option<DateTime<Utc>>,
    /// How often it was edited.
    pub version: Version,
}

/// The part that a person plays when an account buys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BuyingRole {
    /// Wants it and says so inside.
    Champion,
    /// Decides about the money.
    EconomicBuyer,
    /// Looks whether it can do what it says.
    Evaluator,
    /// Will work with it.
    User,
    /// Is against it.
    Blocker,
    /// Is asked by the others.
    Advisor,
}

impl BuyingRole {
    /// All roles.
    pub const ALL: [Self; 6] = [
        Self::Champion,
        Self::EconomicBuyer,
        Self::Evaluator,
        Self::User,
        Self::Blocker,
        Self::Advisor,
    ];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Champion => "champion",
            Self::EconomicBuyer => "economic_buyer",
            Self::Evaluator => "evaluator",
            Self::User => "user",
            Self::Blocker => "blocker",
            Self::Advisor => "advisor",
        }
    }

    /// The role as people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Champion => "Champion",
            Self::EconomicBuyer => "Economic buyer",
            Self::Evaluator => "Evaluator",
            Self::User => "User",
            Self::Blocker => "Blocker",
            Self::Advisor => "Advisor",
        }
    }

    /// The role with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }
}
