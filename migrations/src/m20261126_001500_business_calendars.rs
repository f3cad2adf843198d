//! When people of a department are there to keep their word.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, json_binary, string, timestamp_with_time_zone, uuid_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A department without a row works by office hours in the organisation's zone.
        manager
            .create_table(
                Table::create()
                    .table("business_calendar")
                    .col(string("department").primary_key())
                    .col(json_binary("calendar"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .col(uuid_null("updated_by"))
                    .col(integer("version"))
                    .take(),
            )
            .await
    }
}
