//! One person.

use model::{
    Access, Role,
    platform::{
        links::LinkPurpose,
        people::{
            PersonState,
            show::{PersonShown, ShowPerson},
        },
    },
};

use super::queries;
use crate::{Answer, Fault, Read, platform::links};

impl Answer for ShowPerson {
    async fn answer(self, read: &Read<'_>) -> Result<PersonShown, Fault> {
        let row = queries::get(read.db(), self.person).await?;
        let is_admin = row.state() == Some(PersonState::Active) && row.role() == Some(Role::Admin);
        let last_admin = is_admin && queries::other_admins(read.db(), self.person).await? == 0;
        let invitation_ends_at = if Access::Admins.admits(read.actor()).is_ok() {
            links::ends_at(read.db(), LinkPurpose::Invitation, row.id, read.now()).await?
        } else {
            None
        };
        Ok(PersonShown {
            person: queries::person(row),
            last_admin,
            invitation_ends_at,
        })
    }
}
