//! How a crisis enters the catalogue.

use model::{
    Complaint, Failure,
    activity::Fact,
    leads::pains::catalogue::{CataloguedCrisis, create_crisis::CreateCrisis},
};
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel as _};

use super::{crisis, crisis_row, held, require_pains, store_crisis, told_crisis};
use crate::{Done, Fault, Handle, Work};

impl Handle for CreateCrisis {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<CataloguedCrisis>, Fault> {
        held(work).await?;
        let new = self.crisis();
        require_pains(work.db(), &new).await?;
        let answer = match crisis::Entity::find_by_id(new.key.to_string()).one(work.db()).await? {
            Some(before) if before.retired_at.is_none() => {
                return Err(Failure::field("key", Complaint::Taken).into());
            }
            Some(before) => store_crisis(work.db(), crisis_row(&new, before.version + 1)?).await?,
            None => {
                let row = crisis_row(&new, 1)?;
                crisis::Entity::insert(row.clone().into_active_model().reset_all())
                    .exec_without_returning(work.db())
                    .await?;
                told_crisis(row)?
            }
        };
        let fact = Fact::CrisisCatalogued {
            crisis: new.key.to_string(),
            name: new.name.to_string(),
        };
        Ok(work.record(fact).with(answer))
    }
}
