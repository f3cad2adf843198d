//! How a program stops acting for somebody.

use model::{Failure, activity::Fact, platform::tokens::revoke::RevokeToken};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{ActiveModel, Column, Entity};
use crate::{Done, Fault, Handle, Work};

impl Handle for RevokeToken {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        // Those of others are not there for whoever asks.
        let found = Entity::find_by_id(self.token.0)
            .filter(Column::PersonId.eq(work.person()?.0))
            .filter(Column::RevokedAt.is_null())
            .one(work.db())
            .await?;
        let row = found.ok_or(Failure::NotFound)?;
        let revoked = ActiveModel {
            id: Set(row.id),
            revoked_at: Set(Some(work.now())),
            ..Default::default()
        };
        Entity::update(revoked).exec(work.db()).await?;
        Ok(work
            .record(Fact::TokenRevoked {
                token: self.token,
                name: row.name,
            })
            .with(()))
    }
}
