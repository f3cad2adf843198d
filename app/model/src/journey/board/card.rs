//! One card.

use serde::{Deserialize, Serialize};

use super::Card;
use crate::{Access, Kind, Operation, values::ids::AccountId};

/// Shows one account as the board does, for the page that moves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShowCard {
    /// Which account.
    pub account: AccountId,
}

impl Operation for ShowCard {
    type Output = Card;
    const NAME: &'static str = "journey.board.card";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
}
