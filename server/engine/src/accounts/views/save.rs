//! How the list as it stands gets a name.

use model::{
    access::Action,
    accounts::views::{SavedView, room_for_one_more, save::SaveView},
    activity::Fact,
    values::ids::SavedViewId,
};
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel as _};

use super::{
    end_of,
    entity::{Entity, Model},
    row, told,
};
use crate::{
    Done, Fault, Handle, Work,
    accounts::name_key,
    platform::{organisation, people},
};

impl Handle for SaveView {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<SavedView>, Fault> {
        let owner = work.person()?;
        if self.shared {
            work.require(Action::ShareView)?;
        }
        organisation::hold(work.db()).await?;
        let others = row(work.db(), owner, self.shared).await?;
        room_for_one_more(self.shared, others.len())?;
        let view = Model {
            id: work.new_id(),
            owner_id: owner.0,
            name: self.name.to_string(),
            name_key: name_key(self.name.as_str()),
            shared: self.shared,
            position: end_of(&others),
            conditions: self.conditions.to_stored(),
            created_at: work.now(),
            updated_at: work.now(),
        };
        Entity::insert(view.clone().into_active_model().reset_all())
            .exec_without_returning(work.db())
            .await?;
        let owner = people::queries::get(work.db(), owner).await?;
        Ok(work
            .record(Fact::ViewSaved {
                view: SavedViewId(view.id),
                name: view.name.clone(),
                shared: view.shared,
            })
            .with(told(view, owner.name)))
    }
}
