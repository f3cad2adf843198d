//! The whole map: two statements over the moves of the period, whose answers are kept, and the figures of the board.

use model::journey::{
    flow::flow,
    map::show::{JourneyMap, ShowMap, StageOnMap, StepFlow},
};

use super::{Flows, moves::moves, stays::stays};
use crate::{
    Answer, Fault, Read,
    journey::{
        board::{self, Source},
        in_force::InForce,
    },
};

impl Answer for ShowMap {
    async fn answer(self, read: &Read<'_>) -> Result<JourneyMap, Fault> {
        let journey = read.journey().await?;
        let made = flows(read, &journey, &self);
        let flows = read.engine.kept.map.get(read, (self.days, self.by), made).await?;
        let everything = Source::new(&model::journey::board::BoardFilter::default());
        let columns = board::columns(read, &journey.stages, &everything).await?;
        let stages = journey
            .journey
            .stages
            .iter()
            .map(|agreed| {
                let figures = columns.figures.get(agreed.stage.key.as_str());
                StageOnMap {
                    stage: agreed.stage.key.to_string(),
                    definition: agreed.definition.clone(),
                    questions: agreed.questions.clone(),
                    entry: agreed.entry.as_ref().map(model::criteria::Criterion::describe),
                    count: figures.map_or(0, |figures| board::count(figures.count)),
                    stalled: figures.map_or(0, |figures| board::count(figures.stalled)),
                }
            })
            .collect();
        Ok(JourneyMap {
            since: flows.since,
            until: flows.until,
            version: journey.number,
            steps: flows.steps.clone(),
            stages,
        })
    }
}

async fn flows(read: &Read<'_>, journey: &InForce, asked: &ShowMap) -> Result<Flows, Fault> {
    let until = read.now();
    let since = asked.days.begins(until);
    let steps = journey.journey.steps(asked.by);
    let through = flow(&steps, &moves(read, since, until).await?);
    let mut stays = stays(read, &steps, since, until).await?;
    let steps = (0..)
        .zip(steps.all())
        .zip(through)
        .map(|((place, step), flow)| StepFlow {
            step: step.key.clone(),
            name: step.name.clone(),
            is_detour: step.is_detour,
            stages: step.stages.clone(),
            flow,
            stay: stays.remove(&place),
        })
        .collect();
    Ok(Flows { since, until, steps })
}
