//! What a version of the journey says.

use model::{
    Failure,
    criteria::builder::{About, Builder, Choice},
    journey::{
        AgreedStage, Journey,
        versions::{
            edit_entry::ENTRY,
            show::{DroppedLine, JourneyView, ShowJourney, StageLine},
            show_stage::{ShowStage, StageView},
        },
    },
};

use super::{Stood, about, standing};
use crate::{Answer, Fault, Read, accounts::queries, agreements::content};

impl Answer for ShowJourney {
    async fn answer(self, read: &Read<'_>) -> Result<JourneyView, Fault> {
        let db = read.db();
        let about = about(db, self.version).await?;
        let journey: Journey = content::of(db, self.version).await?;
        let currency = queries::currency(db).await?;
        let stood = standing(db, read.now()).await?;
        let in_force = read.stages().await?;
        let stood_in = |key: &str| stood.get(key).copied().unwrap_or_default();
        let line = |agreed: &AgreedStage| {
            let Stood { accounts, held } = stood_in(agreed.stage.key.as_str());
            StageLine {
                key: agreed.stage.key.to_string(),
                name: agreed.stage.name.clone(),
                phase: agreed.stage.phase,
                entry: agreed.entry.as_ref().map(|entry| entry.describe_in(Some(currency))),
                accounts,
                held,
            }
        };
        // Accounts may stand where only an earlier version had them until they were looked at.
        let left = stood.keys().map(String::as_str).filter(|key| !in_force.has(key));
        let gone = in_force.iter().map(|stage| stage.key.as_str()).chain(left);
        let dropped = gone.filter(|key| journey.stage(key).is_none()).map(|key| {
            let Stood { accounts, held } = stood_in(key);
            DroppedLine {
                key: key.to_owned(),
                name: in_force.name(key).to_owned(),
                to: journey.mapping.get(key).cloned(),
                accounts,
                held,
            }
        });
        Ok(JourneyView {
            version: self.version,
            number: about.number,
            state: about.state,
            edition: about.edition,
            dropped: dropped.collect(),
            stages: journey.stages.iter().map(line).collect(),
            complaints: journey.check().err().unwrap_or_default(),
        })
    }
}

impl Answer for ShowStage {
    async fn answer(self, read: &Read<'_>) -> Result<StageView, Fault> {
        let db = read.db();
        let about = about(db, self.version).await?;
        let mut journey: Journey = content::of(db, self.version).await?;
        let place = journey.place(&self.stage).or(Err(Failure::NotFound))?;
        let mut agreed = journey.stages.remove(place);
        let entry = agreed.entry.take();
        let others = journey.stages.iter().map(|other| Choice {
            value: other.stage.key.to_string(),
            label: other.stage.name.clone(),
        });
        let surroundings = About::an_account(queries::currency(db).await?);
        Ok(StageView {
            version: self.version,
            number: about.number,
            state: about.state,
            edition: about.edition,
            is_first: place == 0,
            others: others.collect(),
            entry: Builder::of(entry.as_ref(), ENTRY, surroundings),
            agreed,
        })
    }
}
