//! How somebody leaves.

use model::{activity::Fact, platform::people::sign_out::SignOut};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::entity;
use crate::{Done, Effect, Fault, Handle, Work, platform::sessions};

impl Handle for SignOut {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let person = work.person()?;
        if self.everywhere {
            entity::Entity::update_many()
                .col_expr(
                    entity::Column::SignInEpoch,
                    Expr::col(entity::Column::SignInEpoch).add(1),
                )
                .filter(entity::Column::Id.eq(person.0))
                .exec(work.db())
                .await?;
            sessions::delete_of(work.db(), person).await?;
        }
        work.then(Effect::SignOut);
        Ok(work.record(Fact::SignedOut { person }).with(()))
    }
}
