//! The whole board.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{BoardFilter, BoardView, Card};
use crate::{
    Access, Actor, Department, Kind, Operation, Rest,
    journey::Phase,
    values::{Page, ids::PersonId, money::Money, text::SearchText},
};

/// Shows the board: every stage with its figures, the open ones with their first cards.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShowBoard {
    /// Which stages stand open, all unless said.
    #[serde(default)]
    pub view: BoardView,
    /// Only accounts that the asking person works on: leads a leg of, or works one beside its lead.
    #[serde(default)]
    pub mine: bool,
    /// Only accounts that this person leads; then `mine` says nothing more.
    #[serde(default)]
    pub lead: Option<PersonId>,
    /// Only accounts whose industry contains this.
    #[serde(default)]
    pub industry: Option<SearchText>,
}

impl ShowBoard {
    /// Which accounts are meant, for whoever asks.
    pub fn filter(&self, actor: &Actor) -> BoardFilter {
        BoardFilter {
            lead: self.lead,
            worked_by: actor.person().filter(|_| self.mine && self.lead.is_none()),
            industry: self.industry.clone(),
        }
    }
}

impl Operation for ShowBoard {
    type Output = Board;
    const NAME: &'static str = "journey.board.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/board",
        "The board: stages with their figures and first cards",
    ));
}

/// The board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Board {
    /// All stages, in the buyer's order, detours last.
    pub columns: Vec<Column>,
    /// Who leads accounts, to filter by.
    pub leads: Vec<Lead>,
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Column {
    /// Key of the stage.
    pub stage: String,
    /// Its name.
    pub name: String,
    /// The part of the journey.
    pub phase: Phase,
    /// The leg that answers for accounts there.
    pub accountable: Option<Department>,
    /// Days that an account usually stays.
    pub norm_days: Option<u16>,
    /// How many accounts are in it.
    pub count: u32,
    /// What their open deals add up to.
    pub open_amount: Money,
    /// The median of whole days in this stage; `None` when nobody is in it.
    pub median_days: Option<u32>,
    /// How many stay longer than usual.
    pub stalled: u32,
    /// How many have a leg without a lead.
    pub missing_leg: u32,
    /// The first cards, largest open amount first; none where the stage is folded away.
    pub cards: Page<Card>,
}

/// Somebody who may lead accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Lead {
    /// Who.
    pub id: PersonId,
    /// The person's name.
    pub name: String,
    /// For which leg.
    pub department: Option<Department>,
}
