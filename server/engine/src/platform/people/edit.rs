//! How an admin changes what somebody is.

use model::{
    Department, Role,
    activity::{Changes, Fact},
    failure::{Conflict, Failure},
    platform::people::{Person, edit::EditPerson},
    values::Version,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    queries,
};
use crate::{Done, Fault, Handle, Work, accounts::release_leads};

impl Handle for EditPerson {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Person>, Fault> {
        let row = queries::get(work.db(), self.person).await?;
        let changes = changes(&row, &self);
        if Version(row.version) != self.seen {
            return Err(conflict(work, &row, changes).await?.into());
        }
        queries::require_an_admin(work, &row, self.role == Role::Admin).await?;
        if let Some(left) = row.department().filter(|left| self.department != Some(*left)) {
            // Held against whoever is about to make this person the lead of another account.
            Entity::find_by_id(row.id).lock_exclusive().one(work.db()).await?;
            release_leads(work, (self.person, &row.name), left, self.release).await?;
        }

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
        accounts::{create::CreateAccount, trash::TrashAccount},
        platform::check::run::RunCheck,
        platform::people::{deactivate::DeactivatePerson, list::ListPeople, show::ShowPerson},
    };

    use super::*;
    use crate::{
        accounts::entity as account,
        testing::{Who, World, new_account},
    };

    crate::testing::on_both!(
        an_edit_holds_at_once_and_says_what_changed,
        the_last_admin_stays_one,
        of_two_admins_who_demote_each_other_at_once_one_stays,
        the_second_editor_is_told,
        a_member_needs_a_department,
        who_leads_accounts_leaves_his_department_only_if_they_are_released,
        nobody_leads_an_account_for_a_department_that_he_is_leaving,
        the_list_is_filtered_and_goes_on_where_it_stopped,
    );

    fn edit(who: Who, role: Role, seen: i32) -> EditPerson {
        EditPerson {
            person: who.id(),
            name: who.name().parse().unwrap(),
            department: who.department(),
            role,
            release: false,
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

    fn to_service(release: bool) -> EditPerson {
        EditPerson {
            department: Some(Department::Service),
            release,
            ..edit(Who::Seller, Role::Member, 1)
        }
    }

    fn led(name: &str) -> CreateAccount {
        CreateAccount {
            sales_lead: Some(Who::Seller.id()),
            ..new_account(name)
        }
    }

    async fn who_leads_accounts_leaves_his_department_only_if_they_are_released(world: World) {
        let mut accounts = Vec::new();
        for name in ["Brackwell Dairies", "Marlstone Cement", "Quillmore Foods"] {
            accounts.push(world.as_seller().perform(led(name)).await.unwrap().id);
        }
        let trash = TrashAccount { account: accounts[2] };
        world.as_sales_manager().perform(trash).await.unwrap();
        let refused = world.as_admin().perform(to_service(false)).await;
        let (department, accounts_led) = (Department::Sales, 2);
        assert_eq!(
            refused,
            Err(Failure::Refused(Refusal::LeadsAccounts {
                department,
                accounts: accounts_led
            }))
        );
        // Who stays in the department keeps his accounts whatever is said.
        let mut stays = edit(Who::Seller, Role::Member, 1);
        stays.release = true;
        let seen = world.as_admin().perform(stays).await.unwrap().version;
        let moved = EditPerson {
            seen,
            ..to_service(true)
        };
        world.as_admin().perform(moved).await.unwrap();
        for account in accounts {
            let row = account::Entity::find_by_id(account.0).one(world.store.reader()).await;
            assert_eq!(row.unwrap().unwrap().sales_lead_id, None);
            let released = world
                .facts_of(account)
                .await
                .into_iter()
                .rev()
                .find_map(|fact| match fact {
                    Fact::LegLeadNamed {
                        leg, person, before, ..
                    } => Some((leg, person, before)),
                    _ => None,
                });
            let before = Some(Who::Seller.name().to_owned());
            assert_eq!(released, Some((Department::Sales, None, before)));
        }
        let checked = world.as_system().ask(RunCheck {}).await.unwrap();
        assert!(checked.iter().all(|one| one.violations == 0), "{checked:?}");
    }

    async fn nobody_leads_an_account_for_a_department_that_he_is_leaving(world: World) {
        let other = world.another_process().await;
        let (admin, seller) = (world.as_admin(), world.as_seller());
        let seller = match world.database() {
            // An SQLite file belongs to one process.
            crate::testing::Database::Sqlite => seller,
            crate::testing::Database::Postgres => seller.at(&other),
        };
        let many = (0..6).map(|number| seller.perform(led(&format!("Number {number}"))));
        let (edited, made) = futures::join!(admin.perform(to_service(true)), futures::future::join_all(many));
        edited.unwrap();
        assert!(
            made.iter()
                .all(|made| made.is_ok() || matches!(made, Err(Failure::Invalid(_))))
        );
        let checked = world.as_system().ask(RunCheck {}).await.unwrap();
        assert!(checked.iter().all(|one| one.violations == 0), "{checked:?}");
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
