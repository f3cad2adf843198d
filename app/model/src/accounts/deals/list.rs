//! The list of deals.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Deal, DealState};
use crate::{
    Access, Kind, Operation, Rest,
    values::{
        Cursor, Limit, Page, Sort, SortKey,
        ids::{AccountId, PersonId},
    },
};

/// Lists deals by some conditions, sorted by one key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListDeals {
    /// With this account.
    pub account: Option<AccountId>,
    /// In this state.
    pub state: Option<DealState>,
    /// Of this person.
    pub owner: Option<PersonId>,
    /// By what: `close`, `amount`, `name` or `updated`, with `-` in front the other way round; `close` unless said.
    #[schema(value_type = Option<String>)]
    pub sort: Option<Sort<DealSort>>,
    /// How many rows, 50 unless said.
    pub limit: Option<Limit>,
    /// Where the page begins.
    pub cursor: Option<Cursor>,
}

/// By what deals are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DealSort {
    /// When it is to be decided; deals without a day come last either way.
    Close,
    /// What it is worth.
    Amount,
    /// Its name.
    Name,
    /// When it was last changed.
    Updated,
}

impl SortKey for DealSort {
    const KEYS: &'static [(&'static str, Self)] = &[
        ("close", Self::Close),
        ("amount", Self::Amount),
        ("name", Self::Name),
        ("updated", Self::Updated),
    ];
}

impl ListDeals {
    /// How the rows are sorted.
    pub fn sorted(&self) -> Sort<DealSort> {
        self.sort.unwrap_or(Sort::up(DealSort::Close))
    }
}

impl Operation for ListDeals {
    type Output = Page<Deal>;
    const NAME: &'static str = "accounts.deals.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/deals", "Lists deals"));
}
