//! The board: stages as columns, accounts as cards.

pub mod card;
pub mod column;
pub mod show;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Phase, Place, Stage, Stages};
use crate::{
    Department,
    values::{
        Version,
        ids::{AccountId, PersonId},
        money::Money,
        text::SearchText,
    },
};

/// Which stages stand open; the others are folded away and still counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BoardView {
    /// Where needs are found.
    EarlyMiddle,
    /// Where deals are won.
    MiddleLate,
    /// Where promises are kept.
    Customers,
    /// Off the journey for a reason.
    Detours,
    /// Everything.
    #[default]
    All,
}

impl BoardView {
    /// All views, in the order of the tabs.
    pub const ALL: [Self; 5] = [
        Self::EarlyMiddle,
        Self::MiddleLate,
        Self::Customers,
        Self::Detours,
        Self::All,
    ];

    /// The key in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::EarlyMiddle => "early_middle",
            Self::MiddleLate => "middle_late",
            Self::Customers => "customers",
            Self::Detours => "detours",
            Self::All => "all",
        }
    }

    /// The view with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.key() == key)
    }

    /// The view in which somebody of this department finds most of his work.
    pub const fn of(department: Option<Department>) -> Self {
        match department {
            Some(Department::Marketing) => Self::EarlyMiddle,
            Some(Department::Service) => Self::Customers,
            Some(Department::Sales) | None => Self::MiddleLate,
        }
    }

    /// Whether the stages of a phase stand open.
    pub const fn opens(self, phase: Phase) -> bool {
        match self {
            Self::EarlyMiddle => matches!(phase, Phase::Early | Phase::Middle),
            Self::MiddleLate => matches!(phase, Phase::Middle | Phase::Late),
            Self::Customers => matches!(phase, Phase::Customer),
            Self::Detours => matches!(phase, Phase::Detour),
            Self::All => true,
        }
    }

    /// The stages that stand open, in order.
    pub fn stages(self, all: &Stages) -> impl Iterator<Item = &Stage> {
        all.iter().filter(move |stage| self.opens(stage.phase))
    }
}

/// Which accounts the board shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct BoardFilter {
    /// Only those that this person leads for any leg.
    pub lead: Option<PersonId>,
    /// Only those that this person works on: leads a leg of, or works one beside its lead.
    pub worked_by: Option<PersonId>,
    /// Only those whose industry contains this.
    pub industry: Option<SearchText>,
}

/// One account on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Card {
    /// Which account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Key of the stage that it stands in.
    pub stage: String,
    /// What its open deals add up to.
    pub open_amount: Money,
    /// Name of who leads for marketing; `None` where that leg is missing.
    pub marketing_lead: Option<String>,
    /// Name of who leads for sales.
    pub sales_lead: Option<String>,
    /// Name of who leads for service.
    pub service_lead: Option<String>,
    /// Since when it stands in this stage.
    pub since: DateTime<Utc>,
    /// Whole days in this stage.
    pub days: u32,
    /// Longer than an account usually stays there.
    pub stalled: bool,
    /// Whether a deal with it was ever won: the condition for the customer stages.
    pub has_won_deal: bool,
    /// Its version, for the move.
    pub version: Version,
}

impl Card {
    /// Who leads for marketing, sales and service.
    pub fn owners(&self) -> [Option<String>; 3] {
        [
            self.marketing_lead.clone(),
            self.sales_lead.clone(),
            self.service_lead.clone(),
        ]
    }

    /// The leg that owes the next act, with the name of its lead: the one that answers for the stage. Nothing where
    /// the departments named none.
    pub fn owes_next(&self, stages: &Stages) -> Option<(Department, Option<&str>)> {
        let leg = stages.by_key(&self.stage)?.accountable?;
        let lead = match leg {
            Department::Marketing => &self.marketing_lead,
            Department::Sales => &self.sales_lead,
            Department::Service => &self.service_lead,
        };
        Some((leg, lead.as_deref()))
    }

    /// Where it stands, for the rules of moving.
    pub fn place(&self) -> Place {
        Place {
            stage: self.stage.clone(),
            since: self.since,
            has_won_deal: self.has_won_deal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journey::Journey;

    #[test]
    fn every_view_but_the_whole_shows_four_columns() {
        let stages = Journey::shipped().stages();
        for view in BoardView::ALL {
            let expected = if view == BoardView::All { 14 } else { 4 };
            assert_eq!(view.stages(&stages).count(), expected, "{view:?}");
            assert_eq!(BoardView::from_key(view.key()), Some(view));
        }
    }

    #[test]
    fn each_department_begins_where_its_leg_is_accountable() {
        let stages = Journey::shipped().stages();
        for department in Department::ALL {
            let own = BoardView::of(Some(department))
                .stages(&stages)
                .filter(|stage| stage.accountable == Some(department))
                .count();
            assert!(own >= 3, "{department:?}");
        }
    }
}
