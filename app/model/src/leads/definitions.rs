//! The lead definition: when a lead is qualified, and how leads come to their scores. Marketing and sales sign it; what
//! it finds about a lead is kept with the lead, under the version that found it.

pub mod blind;
mod check;
mod difference;
pub mod edit;
pub mod edit_criteria;
pub mod edit_limits;
pub mod edit_meaning;
mod editing;
pub mod preview;
pub mod proof;
pub mod remove_rule;
pub mod replay;
mod shipped;
pub mod show;
pub mod show_criteria;
pub mod show_rule;
pub mod write_rule;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::editing::{about_limits, about_score_rule};
use super::scores::ScoreModel;
use crate::{
    FieldErrors,
    agreement::{Agreed, AgreementKind},
    criteria::{Asks, Condition, Criterion, Moment, facts::AccountFacts},
    receipt::{Met, Receipt},
};

/// When a lead is qualified, as departments agree on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeadDefinition {
    /// What a qualified lead is, in words that all departments read alike.
    pub meaning: String,
    /// When a lead is qualified. It may ask for scores, pains and triggers, and everything that can be asked about the
    /// account.
    pub criteria: Criterion,
    /// How leads come to their scores.
    pub scores: ScoreModel,
}

/// What a definition finds about a lead at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Qualification {
    /// Whether the lead is qualified.
    pub qualified: bool,
    /// Why, with the rows that counted.
    pub receipt: Receipt,
    /// The values that decided, to be kept with the lead.
    pub snapshot: Snapshot,
    /// Until this moment it stands although nothing happens; from then on it may be otherwise. `None`: for ever.
    pub until: Option<DateTime<Utc>>,
}

/// The values that decided about a lead. Kept with the lead: later facts and later versions leave them as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = QualificationSnapshot)]
pub struct Snapshot {
    /// When.
    pub at: DateTime<Utc>,
    /// The fit score.
    pub fit: u32,
    /// The engagement score.
    pub engagement: u32,
    /// The severest pain of which there was evidence, 1 to 5.
    pub severity: Option<u8>,
    /// Until when the last trigger counts.
    pub trigger_until: Option<DateTime<Utc>>,
    /// Each condition of the definition.
    pub values: Vec<Value>,
}

/// One condition, and what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = QualificationValue)]
pub struct Value {
    /// What was asked, in words.
    pub asked: String,
    /// What was found, in words.
    pub found: String,
    /// How it came out.
    pub met: Met,
}

impl LeadDefinition {
    /// What has to be read to decide by it.
    pub fn asks(&self) -> Asks {
        self.criteria.asks().and(self.scores.asks())
    }

    /// Keys of the pains and of the crises that it names, so that somebody can say whether the catalogue has them.
    pub fn named(&self) -> (BTreeSet<&str>, BTreeSet<&str>) {
        let (mut pains, mut crises) = (BTreeSet::new(), BTreeSet::new());
        let rules = self.scores.fit.rules.iter().chain(&self.scores.engagement.rules);
        let scored = rules.flat_map(|rule| rule.given.conditions());
        for condition in self.criteria.conditions().into_iter().chain(scored) {
            let (named, befell) = match condition {
                Condition::Pain(asked) => (asked.pains.as_ref(), None),
                Condition::Trigger(asked) => (asked.pains.as_ref(), asked.crises.as_ref()),
                _ => (None, None),
            };
            pains.extend(named.into_iter().flatten().map(String::as_str));
            crises.extend(befell.into_iter().flatten().map(String::as_str));
        }
        (pains, crises)
    }

    /// What it finds about the lead of these facts at a moment. The lead is scored by this definition first: scores that
    /// the facts bring along are overwritten.
    pub fn qualify(&self, facts: &mut AccountFacts, now: DateTime<Utc>) -> Qualification {
        self.scores.score(facts);
        self.decide(facts, now)
    }

    /// The same by the scores that the facts bring along.
    pub fn decide(&self, facts: &AccountFacts, now: DateTime<Utc>) -> Qualification {
        let (verdict, receipt) = Moment::of(facts, now).explained(&self.criteria);
        Qualification {
            qualified: verdict.holds,
            snapshot: Snapshot::of(facts, now, &receipt),
            receipt,
            until: verdict.until,
        }
    }
}

impl Qualification {
    /// What is missing, in words: the outermost criteria that are not met.
    pub fn missing(&self) -> Vec<&str> {
        let lines = self.receipt.lines.iter();
        lines
            .filter(|line| line.depth == 0 && line.met != Met::Yes)
            .map(|line| line.asked.as_str())
            .collect()
    }
}

impl Snapshot {
    fn of(facts: &AccountFacts, now: DateTime<Utc>, receipt: &Receipt) -> Self {
        let evidence = facts.evidence().iter().filter(|row| row.counts_at(now));
        let triggers = facts.triggers().iter().filter(|row| row.counts_at(now));
        let lead = facts.lead.as_ref();
        let conditions = receipt.lines.iter().filter(|line| !line.found.is_empty());
        Self {
            at: now,
            fit: lead.map_or(0, |lead| lead.fit.total_at(now)),
            engagement: lead.map_or(0, |lead| lead.engagement.total_at(now)),
            severity: evidence.map(|row| row.severity).max(),
            trigger_until: triggers.map(|row| row.until).max(),
            values: conditions
                .map(|line| Value {
                    asked: line.asked.clone(),
                    found: line.found.clone(),
                    met: line.met,
                })
                .collect(),
        }
    }
}

impl Agreed for LeadDefinition {
    const KIND: AgreementKind = AgreementKind::LeadDefinition;

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

#[cfg(test)]
mod tests;
