//! Who speaks where a signal comes from.

use sea_orm_migration::{prelude::*, schema::string_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Nobody said it of the signals that are there: for them it stays unknown.
        manager
            .alter_table(
                Table::alter()
                    .table("signal")
                    .add_column(string_null("source_type"))
                    .take(),
            )
            .await
    }
}
