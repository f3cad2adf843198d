//! Rules of engagement: what departments owe each other and the buyer, by when, in both directions.
//!
//! The rules are the content of one agreement, which all three departments sign. Together they are a matrix: a rule
//! stands in the cell of each of its stages, of the leg that gives and of the leg that receives. What becomes of a rule
//! when it is set off stands in [`super::obligations`].

mod check;
mod coverage;
mod describe;
mod difference;
pub mod edit;
mod editing;
pub mod exempt_cell;
pub mod remove_rule;
pub mod require_rule;
mod rule;
mod shipped;
pub mod show;
mod touches;
mod triggers;
pub mod write_rule;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::{
    coverage::{Cell, CellState, Coverage, MatrixCell},
    editing::{about_exempt, about_rule},
    rule::{Counter, Duty, Precondition, Rule, Side, TouchLimit},
    triggers::{Occasion, Trigger},
};
pub use crate::values::key::RuleKey;
use crate::{
    Department, FieldErrors,
    agreement::{Agreed, AgreementKind},
    journey::StageKey,
};

/// What the departments owe each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RulesOfEngagement {
    /// The rules, in the order in which people read them.
    pub rules: Vec<Rule>,
    /// Cells of the matrix that need no rule, and why: so that what nobody wants is not taken for a gap.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exempt: Vec<Exempt>,
}

/// A cell of the matrix of which the departments say that it needs no rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Exempt {
    /// In which stage.
    #[schema(value_type = String)]
    pub stage: StageKey,
    /// Which leg gives.
    pub giving: Department,
    /// Which leg receives.
    pub receiving: Department,
    /// Why.
    pub reason: String,
}

impl Exempt {
    /// The cell.
    pub fn cell(&self) -> Cell {
        Cell {
            stage: self.stage.clone(),
            giving: self.giving,
            receiving: self.receiving,
        }
    }
}

impl Agreed for RulesOfEngagement {
    const KIND: AgreementKind = AgreementKind::RulesOfEngagement;

    fn shipped() -> Self {
        Self::shipped()
    }

    fn check(&self) -> Result<(), FieldErrors> {
        self.check()
    }

    fn difference(&self, later: &Self) -> Vec<String> {
        self.difference(later)
    }
}

impl RulesOfEngagement {
    /// The rule with this key.
    pub fn rule(&self, key: &RuleKey) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.key == *key)
    }
}
