//! The event log: append-only, one row per fact; the audit log and, by account, the timeline.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, json_binary, string, string_null, timestamp_with_time_zone, uuid, uuid_null},
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
                    .table("activity")
                    // Counts up in the order of recording. Together with `snapshot` it is the place of a reader.
                    .col(big_integer("position").primary_key().auto_increment())
                    // The number of the writing transaction where several can be open at once (PostgreSQL), else 0.
                    // Rows of a transaction below the oldest open one are all there: readers stop before it.
                    .col(big_integer("snapshot").default(0))
                    .col(uuid("id"))
                    .col(timestamp_with_time_zone("at"))
                    .col(timestamp_with_time_zone("occurred_at"))
                    .col(string("actor_kind"))
                    .col(uuid_null("actor_id"))
                    .col(string_null("department"))
                    .col(uuid_null("account_id"))
                    .col(uuid_null("subject_id"))
                    .col(string("operation"))
                    .col(string("kind"))
                    .col(json_binary("fact"))
                    .col(string("request_id"))
                    .take(),
            )
            .await?;
        // The timeline of an account, newest first.
        index(
            manager,
            "CREATE INDEX activity_of_account ON activity (account_id, occurred_at DESC, id DESC)",
        )
        .await?;
        // The history of one record.
        index(
            manager,
            "CREATE INDEX activity_of_subject ON activity (subject_id, at DESC, id DESC)",
        )
        .await?;
        // The audit log, newest first, all of it or by person.
        index(manager, "CREATE INDEX activity_by_time ON activity (at DESC, id DESC)").await?;
        index(
            manager,
            "CREATE INDEX activity_of_actor ON activity (actor_id, at DESC, id DESC)",
        )
        .await?;
        // Readers that follow the log.
        index(
            manager,
            "CREATE INDEX activity_by_place ON activity (snapshot, position)",
        )
        .await?;

        manager
            .create_table(
                Table::create()
                    .table("idempotency")
                    .col(string("key"))
                    .col(uuid("person_id"))
                    .col(string("operation"))
                    .col(string("input_hash"))
                    .col(json_binary("output"))
                    .col(timestamp_with_time_zone("at"))
                    .primary_key(Index::create().col("person_id").col("key"))
                    .take(),
            )
            .await?;
        // The sweep deletes what is older than a day.
        index(manager, "CREATE INDEX idempotency_by_time ON idempotency (at)").await
    }
}
