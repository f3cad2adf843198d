//! What a version would do to the accounts, before anybody signs it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Kind, Operation, Rest,
    journey::StageKey,
    values::{
        Cursor, Limit, Page,
        ids::{AccountId, AgreementVersionId},
    },
};

/// Evaluates every account under a version and under what is in force, at this moment and with moves by hand holding,
/// and tells which would stand elsewhere. Nothing is written. The counts are of the accounts that the pages list.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PreviewVersion {
    /// Which version.
    pub version: AgreementVersionId,
    /// Lists only accounts that leave this stage.
    pub from: Option<StageKey>,
    /// Lists only accounts that enter this stage.
    pub to: Option<StageKey>,
    /// Goes on behind this place.
    pub cursor: Option<Cursor>,
    /// How many accounts to list.
    #[serde(default)]
    pub limit: Limit,
}

impl Operation for PreviewVersion {
    type Output = Preview;
    const NAME: &'static str = "journey.versions.preview";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/agreements/versions/{version}/preview",
        "Which accounts a version of the journey would move",
    ));
}

/// What a version would do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Preview {
    /// How many accounts were looked at.
    pub accounts: u64,
    /// How many of them would stand in another stage.
    pub moves: u64,
    /// How many from each stage to each other one, in the buyer's order; together they are all that would move.
    pub pairs: Vec<Pair>,
    /// The accounts that would move, of those asked for.
    pub listed: Page<Mover>,
    /// Seconds that it took.
    pub seconds: f64,
}

/// Accounts that would move from one stage to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PreviewPair)]
pub struct Pair {
    /// Key of the stage that they leave.
    pub from: String,
    /// Key of the stage that they enter.
    pub to: String,
    /// Name of the stage that they leave.
    pub from_name: String,
    /// Name of the stage that they enter.
    pub to_name: String,
    /// How many.
    pub accounts: u64,
}

/// An account that would move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PreviewMover)]
pub struct Mover {
    /// Which one.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Name of the stage that it leaves.
    pub from: String,
    /// Name of the stage that it enters.
    pub to: String,
}
