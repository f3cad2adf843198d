//! How a saved view changes its place among the tabs.

use model::{
    access::Action,
    accounts::views::{move_view::MoveView, shift},
    activity::{Changes, Fact},
    values::ids::PersonId,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{
    entity::{ActiveModel, Entity, Model},
    find, row,
};
use crate::{Done, Fault, Handle, Work};

impl Handle for MoveView {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let view = find(work, self.view).await?;
        let owner = PersonId(view.owner_id);
        work.require(Action::ChangeView {
            owner,
            shared: view.shared,
        })?;
        let mut views = row(work.db(), owner, view.shared).await?;
        let before = place(&views, &view);
        shift(&mut views, |other| other.id == view.id, self.later);
        // What was removed has left gaps, so that places are counted anew.
        for (position, other) in (0_i32..).zip(&views) {
            if other.position != position {
                let moved = ActiveModel {
                    id: Set(other.id),
                    position: Set(position),
                    ..Default::default()
                };
                Entity::update(moved).exec(work.db()).await?;
            }
        }
        let mut changes = Changes::default();
        changes.note("place", before, place(&views, &view));
        Ok(work
            .record(Fact::ViewEdited {
                view: self.view,
                name: view.name,
                changes: changes.into_vec(),
            })
            .with(()))
    }
}

/// The place of a view as people count.
fn place(views: &[Model], view: &Model) -> Option<String> {
    let found = views.iter().position(|other| other.id == view.id);
    found.map(|place| (place + 1).to_string())
}
