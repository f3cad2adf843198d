//! How a department says when its people are there.

use model::{
    Department,
    access::Action,
    activity::Fact,
    leads::calendars::{DepartmentCalendar, edit::EditCalendar, write::WriteCalendar},
    values::Version,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::{
    all,
    entity::{ActiveModel, Column, Entity},
};
use crate::{Done, Fault, Handle, Work, accounts::queries, platform::people};

impl Handle for EditCalendar {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<DepartmentCalendar>, Fault> {
        work.require(Action::EditCalendar {
            department: self.department,
        })?;
        let mut calendar = self.calendar.clone();
        calendar.time_zone = people::known_time_zone("time_zone", &calendar.time_zone)?;
        let before = stored(work, self.department).await?;
        if before.version != self.seen {
            return Err(changed_since(work, self.department).await?);
        }
        let row = ActiveModel {
            department: Set(self.department.key().to_owned()),
            calendar: Set(serde_json::to_value(&calendar)?),
            updated_at: Set(work.now()),
            updated_by: Set(work.actor().person().map(|person| person.0)),
            version: Set(before.version.0 + 1),
        };
        let rows = if before.version == Version(0) {
            Entity::insert(row)
                .on_conflict(OnConflict::new().do_nothing().to_owned())
                .exec_without_returning(work.db())
                .await?
        } else {
            let seen = Column::Version.eq(before.version.0);
            let department = Column::Department.eq(self.department.key());
            let update = Entity::update_many().set(row).filter(department).filter(seen);
            update.exec(work.db()).await?.rows_affected
        };
        if rows == 0 {
            return Err(changed_since(work, self.department).await?);
        }
        let after = stored(work, self.department).await?;
        let fact = Fact::CalendarEdited {
            department: self.department,
            before: before.says,
            after: after.says.clone(),
        };
        Ok(work.record(fact).with(after))
    }
}

impl Handle for WriteCalendar {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<DepartmentCalendar>, Fault> {
        self.said().handle(work).await
    }
}

async fn stored(work: &Work<'_>, department: Department) -> Result<DepartmentCalendar, Fault> {
    let calendars = all(work.db()).await?;
    let found = calendars.into_iter().find(|one| one.department == department);
    found.ok_or_else(|| Fault::Stored(format!("no calendar of {}", department.key())))
}

/// What the second of two editors is told.
async fn changed_since(work: &Work<'_>, department: Department) -> Result<Fault, Fault> {
    let row = Entity::find_by_id(department.key()).one(work.db()).await?;
    let stored = stored(work, department).await?;
    let by = row.and_then(|row| row.updated_by);
    let fields = vec![("calendar", Some(stored.says), None)];
    queries::conflict(work.db(), stored.version.0, by, fields).await
}
