//! How the switch in the top bar is kept.

use model::{
    activity::{Changes, Fact},
    platform::people::set_theme::SetTheme,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{entity, queries};
use crate::{Done, Fault, Handle, Work};

impl Handle for SetTheme {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let person = work.person()?;
        let row = queries::get(work.db(), person).await?;
        let mut changes = Changes::default();
        changes.note("theme", Some(row.theme), Some(self.theme.key().to_owned()));
        let chosen = entity::ActiveModel {
            id: Set(row.id),
            theme: Set(self.theme.key().to_owned()),
            ..Default::default()
        };
        entity::Entity::update(chosen).exec(work.db()).await?;
        Ok(work
            .record(Fact::ProfileEdited {
                person,
                changes: changes.into_vec(),
            })
            .with(()))
    }
}
