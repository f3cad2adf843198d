//! The company's settings.

use model::{
    platform::organisation::show::{OrganisationShown, ShowOrganisation},
    values::Version,
};
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};

use super::{Model, get};
use crate::{Answer, Fault, Read, accounts::deals};

impl Answer for ShowOrganisation {
    async fn answer(self, read: &Read<'_>) -> Result<OrganisationShown, Fault> {
        let row = get(read.db()).await?;
        shown(read.db(), row).await
    }
}

/// The settings with what an admin needs to know.
pub(super) async fn shown(db: &impl ConnectionTrait, row: Model) -> Result<OrganisationShown, Fault> {
    let first: Option<uuid::Uuid> = deals::entity::Entity::find()
        .select_only()
        .column(deals::entity::Column::Id)
        .into_tuple()
        .one(db)
        .await?;
    Ok(OrganisationShown {
        version: Version(row.version),
        currency_in_use: first.is_some(),
        organisation: row.into(),
    })
}
