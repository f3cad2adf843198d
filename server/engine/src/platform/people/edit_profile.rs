//! How somebody says how the product should speak to him.

use model::{
    activity::{Changes, Fact},
    platform::people::edit_profile::EditProfile,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{entity, queries};
use crate::{Done, Fault, Handle, Work};

impl Handle for EditProfile {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let person = work.person()?;
        let time_zone = super::known_time_zone("time_zone", self.time_zone.as_str())?;
        let row = queries::get(work.db(), person).await?;
        let mut changes = Changes::default();
        changes.note("name", Some(row.name), Some(self.name.to_string()));
        changes.note("locale", Some(row.locale), Some(self.locale.key().to_owned()));
        changes.note("time_zone", Some(row.time_zone), Some(time_zone.clone()));
        changes.note("theme", Some(row.theme), Some(self.theme.key().to_owned()));
        let edited = entity::ActiveModel {
            id: Set(row.id),
            name: Set(self.name.to_string()),
            locale: Set(self.locale.key().to_owned()),
            time_zone: Set(time_zone),
            theme: Set(self.theme.key().to_owned()),
            updated_at: Set(work.now()),
            // An admin who edits the name at the same time is told so.
            version: Set(row.version + 1),
            ..Default::default()
        };
        entity::Entity::update(edited).exec(work.db()).await?;
        Ok(work
            .record(Fact::ProfileEdited {
                person,
                changes: changes.into_vec(),
            })
            .with(()))
    }
}
