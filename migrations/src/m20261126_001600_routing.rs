//! On how many leads people of sales work at once, and from where they take them.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, integer, json_binary, string, timestamp_with_time_zone, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Who has no row takes as many leads as is usual.
        manager
            .create_table(
                Table::create()
                    .table("sales_desk")
                    .col(uuid("person_id").primary_key())
                    .col(integer("capacity"))
                    .col(boolean("away"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .col(uuid_null("updated_by"))
                    .foreign_key(ForeignKey::create().from("sales_desk", "person_id").to("person", "id"))
                    .take(),
            )
            .await?;
        // There are few, and they are always read together: no index but the key.
        manager
            .create_table(
                Table::create()
                    .table("territory")
                    .col(uuid("id").primary_key())
                    .col(string("name"))
                    .col(integer("place"))
                    .col(json_binary("accounts"))
                    .col(json_binary("people"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .col(uuid_null("updated_by"))
                    .col(integer("version"))
                    .take(),
            )
            .await
    }
}
