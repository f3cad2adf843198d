//! How an admin changes what somebody is.

use model::{
    Department, Role,
    activity::{Changes, Fact},
    failure::{Conflict, Failure},
    platform::people::{Person, edit::EditPerson},
    values::Version,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    queries,
};
use crate::{Done, Fault, Handle, Work};

impl Handle for EditPerson {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Person>, Fault> {
        let row = queries::get(work.db(), self.person).await?;
        let changes = changes(&row, &self);
        if Version(row.version) != self.seen {
            return Err(conflict(work, &row, changes).await?.into());
        }
        queries::require_an_admin(work, &row, self.role == Role::Admin).await?;

        let edited = ActiveModel {
            name: Set(self.name.to_string()),
            department: Set(self.department.map(|department| department.key().to_owned())),
            role: Set(self.role.key().to_owned()),
            updated_at: Set(work.now()),
            version: Set(row.version + 1),
            ..Default::default()
        };
        let stored = Entity::update_many()
            .set(edited)
            .filter(Column::Id.eq(row.id))
            .filter(Column::Version.eq(row.version))
            .exec(work.db())
            .await?;
        if stored.rows_affected != 1 {
            let row = queries::get(work.db(), self.person).await?;
            return Err(conflict(work, &row, changes).await?.into());
        }
        let row = queries::get(work.db(), self.person).await?;
        Ok(work
            .record(Fact::PersonEdited {
                person: self.person,
                name: row.name.clone(),
                changes: changes.into_vec(),
            })
            .with(queries::person(row)))
    }
}

fn changes(row: &Model, edit: &EditPerson) -> Changes {
    let department = |department: Department| department.key().to_owned();
    let mut changes = Changes::default();
    changes.note("name", Some(row.name.clone()), Some(edit.name.to_string()));
    changes.note(
        "department",
        row.department().map(department),
        edit.department.map(department),
    );
    changes.note("role", Some(row.role.clone()), Some(edit.role.key().to_owned()));
    changes
}

async fn conflict(work: &Work<'_>, row: &Model, changes: Changes) -> Result<Failure, Fault> {
    let stored = changes.into_vec().into_iter();
    Ok(Failure::Conflict(Conflict {
        version: row.version,
        by: queries::last_editor(work, row.id).await?,
        stored: stored
            .map(|change| (change.field, change.before.unwrap_or_default()))
            .collect(),
    }))
}
