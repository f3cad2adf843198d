//! How many leads there are, by where they stand.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::LeadState;
use crate::{Access, Department, Kind, Operation, Rest, values::ids::PersonId};

/// Counts leads by state: all of them, those of a department, or those of one person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CountLeads {
    /// Owned by this person.
    #[serde(default)]
    pub owner: Option<PersonId>,
    /// Owned by somebody for this department.
    #[serde(default)]
    pub department: Option<Department>,
}

impl Operation for CountLeads {
    type Output = LeadCounts;
    const NAME: &'static str = "leads.chain.count";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/leads/counts", "Counts leads by where they stand"));
}

/// How many leads there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeadCounts {
    /// By state; states in which there is none are left out.
    pub states: Vec<StateCount>,
}

/// How many leads are in one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadStateCount)]
pub struct StateCount {
    /// Which one.
    pub state: LeadState,
    /// All of them.
    pub count: u32,
    /// Those whose next date has passed, on the organisation's clocks; closed ones are never overdue.
    pub overdue: u32,
}

impl LeadCounts {
    /// How many are in a state, or in any; only the overdue ones, or all.
    pub fn of(&self, state: Option<LeadState>, overdue: bool) -> u32 {
        let those = self
            .states
            .iter()
            .filter(|one| state.is_none_or(|state| one.state == state));
        those.map(|one| if overdue { one.overdue } else { one.count }).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_states_add_up() {
        let one = |state, count, overdue| StateCount { state, count, overdue };
        let states = vec![one(LeadState::Captured, 5, 2), one(LeadState::HandedOver, 3, 3)];
        let counts = LeadCounts { states };
        assert_eq!((counts.of(None, false), counts.of(None, true)), (8, 5));
        assert_eq!(counts.of(Some(LeadState::Captured), true), 2);
        assert_eq!(counts.of(Some(LeadState::Working), false), 0);
    }
}
