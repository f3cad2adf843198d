//! Who can sign in to the demo company.

use model::{
    Role,
    platform::demo::{COMPANY, Login, logins::ListDemoLogins},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::people::DOMAIN;
use crate::{
    Answer, Fault, Read,
    platform::{organisation, people::entity},
};

impl Answer for ListDemoLogins {
    async fn answer(self, read: &Read<'_>) -> Result<Option<Vec<Login>>, Fault> {
        if organisation::find(read.db())
            .await?
            .is_none_or(|row| row.name != COMPANY)
        {
            return Ok(None);
        }
        let people = entity::Entity::find()
            .filter(entity::Column::State.eq("active"))
            .filter(entity::Column::Email.ends_with(format!("@{DOMAIN}")))
            .all(read.db())
            .await?;
        let login = |row: entity::Model| {
            Some(Login {
                department: row.department(),
                role: row.role()?,
                name: row.name,
                email: row.email,
            })
        };
        let mut logins: Vec<Login> = people.into_iter().filter_map(login).collect();
        // As the company prints itself: department by department, its manager first.
        logins.sort_by_key(|login| {
            let department = (login.department.is_none(), login.department);
            (department, login.role != Role::Manager, login.email.clone())
        });
        Ok(Some(logins))
    }
}
