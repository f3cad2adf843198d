//! Whether a company is ready to buy: a pain of which there is evidence, made urgent by a trigger that has not expired.
//! It is a rule like any other, so that the one evaluator answers it, names the rows and knows until when it stands.

use chrono::{DateTime, Utc};

use crate::{
    criteria::{
        Condition, Criterion, Moment, PainTest,
        facts::{AccountFacts, EvidenceFact, TriggerFact},
    },
    keyed,
    receipt::Receipt,
};

keyed! {
    /// Whether a company is ready to buy.
    Readiness {
        /// It hurts, and something made it urgent.
        BuyNow = "buy_now", "Buy now";
        /// It does not hurt, or nothing makes it urgent.
        Later = "later", "Later";
    }
}

/// Readiness at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// How it stands.
    pub readiness: Readiness,
    /// Until this moment it stands although nothing happens; from then on it may be otherwise. `None`: for ever.
    pub next_change: Option<DateTime<Utc>>,
    /// Why.
    pub receipt: Receipt,
}

/// A change of readiness, by something that happened or by time alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turned {
    /// When.
    pub at: DateTime<Utc>,
    /// How it stands from then on.
    pub to: Readiness,
}

/// The rule: evidence of any pain that an unexpired trigger makes urgent.
pub fn rule() -> Criterion {
    Condition::Pain(PainTest {
        urgent: true,
        ..PainTest::default()
    })
    .into()
}

/// The facts that the rule asks for, and no others.
pub fn facts(
    evidence: impl IntoIterator<Item = EvidenceFact>,
    triggers: impl IntoIterator<Item = TriggerFact>,
) -> AccountFacts {
    AccountFacts::default().with_evidence(evidence).with_triggers(triggers)
}

/// How a company stands at a moment, and why.
pub fn readiness(facts: &AccountFacts, now: DateTime<Utc>) -> Ready {
    let (verdict, receipt) = Moment::of(facts, now).explained(&rule());
    Ready {
        readiness: if verdict.holds {
            Readiness::BuyNow
        } else {
            Readiness::Later
        },
        next_change: verdict.until,
        receipt,
    }
}

/// Every change of readiness after one moment, up to another: what a job records that looks when `next_change` says so.
pub fn turns(facts: &AccountFacts, after: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Turned> {
    let rule = rule();
    let mut turns = Vec::new();
    let mut verdict = rule.verdict(facts, after);
    while let Some(at) = verdict.until.filter(|at| *at <= until) {
        let held = verdict.holds;
        verdict = rule.verdict(facts, at);
        if verdict.holds != held {
            let to = if verdict.holds {
                Readiness::BuyNow
            } else {
                Readiness::Later
            };
            turns.push(Turned { at, to });
        }
    }
    turns
}
