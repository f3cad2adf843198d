//! By which seed leads of a sample were drawn, so that everybody can draw them again.

use sea_orm_migration::{prelude::*, schema::big_integer_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let seed = Table::alter()
            .table("lead_sample")
            .add_column(big_integer_null("seed"))
            .take();
        manager.alter_table(seed).await
    }
}
