//! How a department classifies a lead of the sample.

use model::{
    Failure,
    activity::Fact,
    leads::definitions::blind::{classify::ClassifyLead, show::ShownSample},
};
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel as _, QuerySelect, sea_query::OnConflict};

use super::{
    answers::{Column, Entity, Model},
    find, not_signed_yet, sample, told,
};
use crate::{Done, Fault, Handle, Work};

impl Handle for ClassifyLead {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<ShownSample>, Fault> {
        // Held, so that nobody changes an answer while another department finishes.
        let held = sample::Entity::find_by_id(self.version.0).lock_exclusive();
        held.one(work.db()).await?.ok_or(Failure::NotFound)?;
        not_signed_yet(work.db(), self.version).await?;
        let department = work.actor().department().ok_or(Failure::Forbidden)?;
        let (row, mut sample) = find(work.db(), self.version).await?;
        sample.classify(department, self.lead, self.qualified)?;
        let answer = Model {
            version_id: self.version.0,
            lead_id: self.lead.0,
            department: department.key().to_owned(),
            qualified: self.qualified,
            person_id: work.actor().person().map(|person| person.0),
            at: work.now(),
        };
        let again = OnConflict::columns([Column::VersionId, Column::LeadId, Column::Department])
            .update_columns([Column::Qualified, Column::PersonId, Column::At])
            .to_owned();
        Entity::insert(answer.into_active_model().reset_all())
            .on_conflict(again)
            .exec_without_returning(work.db())
            .await?;
        let shown = told(work.db(), &row, &sample, true, work.actor()).await?;
        Ok(work
            .record(Fact::LeadSampleClassified {
                version: self.version,
                department,
            })
            .with(shown))
    }
}
