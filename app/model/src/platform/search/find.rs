//! One field that finds accounts, people and deals.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Kind, Operation, Rest,
    values::{
        ids::{AccountId, ContactId, DealId},
        money::Money,
        text::SearchText,
    },
};

/// Finds accounts, contacts and deals by name, the best of each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Find {
    /// What is sought: the beginning of a name, or a part of it.
    pub q: SearchText,
}

impl Find {
    /// How many of each kind are found at most.
    pub const MOST: usize = 8;
}

impl Operation for Find {
    type Output = Found;
    const NAME: &'static str = "platform.search.find";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/search", "Accounts, contacts and deals by name"));
}

/// What was found, the best first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Found {
    /// Accounts.
    pub accounts: Vec<FoundAccount>,
    /// People at accounts.
    pub contacts: Vec<FoundContact>,
    /// Deals.
    pub deals: Vec<FoundDeal>,
}

impl Found {
    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty() && self.contacts.is_empty() && self.deals.is_empty()
    }
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FoundAccount {
    /// Which one.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Its web domain.
    pub domain: Option<String>,
    /// Key of its stage.
    pub stage: String,
    /// How well it fits: 4 the same, 3 begins so, 2 a word begins so, 1 contains it.
    pub rank: u8,
}

/// A person at an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FoundContact {
    /// Which one.
    pub contact: ContactId,
    /// The person's name.
    pub name: String,
    /// What the person does there.
    pub job_title: Option<String>,
    /// At which account.
    pub account: Option<AccountId>,
    /// The account's name.
    pub account_name: Option<String>,
    /// How well it fits.
    pub rank: u8,
}

/// A deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FoundDeal {
    /// Which one.
    pub deal: DealId,
    /// What it is about.
    pub name: String,
    /// With which account.
    pub account: AccountId,
    /// The account's name.
    pub account_name: String,
    /// Its amount.
    pub amount: Money,
    /// `open`, `won` or `lost`.
    pub state: String,
    /// How well it fits.
    pub rank: u8,
}
