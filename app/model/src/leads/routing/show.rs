//! Who of sales takes leads, and from where.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::where_from::WhereFrom;
use crate::{
    Access, Kind, Operation, Rest,
    values::{
        Version,
        ids::{PersonId, TerritoryId},
    },
};

/// Shows who of sales takes leads, how many each has, and the territories.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct ShowRouting {}

impl Operation for ShowRouting {
    type Output = Routing;
    const NAME: &'static str = "leads.routing.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/routing", "Shows who of sales takes leads, and from where"));
}

/// What decides to whom of sales a lead goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadRouting)]
pub struct Routing {
    /// Everybody of sales who can sign in, by name.
    pub desks: Vec<Desk>,
    /// The territories, the one that is asked first first.
    pub territories: Vec<KeptTerritory>,
}

/// Somebody of sales, and how many leads are his.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = SalesDesk)]
pub struct Desk {
    /// Who.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// On how many leads the person can work at once.
    pub capacity: u32,
    /// Takes no new leads at present.
    pub away: bool,
    /// How many are handed over to the person, accepted or worked on.
    pub load: u32,
    /// When the person was given one last.
    pub given_at: Option<DateTime<Utc>>,
}

/// A territory as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Territory)]
pub struct KeptTerritory {
    /// Which one.
    pub id: TerritoryId,
    /// What it is called.
    pub name: String,
    /// The order in which territories are asked, the lowest first.
    pub place: u16,
    /// Which accounts belong to it.
    pub accounts: WhereFrom,
    /// The same as a sentence.
    pub says: String,
    /// Who takes leads from there.
    pub people: Vec<PersonId>,
    /// How often it was changed.
    pub version: Version,
}
