//! What replays of many accounts add up to.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Ended, Moved};
use crate::journey::evaluation::Rules;

/// What replays add up to. Parts that were counted apart add up to the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tally {
    /// How many accounts.
    pub accounts: u64,
    /// How many moments were looked at.
    pub looks: u64,
    /// How many moves there were.
    pub moves: u64,
    /// How many accounts end in another stage than the one where they stand.
    pub elsewhere: u64,
    /// How many end in each stage, in the buyer's order.
    pub standing: Vec<Standing>,
    /// How many moves from each stage to each other one, without those that nobody made.
    pub flows: Vec<Flow>,
}

/// How many accounts end in a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Standing {
    /// Key of the stage.
    pub stage: String,
    /// How many end there.
    pub accounts: u64,
}

/// How many moves led from one stage to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Flow {
    /// Key of the stage that was left.
    pub from: String,
    /// Key of the stage that was entered.
    pub to: String,
    /// How many moves.
    pub moves: u64,
}

impl Tally {
    /// Counts a move.
    pub fn moved(&mut self, moved: Moved<'_>) {
        self.moves += 1;
        self.flow(moved.from, moved.to, 1);
    }

    /// Counts an account that ended, and where it stands in truth.
    pub fn ended(&mut self, ended: Ended<'_>, stands: &str) {
        self.accounts += 1;
        self.looks += u64::from(ended.looks);
        self.elsewhere += u64::from(ended.stage != stands);
        self.stands(ended.stage, 1);
    }

    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.accounts += other.accounts;
        self.looks += other.looks;
        self.moves += other.moves;
        self.elsewhere += other.elsewhere;
        for standing in &other.standing {
            self.stands(&standing.stage, standing.accounts);
        }
        for flow in &other.flows {
            self.flow(&flow.from, &flow.to, flow.moves);
        }
    }

    /// Puts everything into the buyer's order.
    pub fn sort(&mut self, rules: &Rules<'_>) {
        self.standing.sort_by_key(|standing| rules.place(&standing.stage));
        self.flows
            .sort_by_key(|flow| (rules.place(&flow.from), rules.place(&flow.to)));
    }

    fn stands(&mut self, stage: &str, accounts: u64) {
        match self.standing.iter_mut().find(|standing| standing.stage == stage) {
            Some(standing) => standing.accounts += accounts,
            None => self.standing.push(Standing {
                stage: stage.to_owned(),
                accounts,
            }),
        }
    }

    fn flow(&mut self, from: &str, to: &str, moves: u64) {
        match self.flows.iter_mut().find(|flow| flow.from == from && flow.to == to) {
            Some(flow) => flow.moves += moves,
            None => self.flows.push(Flow {
                from: from.to_owned(),
                to: to.to_owned(),
                moves,
            }),
        }
    }
}
