//! The logs of the scores of leads, their sums, and when time alone may change them.

use sea_orm_migration::{
    prelude::*,
    schema::{
        integer, small_integer_null, string, string_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
        uuid, uuid_null,
    },
};

use crate::{add, index};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "lead", integer("fit").default(0).take()).await?;
        add(manager, "lead", integer("engagement").default(0).take()).await?;
        add(manager, "lead", uuid_null("scored_by").take()).await?;
        add(manager, "lead", timestamp_with_time_zone_null("scored_at").take()).await?;
        add(manager, "lead", timestamp_with_time_zone_null("look_again_at").take()).await?;
        log(manager).await?;
        // Leads that are there already are scored by the next look.
        index(
            manager,
            "UPDATE lead SET look_again_at = captured_at WHERE closed_at IS NULL",
        )
        .await?;
        // The leads that have to be scored again.
        index(
            manager,
            "CREATE INDEX lead_look_again ON lead (look_again_at, id) \
             WHERE look_again_at IS NOT NULL AND closed_at IS NULL",
        )
        .await
    }
}

async fn log(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("lead_score_log")
                .col(uuid("lead_id"))
                .col(string("score"))
                .col(integer("place"))
                .col(timestamp_with_time_zone("at"))
                .col(small_integer_null("rule"))
                .col(string("kind"))
                .col(integer("points"))
                // What it was given for.
                .col(string_null("source_kind"))
                .col(uuid_null("source_id"))
                .col(uuid_null("definition_version"))
                .primary_key(Index::create().col("lead_id").col("score").col("place"))
                .foreign_key(
                    ForeignKey::create()
                        .name("lead_score_log_lead")
                        .from("lead_score_log", "lead_id")
                        .to("lead", "id"),
                )
                .take(),
        )
        .await
}
