//! Which legs owe an act.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::MissingLeg;
use crate::{
    Access, Department, Kind, Operation, Rest,
    values::{Cursor, Limit, Page, ids::AccountId},
};

/// Lists legs that owe an act, the longest missing first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct ListMissingLegs {
    /// Only this leg.
    #[serde(default)]
    pub leg: Option<Department>,
    /// Only of accounts that whoever asks leads for any leg.
    #[serde(default)]
    pub mine: bool,
    /// Only of this account.
    #[serde(default)]
    pub account: Option<AccountId>,
    /// Where the page begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How many rows, 50 unless said.
    #[serde(default)]
    pub limit: Limit,
}

impl Operation for ListMissingLegs {
    type Output = Page<MissingLeg>;
    const NAME: &'static str = "journey.missing_legs.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/missing-legs",
        "Legs that owe an act where an account stands, the longest missing first",
    ));
}
