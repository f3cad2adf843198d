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

#[cfg(test)]
mod tests {
    use model::{
        Complaint, Refusal,
        platform::people::{deactivate::DeactivatePerson, list::ListPeople, show::ShowPerson},
    };

    use super::*;
    use crate::testing::{Who, World};

    crate::testing::on_both!(
        an_edit_holds_at_once_and_says_what_changed,
        the_last_admin_stays_one,
        of_two_admins_who_demote_each_other_at_once_one_stays,
        the_second_editor_is_told,
        a_member_needs_a_department,
        the_list_is_filtered_and_goes_on_where_it_stopped,
    );

    fn edit(who: Who, role: Role, seen: i32) -> EditPerson {
        EditPerson {
            person: who.id(),
            name: who.name().parse().unwrap(),
            department: who.department(),
            role,
            seen: Version(seen),
        }
    }

    async fn an_edit_holds_at_once_and_says_what_changed(world: World) {
        let person = world
            .as_admin()
            .perform(edit(Who::Seller, Role::Manager, 1))
            .await
            .unwrap();
        assert_eq!((person.role, person.version), (Role::Manager, Version(2)));
        let facts = world.facts().await;
        let [Fact::PersonEdited { changes, .. }] = facts.as_slice() else {
            panic!("one fact, not {facts:?}");
        };
        assert_eq!(changes.len(), 1);
        assert_eq!(changes.first().unwrap().after.as_deref(), Some("manager"));
    }

    async fn the_last_admin_stays_one(world: World) {
        let person = Who::Admin.id();
        let shown = world.as_admin().ask(ShowPerson { person }).await.unwrap();
        assert!(shown.last_admin);
        let demoted = world.as_admin().perform(edit(Who::Admin, Role::Executive, 1)).await;
        assert_eq!(demoted, Err(Refusal::LastAdmin.into()));
        let left = world.as_admin().perform(DeactivatePerson { person }).await;
        assert_eq!(left, Err(Refusal::LastAdmin.into()));

        world
            .as_admin()
            .perform(edit(Who::Executive, Role::Admin, 1))
            .await
            .unwrap();
        world
            .as_admin()
            .perform(edit(Who::Admin, Role::Executive, 1))
            .await
            .unwrap();
    }

    async fn of_two_admins_who_demote_each_other_at_once_one_stays(world: World) {
        world
            .as_admin()
            .perform(edit(Who::Executive, Role::Admin, 1))
            .await
            .unwrap();
        let other = world.another_process().await;
        let (one, two) = (world.as_admin(), world.as_admin().at(&other));
        let (one, two) = futures::join!(
            one.perform(edit(Who::Executive, Role::Executive, 2)),
            two.perform(edit(Who::Admin, Role::Executive, 1)),
        );
        assert_eq!([one.is_ok(), two.is_ok()].into_iter().filter(|fine| *fine).count(), 1);
        let admins = ListPeople {
            role: Some(Role::Admin),
            ..ListPeople::default()
        };
        assert_eq!(world.as_seller().ask(admins).await.unwrap().items.len(), 1);
    }

    async fn the_second_editor_is_told(world: World) {
        world
            .as_admin()
            .perform(edit(Who::Seller, Role::Manager, 1))
            .await
            .unwrap();
        let mut late = edit(Who::Seller, Role::Member, 1);
        late.name = "Samuel Duarte".parse().unwrap();
        let Err(Failure::Conflict(conflict)) = world.as_admin().perform(late).await else {
            panic!("a conflict");
        };
        assert_eq!((conflict.version, conflict.by.as_deref()), (2, Some(Who::Admin.name())));
        assert_eq!(conflict.stored.get("role").map(String::as_str), Some("manager"));
        assert_eq!(
            conflict.stored.get("name").map(String::as_str),
            Some(Who::Seller.name())
        );
    }

    async fn a_member_needs_a_department(world: World) {
        let refused = world.as_admin().perform(edit(Who::Executive, Role::Member, 1)).await;
        assert_eq!(refused, Err(Failure::field("department", Complaint::DepartmentNeeded)));
    }

    async fn the_list_is_filtered_and_goes_on_where_it_stopped(world: World) {
        let seller = world.as_seller();
        let mut names = Vec::new();
        let mut asked = ListPeople {
            limit: 3.try_into().unwrap(),
            ..ListPeople::default()
        };
        loop {
            let page = seller.ask(asked.clone()).await.unwrap();
            names.extend(page.items.into_iter().map(|person| person.name));
            match page.next {
                Some(next) => asked.cursor = Some(next),
                None => break,
            }
        }
        assert_eq!(names.len(), Who::ALL.len());
        assert!(names.is_sorted());

        let of_sales = ListPeople {
            department: Some(Department::Sales),
            text: Some("DUARTE".parse().unwrap()),
            ..ListPeople::default()
        };
        let found = seller.ask(of_sales).await.unwrap();
        assert_eq!(
            found.items.iter().map(|person| person.id).collect::<Vec<_>>(),
            [Who::Seller.id()]
        );
        let literal = ListPeople {
            text: Some("%".parse().unwrap()),
            ..ListPeople::default()
        };
        assert_eq!(seller.ask(literal).await.unwrap().items, []);
    }
}
