//! Work for later: one row per job, enqueued in the transaction that asks for it.

use sea_orm_migration::{
    prelude::*,
    schema::{
        integer, json_binary, string, string_null, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
        uuid,
    },
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
                    .table("job")
                    .col(uuid("id").primary_key())
                    .col(string("kind"))
                    .col(json_binary("payload"))
                    .col(string("state"))
                    .col(timestamp_with_time_zone("run_at"))
                    .col(integer("tries"))
                    .col(integer("most_tries"))
                    .col(string_null("held_by"))
                    .col(timestamp_with_time_zone_null("held_until"))
                    .col(string_null("unique_key"))
                    .col(text_null("last_error"))
                    .col(integer("progress_done"))
                    .col(integer("progress_total"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("ended_at"))
                    .take(),
            )
            .await?;
        // The worker takes what is due, oldest first; only unfinished rows are in it.
        index(
            manager,
            "CREATE INDEX job_due ON job (run_at, id) WHERE state IN ('waiting', 'running')",
        )
        .await?;
        // A schedule or a recompute that waits already is not enqueued twice.
        index(
            manager,
            "CREATE UNIQUE INDEX job_unique_key ON job (unique_key) WHERE state = 'waiting'",
        )
        .await?;
        // The admin's list, newest first, all of it or by state.
        index(manager, "CREATE INDEX job_by_time ON job (created_at DESC, id DESC)").await?;
        index(
            manager,
            "CREATE INDEX job_by_state ON job (state, created_at DESC, id DESC)",
        )
        .await
    }
}
