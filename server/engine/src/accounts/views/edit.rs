//! How a saved view gets another name or content, or is shown to others than before.

use model::{
    access::Action,
    accounts::views::{SavedView, Shown, edit::EditView, room_for_one_more},
    activity::{Changes, Fact},
    values::ids::PersonId,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{
    end_of,
    entity::{ActiveModel, Entity},
    find, row, told,
};
use crate::{Done, Fault, Handle, Work, accounts::name_key, platform::people};

impl Handle for EditView {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<SavedView>, Fault> {
        let before = find(work, self.view).await?;
        let owner = PersonId(before.owner_id);
        work.require(Action::ChangeView {
            owner,
            shared: before.shared,
        })?;
        let mut after = before.clone();
        if let Some(name) = self.name {
            after.name = name.to_string();
            after.name_key = name_key(name.as_str());
        }
        if let Some(conditions) = self.conditions {
            after.conditions = conditions.to_stored();
        }
        if let Some(shared) = self.shared.filter(|shared| *shared != before.shared) {
            if shared {
                work.require(Action::ShareView)?;
            }
            let others = row(work.db(), owner, shared).await?;
            room_for_one_more(shared, others.len())?;
            after.shared = shared;
            after.position = end_of(&others);
        }
        let changed = ActiveModel {
            id: Set(after.id),
            name: Set(after.name.clone()),
            name_key: Set(after.name_key.clone()),
            shared: Set(after.shared),
            position: Set(after.position),
            conditions: Set(after.conditions.clone()),
            updated_at: Set(work.now()),
            ..Default::default()
        };
        Entity::update(changed).exec(work.db()).await?;
        let mut changes = Changes::default();
        changes.note("name", Some(before.name), Some(after.name.clone()));
        let audience = |shared| Some(if shared { "everybody" } else { "the owner" }.to_owned());
        changes.note("audience", audience(before.shared), audience(after.shared));
        let said = |stored| Some(Shown::from_stored(stored).to_string());
        changes.note("conditions", said(&before.conditions), said(&after.conditions));
        let owner = people::queries::get(work.db(), owner).await?;
        Ok(work
            .record(Fact::ViewEdited {
                view: self.view,
                name: after.name.clone(),
                changes: changes.into_vec(),
            })
            .with(told(after, owner.name)))
    }
}
