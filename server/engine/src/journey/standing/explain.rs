//! Why an account stands where it stands, and what would bring it on.

use model::{
    Failure,
    journey::{
        evaluation::{Decider, Hold},
        standing::explain::{ExplainStanding, Explained, NextStage},
    },
};

use crate::{
    Answer, Fault, Read,
    accounts::queries,
    journey::facts::{self, Detail},
};

impl Answer for ExplainStanding {
    async fn answer(self, read: &Read<'_>) -> Result<Explained, Fault> {
        let journey = read.journey().await?;
        let Some(rules) = journey.journey.rules() else {
            return Err(Fault::Stored("the journey in force has no stage on the way".to_owned()));
        };
        let detail = Detail {
            asks: rules.asks(),
            ids: true,
            moves: false,
        };
        let known = facts::of_account(read.db(), self.account, detail).await?;
        let mut known = known.ok_or(Failure::NotFound)?;
        known.facts.profile.currency = Some(queries::currency(read.db()).await?);
        let account_name = queries::find(read.db(), self.account).await?.name;

        let (facts, now) = (&known.facts, read.now());
        let stage = facts.standing.stage.clone();
        let hold = known.held_until.map(|until| Hold { stage: &stage, until });
        let decision = rules.decide(facts, hold, now);
        let by = (decision.stage == stage).then_some(decision.by);
        let next = journey
            .journey
            .stage(&stage)
            .and_then(|agreed| agreed.anticipates.as_ref());
        let next = next.map(|next| NextStage {
            stage: next.to_string(),
            receipt: rules.receipt(next.as_str(), facts, now),
        });
        Ok(Explained {
            account: self.account,
            account_name,
            since: facts.standing.since,
            by,
            held_until: known.held_until.filter(|_| by == Some(Decider::Hand)),
            look_again_at: decision.until,
            journey: journey.number,
            here: rules.receipt(&stage, facts, now),
            next,
            stage,
        })
    }
}
