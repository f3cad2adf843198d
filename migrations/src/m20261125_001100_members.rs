//! Who works a leg of an account beside its lead.

use sea_orm_migration::{
    prelude::*,
    schema::{string, timestamp_with_time_zone, uuid, uuid_null},
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
                    .table("leg_member")
                    .col(uuid("account_id"))
                    .col(string("leg"))
                    .col(uuid("person_id"))
                    .col(timestamp_with_time_zone("since"))
                    .col(uuid_null("added_by"))
                    // Who works the legs of an account; nobody is on a leg twice.
                    .primary_key(Index::create().col("account_id").col("leg").col("person_id"))
                    .take(),
            )
            .await?;
        // The accounts that somebody works on: the list, the board and the day of whoever asks for his own.
        index(
            manager,
            "CREATE INDEX leg_member_of_person ON leg_member (person_id, account_id)",
        )
        .await
    }
}
