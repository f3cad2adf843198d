//! The list of accounts.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Account, filter::filtered};
use crate::{
    Access, Kind, Operation, Rest,
    values::{Cursor, Limit, Page, Sort, SortKey},
};

filtered! {
    /// Lists accounts by some conditions, sorted by one key.
    #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
    pub struct ListAccounts {
        /// By what: `name`, `updated`, `open_amount`, `stage` or `close`, with `-` in front the other way round. Unless
        /// said the ones changed last come first.
        #[schema(value_type = Option<String>)]
        pub sort: Option<Sort<AccountSort>>,
        /// How many rows, 50 unless said.
        pub limit: Option<Limit>,
        /// Where the page begins.
        pub cursor: Option<Cursor>,
    }
}

/// By what accounts are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccountSort {
    /// Its name.
    Name,
    /// When it was last changed.
    Updated,
    /// Sum of its open deals.
    OpenAmount,
    /// Where it stands in the buyer's order, and how long.
    Stage,
    /// The nearest day on which an open deal is to be decided; accounts without one come last either way.
    Close,
}

impl SortKey for AccountSort {
    const KEYS: &'static [(&'static str, Self)] = &[
        ("name", Self::Name),
        ("updated", Self::Updated),
        ("open_amount", Self::OpenAmount),
        ("stage", Self::Stage),
        ("close", Self::Close),
    ];
}

impl ListAccounts {
    /// How the rows are sorted.
    pub fn sorted(&self) -> Sort<AccountSort> {
        self.sort.unwrap_or(Sort::down(AccountSort::Updated))
    }
}

impl Operation for ListAccounts {
    type Output = Page<Account>;
    const NAME: &'static str = "accounts.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/accounts", "Lists accounts"));
}
