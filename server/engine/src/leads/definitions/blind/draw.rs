//! How leads are drawn.

use model::{
    Refusal,
    activity::Fact,
    leads::{
        definitions::blind::{Sample, draw::DrawSample, show::ShownSample},
        rules::LeadRule,
    },
    values::ids::LeadId,
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait, IntoActiveModel as _, QuerySelect};
use uuid::Uuid;

use super::{drawn, find, not_signed_yet, sample, told};
use crate::{
    Done, Fault, Handle, Work,
    agreements::versions::entity as versions,
    leads::{
        chain::entity::{Column, Entity},
        definitions::of_version,
    },
};

impl Handle for DrawSample {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<ShownSample>, Fault> {
        of_version(work.db(), self.version).await?;
        // Of two who draw at once the second is told.
        versions::Entity::find_by_id(self.version.0)
            .lock_exclusive()
            .one(work.db())
            .await?;
        not_signed_yet(work.db(), self.version).await?;
        if sample::Entity::find_by_id(self.version.0)
            .one(work.db())
            .await?
            .is_some()
        {
            return Err(Refusal::from(LeadRule::SampleDrawn).into());
        }
        let all: Vec<Uuid> = Entity::find()
            .select_only()
            .column(Column::Id)
            .into_tuple()
            .all(work.db())
            .await?;
        let (_, by_chance) = work.new_id().as_u64_pair();
        let by_chance = u32::try_from(by_chance & u64::from(u32::MAX)).unwrap_or_default();
        let seed = self.seed.unwrap_or(by_chance);
        let sample = Sample::draw(all.into_iter().map(LeadId), usize::from(self.size), seed.into());
        if sample.leads().is_empty() {
            return Err(Refusal::from(LeadRule::NothingToDraw).into());
        }
        let row = sample::Model {
            version_id: self.version.0,
            drawn_at: work.now(),
            drawn_by: work.actor().person().map(|person| person.0),
            seed: Some(seed.into()),
        };
        sample::Entity::insert(row.into_active_model().reset_all())
            .exec_without_returning(work.db())
            .await?;
        let leads = sample.leads().iter().map(|lead| drawn::ActiveModel {
            version_id: Set(self.version.0),
            lead_id: Set(lead.0),
        });
        drawn::Entity::insert_many(leads)
            .exec_without_returning(work.db())
            .await?;
        let (row, sample) = find(work.db(), self.version).await?;
        let answer = told(work.db(), &row, &sample, true, work.actor()).await?;
        Ok(work
            .record(Fact::LeadSampleDrawn {
                version: self.version,
                leads: u32::try_from(sample.leads().len()).unwrap_or(u32::MAX),
            })
            .with(answer))
    }
}
