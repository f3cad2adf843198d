//! How a saved view goes.

use model::{access::Action, accounts::views::remove::RemoveView, activity::Fact, values::ids::PersonId};
use sea_orm::EntityTrait;

use super::{entity::Entity, find};
use crate::{Done, Fault, Handle, Work};

impl Handle for RemoveView {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let view = find(work, self.view).await?;
        work.require(Action::RemoveView {
            owner: PersonId(view.owner_id),
            shared: view.shared,
        })?;
        Entity::delete_by_id(view.id).exec(work.db()).await?;
        Ok(work
            .record(Fact::ViewRemoved {
                view: self.view,
                name: view.name,
                shared: view.shared,
            })
            .with(()))
    }
}
