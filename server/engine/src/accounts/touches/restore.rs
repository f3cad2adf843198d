//! How an entry comes back to the timeline.

use model::{
    Department, Refusal,
    access::Action,
    accounts::touches::{TouchKind, remove::TouchOf, restore::RestoreTouch},
    activity::Fact,
    values::ids::{AccountId, PersonId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    entity::{self, Column},
    find, note_last_act,
};
use crate::{Done, Fault, Handle, Work, accounts::queries, leads::obligations::touches::may_touch};

impl Handle for RestoreTouch {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<TouchOf>, Fault> {
        let account = AccountId(find(work.db(), self.touch).await?.account_id);
        let held = queries::lock(work.db(), account).await?;
        let row = find(work.db(), self.touch).await?;
        if row.trashed_at.is_none() {
            return Err(Refusal::NotInTrash.into());
        }
        let leg = Department::from_key(&row.leg).ok_or_else(|| Fault::Stored(format!("leg {}", row.leg)))?;
        work.require(Action::ChangeTouch {
            author: row.author_id.map(PersonId),
            leg: Some(leg),
        })?;
        let kind = TouchKind::from_key(&row.kind).ok_or_else(|| Fault::Stored(format!("touch {}", row.kind)))?;
        may_touch(work, &held, leg, kind, row.occurred_at).await?;
        let changed = entity::ActiveModel {
            trashed_at: Set(None),
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
            .record(Fact::TouchRestored {
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
