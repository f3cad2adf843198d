//! How a version of the definition is put to the proof.

use model::{
    criteria::facts::{AccountFacts, Decided},
    leads::definitions::{
        LeadDefinition,
        proof::{Outcome, Proof, ProveDefinition},
        replay::Period,
    },
};

use super::of_version;
use crate::{
    Answer, Fault, Read,
    leads::facts::{self, Subject},
};

impl Answer for ProveDefinition {
    async fn answer(self, read: &Read<'_>) -> Result<Proof, Fault> {
        let (_, definition) = of_version(read.db(), self.version).await?;
        let period = Period {
            from: self.from,
            until: self.until,
        };
        let leads = facts::captured_in(read.db(), period).await?;
        let outcomes = facts::each(read.db(), &leads, definition.asks(), |lead, known| {
            outcome(&definition, period, lead, known)
        });
        Ok(Proof::of(outcomes.await?))
    }
}

/// What became of a lead, as far as it was known at the end of the period.
fn outcome(definition: &LeadDefinition, period: Period, lead: &Subject, known: &mut AccountFacts) -> Outcome {
    let decided = lead.closed_at.zip(lead.won).filter(|(at, _)| *at <= period.until);
    // What happens in the moment of the decision did not lead to it.
    let until = decided.map_or(period.until, |(at, _)| at - chrono::TimeDelta::microseconds(1));
    let before = Period {
        from: lead.captured_at,
        until,
    };
    Outcome {
        qualified: definition.first_qualified(known, before).is_some(),
        since: lead.captured_at,
        decided: decided.map(|(at, won)| (at, if won { Decided::Won } else { Decided::Lost })),
    }
}
