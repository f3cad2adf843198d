//! More of one column.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{BoardFilter, Card};
use crate::{
    Access, Actor, Kind, Operation, Rest,
    journey::StageKey,
    values::{Cursor, Limit, Page, ids::PersonId, text::SearchText},
};

/// Lists the cards of one stage, largest open amount first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShowColumn {
    /// Key of the stage.
    pub stage: StageKey,
    /// Only accounts that the asking person works on: leads a leg of, or works one beside its lead.
    #[serde(default)]
    pub mine: bool,
    /// Only accounts that this person leads; then `mine` says nothing more.
    #[serde(default)]
    pub lead: Option<PersonId>,
    /// Only accounts whose industry contains this.
    #[serde(default)]
    pub industry: Option<SearchText>,
    /// Where the page begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How many cards, 50 unless said.
    #[serde(default)]
    pub limit: Limit,
}

impl ShowColumn {
    /// Which accounts are meant, for whoever asks.
    pub fn filter(&self, actor: &Actor) -> BoardFilter {
        BoardFilter {
            lead: self.lead,
            worked_by: actor.person().filter(|_| self.mine && self.lead.is_none()),
            industry: self.industry.clone(),
        }
    }
}

impl Operation for ShowColumn {
    type Output = Page<Card>;
    const NAME: &'static str = "journey.board.column";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/board/{stage}",
        "The cards of one stage, largest open amount first",
    ));
}
