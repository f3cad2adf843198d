//! Where the criteria of a journey put an account. Detours with criteria are asked first, in their order; then the
//! stages from the last to the first: the account stands in the first whose criteria hold. The first stage needs none,
//! so that every account stands in exactly one. A move by hand holds against them for a while.
//!
//! In a stage of customers stands only who has bought: whatever its criteria say they ask for a won deal besides, and
//! nobody is held there without one.

mod default_entry;
#[cfg(test)]
pub(crate) mod tests;

use std::{borrow::Cow, collections::BTreeMap};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::default_entry::default_entry;
use super::{HoldEnd, StageKey};
use crate::{
    accounts::deals::DealState,
    criteria::{Asks, Condition, Criterion, DealCount, Limit, Moment, evaluate::sooner, facts::AccountFacts},
    receipt::Receipt,
};

/// What evaluation needs to know of a stage.
#[derive(Debug, Clone, Copy)]
pub struct StageRule<'a> {
    /// Its key.
    pub stage: &'a str,
    /// Whether it stands beside the way.
    pub is_detour: bool,
    /// Whether only customers stand there.
    pub is_of_customers: bool,
    /// What brings an account there; without it a stage is entered by hand only.
    pub entry: Option<&'a Criterion>,
}

/// The rules of one version of a journey, in the order in which they are asked.
#[derive(Debug, Clone)]
pub struct Rules<'a> {
    stages: Vec<&'a str>,
    /// For each stage whether only customers stand there.
    of_customers: Vec<bool>,
    /// Places of stages with what brings an account there.
    asked: Vec<(usize, Cow<'a, Criterion>)>,
    first: usize,
    asks: Asks,
    /// Where accounts go that somebody holds in a stage which is not there any more.
    mapping: Option<&'a BTreeMap<StageKey, StageKey>>,
}

/// A move by hand that may still hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold<'a> {
    /// Key of the stage where somebody put the account.
    pub stage: &'a str,
    /// The first moment at which the criteria decide again.
    pub until: DateTime<Utc>,
}

/// Where an account stands, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision<'a> {
    /// Key of the stage.
    pub stage: &'a str,
    /// Where that stage stands among the stages of the rules, from 0.
    pub place: usize,
    /// What decided.
    pub by: Decider,
    /// Until this moment it stands although nothing happens: when to look again. `None`: never.
    pub until: Option<DateTime<Utc>>,
    /// Why a move by hand does not hold although its day has not come.
    pub released: Option<HoldEnd>,
}

/// What decides where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// A move by hand that still holds.
    Hand,
    /// The criteria of the stage.
    Criteria,
    /// Nothing: it is the first stage, and no other one's criteria hold.
    Nothing,
}

impl<'a> Rules<'a> {
    /// The rules of stages in the buyer's order; `None` where there is no stage on the way.
    pub fn new(stages: impl IntoIterator<Item = StageRule<'a>>) -> Option<Self> {
        let stages: Vec<StageRule<'a>> = stages.into_iter().collect();
        let first = stages.iter().position(|rule| !rule.is_detour)?;
        let placed = || stages.iter().enumerate();
        let detours = placed().filter(|(_, rule)| rule.is_detour);
        let way = placed()
            .rev()
            .filter(|(place, rule)| !rule.is_detour && *place != first);
        let asked: Vec<_> = detours
            .chain(way)
            .filter_map(|(place, rule)| Some((place, rule.asked()?)))
            .collect();
        Some(Self {
            asks: asked.iter().fold(WON_DEALS, |asks, (_, entry)| asks.and(entry.asks())),
            stages: stages.iter().map(|rule| rule.stage).collect(),
            of_customers: stages.iter().map(|rule| rule.is_of_customers).collect(),
            asked,
            first,
            mapping: None,
        })
    }

    /// The same rules, with where accounts go that somebody holds in a dropped stage.
    #[must_use]
    pub const fn mapping(mut self, mapping: &'a BTreeMap<StageKey, StageKey>) -> Self {
        self.mapping = Some(mapping);
        self
    }

    /// Keys of all stages, in the buyer's order.
    pub fn stages(&self) -> &[&'a str] {
        &self.stages
    }

    /// The stage where an account begins.
    pub fn first(&self) -> &'a str {
        self.decision(self.first, Decider::Nothing, None).stage
    }

    /// What has to be read to decide by them.
    pub const fn asks(&self) -> Asks {
        self.asks
    }

    /// Where a stage stands among the stages, from 0.
    pub fn place(&self, stage: &str) -> Option<usize> {
        self.stages.iter().position(|key| *key == stage)
    }

    /// Where an account stands at a moment.
    pub fn decide(&self, facts: &AccountFacts, hold: Option<Hold<'_>>, now: DateTime<Utc>) -> Decision<'a> {
        let released = match self.held(hold, facts, now) {
            Ok(Some(decision)) => return decision,
            Ok(None) => None,
            Err(released) => Some(released),
        };
        let decision = self.by_criteria(facts, now);
        // As soon as the account has bought the move holds again.
        let bought = facts.customer_since().filter(|_| released == Some(HoldEnd::NoWonDeal));
        Decision {
            until: sooner(decision.until, bought),
            released,
            ..decision
        }
    }

    fn by_criteria(&self, facts: &AccountFacts, now: DateTime<Utc>) -> Decision<'a> {
        let moment = Moment::of(facts, now);
        let mut until = None;
        for (place, entry) in &self.asked {
            let verdict = moment.verdict(entry);
            until = sooner(until, verdict.until);
            if verdict.holds {
                return self.decision(*place, Decider::Criteria, until);
            }
        }
        self.decision(self.first, Decider::Nothing, until)
    }

    /// The same, with the receipt of the criteria that decided, if criteria did.
    pub fn explain(
        &self,
        facts: &AccountFacts,
        hold: Option<Hold<'_>>,
        now: DateTime<Utc>,
    ) -> (Decision<'a>, Option<Receipt>) {
        let decision = self.decide(facts, hold, now);
        let receipt = match decision.by {
            Decider::Criteria => self.receipt(decision.stage, facts, now),
            Decider::Hand | Decider::Nothing => None,
        };
        (decision, receipt)
    }

    /// What the criteria of one stage find, whether they hold or not; `None` for a stage without criteria.
    pub fn receipt(&self, stage: &str, facts: &AccountFacts, now: DateTime<Utc>) -> Option<Receipt> {
        let place = self.place(stage)?;
        let (_, entry) = self.asked.iter().find(|(asked, _)| *asked == place)?;
        Some(entry.explain(facts, now))
    }

    /// Where somebody put the account, as long as that holds, or why it does not although its day has not come. A stage
    /// that was dropped holds it in the stage that took its place; another one that these rules do not know holds nobody,
    /// and neither does one of customers without a won deal.
    fn held(
        &self,
        hold: Option<Hold<'_>>,
        facts: &AccountFacts,
        now: DateTime<Utc>,
    ) -> Result<Option<Decision<'a>>, HoldEnd> {
        let Some(hold) = hold.filter(|hold| now < hold.until) else {
            return Ok(None);
        };
        let mapped = || self.place(self.mapping?.get(hold.stage)?.as_str());
        let place = self.place(hold.stage).or_else(mapped).ok_or(HoldEnd::StageDropped)?;
        let of_customers = self.of_customers.get(place).copied().unwrap_or_default();
        if of_customers && facts.customer_since().is_none_or(|since| since > now) {
            return Err(HoldEnd::NoWonDeal);
        }
        Ok(Some(self.decision(place, Decider::Hand, Some(hold.until))))
    }

    fn decision(&self, place: usize, by: Decider, until: Option<DateTime<Utc>>) -> Decision<'a> {
        Decision {
            stage: self.stages.get(place).copied().unwrap_or_default(),
            place,
            by,
            until,
            released: None,
        }
    }
}

impl<'a> StageRule<'a> {
    /// What is asked of an account that the criteria bring there: in a stage of customers a won deal besides.
    fn asked(&self) -> Option<Cow<'a, Criterion>> {
        let entry = self.entry?;
        if !self.is_of_customers || asks_for_a_won_deal(entry) {
            return Some(Cow::Borrowed(entry));
        }
        let bought = Condition::Deals(DealCount {
            state: Some(DealState::Won),
            within_days: None,
            count: Limit::at_least(1),
        });
        Some(Cow::Owned(Criterion::All(vec![bought.into(), entry.clone()])))
    }
}

/// What a stage of customers asks for whatever its criteria say.
const WON_DEALS: Asks = Asks {
    deals: true,
    topics: false,
    stage: false,
    pains: false,
    scores: false,
    touches: false,
    contacts: false,
};

/// Whether nobody without a won deal meets it, as far as that is plain to see.
fn asks_for_a_won_deal(entry: &Criterion) -> bool {
    match entry {
        Criterion::All(parts) => parts.iter().any(asks_for_a_won_deal),
        Criterion::Condition(Condition::Deals(deals)) => {
            deals.state == Some(DealState::Won) && deals.count.at_least.is_some_and(|least| least > 0)
        }
        Criterion::Any(_) | Criterion::Not(_) | Criterion::Condition(_) => false,
    }
}
