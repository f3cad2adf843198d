//! Who looks at the screen.

use model::{
    Role,
    platform::people::viewer::{ShowViewer, Viewer, Visit},
    values::ids::PersonId,
};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::entity;
use crate::{Answer, Fault, Read, platform::organisation};

impl Answer for ShowViewer {
    async fn answer(self, read: &Read<'_>) -> Result<Visit, Fault> {
        let Some(organisation) = organisation::find(read.db()).await? else {
            return Ok(Visit::NotSetUp);
        };
        let Some(person) = read.actor().person() else {
            return Ok(Visit::Stranger);
        };
        let Some(row) = entity::Entity::find_by_id(person.0).one(read.db()).await? else {
            return Ok(Visit::Stranger);
        };
        let people = entity::Entity::find().count(read.db()).await?;
        Ok(Visit::Known(Box::new(Viewer {
            id: PersonId(row.id),
            role: row.role().unwrap_or(Role::Executive),
            department: row.department(),
            locale: row.locale.parse().unwrap_or_default(),
            zone: super::zone_around(&row.time_zone, read.now()),
            theme: row.theme.parse().unwrap_or_default(),
            name: row.name,
            email: row.email,
            now: read.now(),
            organisation: organisation.into(),
            people: u32::try_from(people).unwrap_or(u32::MAX),
        })))
    }
}
