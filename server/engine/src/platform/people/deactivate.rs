//! How somebody leaves the company.

use model::{
    Refusal,
    activity::Fact,
    platform::people::{PersonState, deactivate::DeactivatePerson},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{entity, queries};
use crate::{Done, Fault, Handle, Work};

impl Handle for DeactivatePerson {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let row = queries::get(work.db(), self.person).await?;
        if row.state() == Some(PersonState::Deactivated) {
            return Err(Refusal::PersonNotReady { state: row.state }.into());
        }
        queries::require_an_admin(work, &row, false).await?;
        let left = entity::ActiveModel {
            id: Set(row.id),
            state: Set(PersonState::Deactivated.key().to_owned()),
            updated_at: Set(work.now()),
            version: Set(row.version + 1),
            ..Default::default()
        };
        entity::Entity::update(left).exec(work.db()).await?;
        queries::end_sessions(work, &row).await?;
        Ok(work
            .record(Fact::PersonDeactivated {
                person: self.person,
                name: row.name,
            })
            .with(()))
    }
}
