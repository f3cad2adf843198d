//! Two scores of a lead, never blended: **fit** says whether it is the kind of company that buys, **engagement** what was
//! done. Rules give points; limits and decay take them back. Every change is a row of the score's log, and the score is
//! the sum of the log: there is no other way to ask for it.

mod check;
mod decay;
mod describe;
mod follow;
pub mod keep;
mod log;
mod sweep;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::{
    decay::Decay,
    log::{RowKind, ScoreLog, ScoreRow},
};
pub use crate::values::key::ScoreRuleKey;
use crate::{
    criteria::{Asks, Condition, Criterion, facts::AccountFacts},
    keyed,
};

keyed! {
    /// Which of the two scores of a lead.
    Score {
        /// Whether it is the kind of company that buys.
        Fit = "fit", "Fit";
        /// What was done.
        Engagement = "engagement", "Engagement";
    }
}

/// The most points that a score may have.
pub const MOST_POINTS: u32 = 10_000;

/// How leads come to their scores; a part of their definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScoreModel {
    /// Whether it is the kind of company that buys.
    pub fit: Scoring,
    /// What was done.
    pub engagement: Scoring,
}

/// How a lead comes to one score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Scoring {
    /// What gives points.
    pub rules: Vec<ScoreRule>,
    /// More points than this it never has, and never fewer than none; up to [`MOST_POINTS`].
    pub at_most: u32,
}

/// One rule that gives points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScoreRule {
    /// Its key, once in a score.
    pub key: ScoreRuleKey,
    /// What it is called.
    pub name: String,
    /// What for.
    pub given: Given,
    /// How many; below nought where it speaks against the lead.
    pub points: i32,
    /// More than this it never gives, or takes, in total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u32>,
    /// How points are lost with time; unless said they stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decay: Option<Decay>,
}

/// What points are given for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// Once, as long as this holds.
    WhileHolds(Criterion),
    /// For each signal, touch or contact that this counts, as long as it lies in its window.
    ForEach(Condition),
}

impl Given {
    /// Its conditions.
    pub fn conditions(&self) -> Vec<&Condition> {
        match self {
            Self::WhileHolds(criterion) => criterion.conditions(),
            Self::ForEach(condition) => vec![condition],
        }
    }

    fn asks(&self) -> Asks {
        match self {
            Self::WhileHolds(criterion) => criterion.asks(),
            Self::ForEach(condition) => Criterion::from(condition.clone()).asks(),
        }
    }
}

impl ScoreModel {
    /// How a lead comes to this score.
    pub const fn of(&self, score: Score) -> &Scoring {
        match score {
            Score::Fit => &self.fit,
            Score::Engagement => &self.engagement,
        }
    }

    /// The same, to be changed.
    pub const fn of_mut(&mut self, score: Score) -> &mut Scoring {
        match score {
            Score::Fit => &mut self.fit,
            Score::Engagement => &mut self.engagement,
        }
    }

    /// What has to be read to score by it.
    pub fn asks(&self) -> Asks {
        let rules = self.fit.rules.iter().chain(&self.engagement.rules);
        rules.fold(Asks::default(), |asks, rule| asks.and(rule.given.asks()))
    }

    /// Scores the lead of these facts from its capture into the future: how both scores came about, and how they go on
    /// if nothing happens. Nothing is done where the facts are about no lead.
    pub fn score(&self, facts: &mut AccountFacts) {
        let Some(captured_at) = facts.lead.as_ref().map(|lead| lead.captured_at) else {
            return;
        };
        let ever = DateTime::<Utc>::MAX_UTC;
        let fit = self.fit.log(facts, captured_at, ever);
        let engagement = self.engagement.log(facts, captured_at, ever);
        if let Some(lead) = &mut facts.lead {
            lead.fit = fit;
            lead.engagement = engagement;
        }
    }

    /// Scores the lead of these facts again from its capture into the future, where its logs were written before: what
    /// they said of the company itself until now stays, because only what it is now is known.
    pub fn score_anew(&self, facts: &mut AccountFacts, now: DateTime<Utc>) {
        let Some(mut lead) = facts.lead.clone() else {
            return;
        };
        let (captured_at, ever) = (lead.captured_at, DateTime::<Utc>::MAX_UTC);
        self.fit.write_anew(&mut lead.fit, facts, captured_at, now, ever);
        self.engagement
            .write_anew(&mut lead.engagement, facts, captured_at, now, ever);
        facts.lead = Some(lead);
    }
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
