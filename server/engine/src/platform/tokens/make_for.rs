//! How a key is made on the command line.

use model::{
    Actor, Complaint, Failure,
    platform::tokens::{make::TokenMade, make_for::MakeTokenFor},
    values::ids::PersonId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::make::make;
use crate::{Done, Fault, Handle, Work, platform::people::entity};

impl Handle for MakeTokenFor {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<TokenMade>, Fault> {
        let found = entity::Entity::find()
            .filter(entity::Column::Email.eq(self.email.as_str()))
            .one(work.db())
            .await?;
        let row = found
            .filter(|row| matches!(row.actor(), Actor::Person { .. }))
            .ok_or_else(|| Failure::field("email", Complaint::NoSuch))?;
        make(work, PersonId(row.id), self.name.as_str()).await
    }
}
