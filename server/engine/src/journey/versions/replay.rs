//! The history of all accounts under a version and under what is in force.

use std::time::Instant;

use model::journey::{
    Journey,
    replay::Tally,
    versions::replay::{ReplayVersion, Replayed, ReplayedStage},
};

use crate::{
    Answer, Fault, Read,
    agreements::content,
    journey::replay::{HowToReplay, replay_all},
};

/// How many connections read at once: others want to read meanwhile.
const READERS: u32 = 2;

impl Answer for ReplayVersion {
    async fn answer(self, read: &Read<'_>) -> Result<Replayed, Fault> {
        let began = Instant::now();
        let in_force = read.journey().await?;
        let version: Journey = content::of(read.db(), self.version).await?;
        let (Some(before), Some(after)) = (in_force.journey.rules(), version.rules()) else {
            return Err(Fault::Stored("a journey has no stage on the way".to_owned()));
        };
        let how = HowToReplay {
            until: read.now(),
            by_hand: true,
            readers: READERS,
        };
        let store = &read.engine.store;
        let before = replay_all(store, &before, how).await?;
        let after = replay_all(store, &after, how).await?;
        let stages = version.stages();
        let gone = in_force.stages.iter().filter(|stage| !stages.has(stage.key.as_str()));
        let rows = stages.iter().chain(gone).map(|stage| ReplayedStage {
            name: stage.name.clone(),
            in_force: ends(&before, stage.key.as_str()),
            version: ends(&after, stage.key.as_str()),
        });
        Ok(Replayed {
            accounts: after.accounts,
            moves_in_force: before.moves,
            moves: after.moves,
            stages: rows.collect(),
            seconds: began.elapsed().as_secs_f64(),
        })
    }
}

fn ends(tally: &Tally, stage: &str) -> u64 {
    let standing = tally.standing.iter().find(|standing| standing.stage == stage);
    standing.map_or(0, |standing| standing.accounts)
}
