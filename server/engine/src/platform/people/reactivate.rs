//! How somebody comes back.

use model::{
    Refusal,
    activity::Fact,
    platform::people::{PersonState, reactivate::ReactivatePerson},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{entity, queries};
use crate::{Done, Fault, Handle, Work};

impl Handle for ReactivatePerson {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let row = queries::get(work.db(), self.person).await?;
        if row.state() != Some(PersonState::Deactivated) {
            return Err(Refusal::PersonNotReady { state: row.state }.into());
        }
        let state = if row.password_hash.is_some() {
            PersonState::Active
        } else {
            PersonState::Invited
        };
        let back = entity::ActiveModel {
            id: Set(row.id),
            state: Set(state.key().to_owned()),
            updated_at: Set(work.now()),
            version: Set(row.version + 1),
            ..Default::default()
        };
        entity::Entity::update(back).exec(work.db()).await?;
        Ok(work
            .record(Fact::PersonReactivated {
                person: self.person,
                name: row.name,
            })
            .with(()))
    }
}
