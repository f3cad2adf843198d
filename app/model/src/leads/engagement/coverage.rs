//! The matrix: which stages and pairs of legs have a rule, and which should have one.
//!
//! Which cells need a rule follows from the journey: where two legs owe the buyer an act in one stage, they meet there,
//! and each owes the other to say what it gives and what it gets. So the journey and the matrix cannot tell two stories,
//! and nobody makes the matrix look better by forgetting a cell. What the departments do not want to rule they exempt,
//! with a reason, in the same agreement.

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Exempt, Rule, RuleKey, RulesOfEngagement};
use crate::{
    Department,
    journey::{StageKey, Stages},
};

/// One cell of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = EngagementCell)]
pub struct Cell {
    /// In which stage.
    #[schema(value_type = String)]
    pub stage: StageKey,
    /// Which leg gives.
    pub giving: Department,
    /// Which leg receives.
    pub receiving: Department,
}

crate::keyed! {
    /// How a cell of the matrix stands.
    CellState {
        /// It needs a rule and has one.
        Defined = "defined", "Defined";
        /// It needs a rule and has none.
        Missing = "missing", "No rule yet";
        /// It would need one, and the departments agreed that it has none.
        Exempt = "exempt", "Needs none by agreement";
        /// It has a rule that nobody asks for.
        Extra = "extra", "Defined, though not needed";
        /// It needs none and has none.
        NotNeeded = "not_needed", "Not needed";
    }
}

/// A cell with what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MatrixCell {
    /// Which one.
    pub cell: Cell,
    /// How it stands.
    pub state: CellState,
    /// Its rules, in their order.
    #[schema(value_type = Vec<String>)]
    pub rules: Vec<RuleKey>,
}

/// Cells that have a rule of cells that need one. Where none needs one there is no share, and never 0 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = EngagementCoverage)]
pub struct Coverage {
    /// How many of those that need a rule have one.
    pub defined: u32,
    /// How many need a rule.
    pub required: u32,
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.defined, self.required)
    }
}

/// Each leg with each other one, in their usual order.
fn pairs() -> impl Iterator<Item = (Department, Department)> {
    Department::ALL.into_iter().flat_map(|giving| {
        let others = Department::ALL
            .into_iter()
            .filter(move |receiving| *receiving != giving);
        others.map(move |receiving| (giving, receiving))
    })
}

impl RulesOfEngagement {
    /// All cells of the matrix, stage by stage. Rules for stages that the journey does not have stand in none.
    pub fn matrix(&self, stages: &Stages) -> Vec<MatrixCell> {
        let exempt: BTreeSet<Cell> = self.exempt.iter().map(Exempt::cell).collect();
        let cells = stages.iter().flat_map(|stage| {
            pairs().map(move |(giving, receiving)| {
                let owes = |leg| stage.owes.iter().any(|owed| owed.leg == leg);
                let needed = owes(giving) && owes(receiving);
                let stage = stage.key.clone();
                let cell = Cell {
                    stage,
                    giving,
                    receiving,
                };
                (cell, needed)
            })
        });
        cells
            .map(|(cell, needed)| {
                let stands = |rule: &&Rule| rule.cells().any(|own| own == cell);
                let rules: Vec<RuleKey> = self.rules.iter().filter(stands).map(|rule| rule.key.clone()).collect();
                let state = match (needed, rules.is_empty()) {
                    (true, false) => CellState::Defined,
                    (true, true) if exempt.contains(&cell) => CellState::Exempt,
                    (true, true) => CellState::Missing,
                    (false, false) => CellState::Extra,
                    (false, true) => CellState::NotNeeded,
                };
                MatrixCell { cell, state, rules }
            })
            .collect()
    }

    /// How many of the cells that need a rule have one.
    pub fn coverage(&self, stages: &Stages) -> Coverage {
        let matrix = self.matrix(stages);
        let count = |state| {
            let cells = matrix.iter().filter(|cell| cell.state == state).count();
            u32::try_from(cells).unwrap_or(u32::MAX)
        };
        let defined = count(CellState::Defined);
        Coverage {
            defined,
            required: defined + count(CellState::Missing),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Department::{Marketing, Sales, Service},
        journey::Journey,
    };

    fn state(rules: &RulesOfEngagement, stage: &str, giving: Department, receiving: Department) -> CellState {
        let matrix = rules.matrix(&Journey::shipped().stages());
        let is_it = |found: &&MatrixCell| {
            (&found.cell.stage, found.cell.giving, found.cell.receiving) == (&stage.parse().unwrap(), giving, receiving)
        };
        matrix.iter().find(is_it).unwrap().state
    }

    #[test]
    fn coverage_is_defined_cells_of_required_cells() {
        let stages = Journey::shipped().stages();
        let mut rules = RulesOfEngagement::shipped();
        assert_eq!(rules.coverage(&stages).to_string(), "16 of 28");
        rules.rules.clear();
        assert_eq!(rules.coverage(&stages).to_string(), "0 of 28");
        let nowhere = Stages::from_iter([]);
        assert_eq!(
            rules.coverage(&nowhere),
            Coverage {
                defined: 0,
                required: 0
            }
        );
    }

    #[test]
    fn a_cell_needs_a_rule_where_both_legs_owe_the_buyer_an_act() {
        let mut rules = RulesOfEngagement::shipped();
        assert_eq!(state(&rules, "exploring", Marketing, Sales), CellState::Defined);
        assert_eq!(state(&rules, "selecting", Service, Marketing), CellState::Missing);
        assert_eq!(state(&rules, "loosening", Marketing, Sales), CellState::NotNeeded);
        rules.rules[0].stages.push("loosening".parse().unwrap());
        assert_eq!(state(&rules, "loosening", Marketing, Sales), CellState::Extra);
    }

    #[test]
    fn what_the_departments_exempt_is_no_gap() {
        let stages = Journey::shipped().stages();
        let mut rules = RulesOfEngagement::shipped();
        rules.exempt = vec![Exempt {
            stage: "selecting".parse().unwrap(),
            giving: Service,
            receiving: Marketing,
            reason: "Marketing asks nothing of service there.".to_owned(),
        }];
        assert_eq!(rules.check(), Ok(()));
        assert_eq!(state(&rules, "selecting", Service, Marketing), CellState::Exempt);
        assert_eq!(rules.coverage(&stages).to_string(), "16 of 27");
    }
}
