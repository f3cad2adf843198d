//! How an admin changes what all people share.

use model::{
    Failure, Refusal,
    activity::{Changes, Fact},
    failure::Conflict,
    platform::organisation::{edit::EditOrganisation, show::OrganisationShown},
    values::Version,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{ActiveModel, Column, Entity, get, show::shown};
use crate::{Done, Fault, Handle, Work, platform::people};

impl Handle for EditOrganisation {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<OrganisationShown>, Fault> {
        let time_zone = people::known_time_zone("time_zone", self.time_zone.as_str())?;
        let row = get(work.db()).await?;
        let mut changes = Changes::default();
        changes.note("name", Some(row.name.clone()), Some(self.name.to_string()));
        changes.note("currency", Some(row.currency.clone()), Some(self.currency.to_string()));
        changes.note("time_zone", Some(row.time_zone.clone()), Some(time_zone.clone()));
        if Version(row.version) != self.seen {
            return Err(conflict(row.version, changes).into());
        }
        let version = row.version;
        let currency_changes = row.currency != self.currency.to_string();
        let before = shown(work.db(), row).await?;
        if currency_changes && before.currency_in_use {
            return Err(Refusal::CurrencyInUse {
                ours: before.organisation.currency,
            }
            .into());
        }
        let edited = ActiveModel {
            name: Set(self.name.to_string()),
            currency: Set(self.currency.to_string()),
            time_zone: Set(time_zone),
            version: Set(version + 1),
            ..Default::default()
        };
        let stored = Entity::update_many()
            .set(edited)
            .filter(Column::Version.eq(version))
            .exec(work.db())
            .await?;
        if stored.rows_affected != 1 {
            return Err(conflict(get(work.db()).await?.version, changes).into());
        }
        let row = get(work.db()).await?;
        let output = shown(work.db(), row).await?;
        Ok(work
            .record(Fact::OrganisationEdited {
                changes: changes.into_vec(),
            })
            .with(output))
    }
}

fn conflict(version: i32, changes: Changes) -> Failure {
    let stored = changes.into_vec().into_iter();
    Failure::Conflict(Conflict {
        version,
        by: None,
        stored: stored
            .map(|change| (change.field, change.before.unwrap_or_default()))
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::World;

    crate::testing::on_both!(
        an_edit_holds_for_everybody,
        the_second_editor_is_told,
        a_time_zone_must_exist
    );

    fn edit(name: &str, seen: i32) -> EditOrganisation {
        EditOrganisation {
            name: name.parse().unwrap(),
            currency: "EUR".parse().unwrap(),
            time_zone: "Europe/Vienna".parse().unwrap(),
            seen: Version(seen),
        }
    }

    async fn an_edit_holds_for_everybody(world: World) {
        let shown = world.as_admin().perform(edit("Orrin & Vale", 1)).await.unwrap();
        assert_eq!(shown.organisation.name, "Orrin & Vale");
        assert_eq!(shown.version, Version(2));
        assert_eq!(
            world.as_sales_manager().perform(edit("Mine", 2)).await,
            Err(Failure::Forbidden)
        );
    }

    async fn the_second_editor_is_told(world: World) {
        world.as_admin().perform(edit("Orrin & Vale", 1)).await.unwrap();
        let late = world.as_admin().perform(edit("Orrin and Vale", 1)).await;
        let Err(Failure::Conflict(conflict)) = late else {
            panic!("a conflict");
        };
        assert_eq!(conflict.stored.get("name").map(String::as_str), Some("Orrin & Vale"));
    }

    async fn a_time_zone_must_exist(world: World) {
        let mut edit = edit("Orrin & Vale", 1);
        edit.time_zone = "Europe/Atlantis".parse().unwrap();
        let refused = world.as_admin().perform(edit).await;
        assert_eq!(
            refused,
            Err(Failure::field("time_zone", model::Complaint::NotATimeZone))
        );
    }
}
