//! Views of the list of accounts that people saved.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, integer, json_binary, string, timestamp_with_time_zone, uuid},
};

use crate::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("saved_view")
                    .col(uuid("id").primary_key())
                    .col(uuid("owner_id"))
                    .col(string("name"))
                    .col(string("name_key"))
                    .col(boolean("shared"))
                    // The place among the owner's own, or among those that everybody sees.
                    .col(integer("position"))
                    .col(json_binary("conditions"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .take(),
            )
            .await?;
        // The views of one person. No two of them are called alike.
        index(
            manager,
            "CREATE UNIQUE INDEX saved_view_name ON saved_view (owner_id, name_key)",
        )
        .await?;
        // The views that everybody sees, in the order of the tabs.
        index(
            manager,
            "CREATE INDEX saved_view_shared ON saved_view (shared, position, id)",
        )
        .await
    }
}
