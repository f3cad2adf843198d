//! How a pain enters the catalogue.

use model::{
    Complaint, Failure,
    activity::Fact,
    leads::pains::{
        Pain,
        catalogue::{CataloguedPain, create_pain::CreatePain},
    },
};
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel as _};

use super::{held, pain, pain_row, store_pain, told_pain};
use crate::{Done, Fault, Handle, Work};

impl Handle for CreatePain {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<CataloguedPain>, Fault> {
        held(work).await?;
        let new = Pain {
            key: self.key,
            name: self.name,
            meaning: self.meaning,
        };
        let answer = match pain::Entity::find_by_id(new.key.to_string()).one(work.db()).await? {
            Some(before) if before.retired_at.is_none() => {
                return Err(Failure::field("key", Complaint::Taken).into());
            }
            Some(before) => store_pain(work.db(), pain_row(&new, before.version + 1)).await?,
            None => {
                let row = pain_row(&new, 1);
                pain::Entity::insert(row.clone().into_active_model().reset_all())
                    .exec_without_returning(work.db())
                    .await?;
                told_pain(row)?
            }
        };
        let fact = Fact::PainCatalogued {
            pain: new.key.to_string(),
            name: new.name.to_string(),
        };
        Ok(work.record(fact).with(answer))
    }
}
