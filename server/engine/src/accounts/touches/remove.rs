//! How an entry is taken off the timeline.

use model::{
    Department, Refusal,
    access::Action,
    accounts::touches::remove::{RemoveTouch, TouchOf},
    activity::Fact,
    values::ids::{AccountId, PersonId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    entity::{self, Column},
    find, note_last_act,
};
use crate::{Done, Fault, Handle, Work, accounts::queries};

impl Handle for RemoveTouch {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<TouchOf>, Fault> {
        let account = AccountId(find(work.db(), self.touch).await?.account_id);
        queries::lock(work.db(), account).await?;
        let row = find(work.db(), self.touch).await?;
        if row.trashed_at.is_some() {
            return Err(Refusal::InTrash.into());
        }
        let leg = Department::from_key(&row.leg).ok_or_else(|| Fault::Stored(format!("leg {}", row.leg)))?;
        work.require(Action::ChangeTouch {
            author: row.author_id.map(PersonId),
            leg: Some(leg),
        })?;
        let changed = entity::ActiveModel {
            trashed_at: Set(Some(work.now())),
            version: Set(row.version + 1),
            ..Default::default()
        };
        entity::Entity::update_many()
            .set(changed)
            .filter(Column::Id.eq(self.touch.0))
            .exec(work.db())
            .await?;
        note_last_act(work.db(), account, leg).await?;
        Ok(work
            .record(Fact::TouchRemoved {
                account,
                touch: self.touch,
                leg,
            })
            .with(TouchOf {
                touch: self.touch,
                account,
            }))
    }
}
