//! Alerts that a leg owes an act, and when to look at an account for the next one.

use sea_orm_migration::{
    prelude::*,
    schema::{string, string_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null},
};

use crate::{add, index};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "account", timestamp_with_time_zone_null("legs_due_at").take()).await?;
        manager
            .create_table(
                Table::create()
                    .table("missing_leg")
                    .col(uuid("id").primary_key())
                    .col(uuid("account_id"))
                    .col(string("leg"))
                    .col(string("stage"))
                    // From when the silence counts, and when the window had passed.
                    .col(timestamp_with_time_zone("silent_since"))
                    .col(timestamp_with_time_zone("since"))
                    .col(timestamp_with_time_zone("raised_at"))
                    // Who led the leg then.
                    .col(uuid_null("lead_id"))
                    .col(timestamp_with_time_zone_null("cleared_at"))
                    .col(string_null("cleared"))
                    .take(),
            )
            .await?;
        // Accounts at which a leg may owe an act by now, the longest due first.
        index(
            manager,
            "CREATE INDEX account_legs_due ON account (legs_due_at, id) \
             WHERE legs_due_at IS NOT NULL AND trashed_at IS NULL",
        )
        .await?;
        // What is open of an account. However many processes look at once, one alert is open for an account and a leg.
        index(
            manager,
            "CREATE UNIQUE INDEX missing_leg_open ON missing_leg (account_id, leg) WHERE cleared_at IS NULL",
        )
        .await?;
        // What is open of a leg, and of all, the longest missing first.
        index(
            manager,
            "CREATE INDEX missing_leg_of_leg ON missing_leg (leg, since, id) WHERE cleared_at IS NULL",
        )
        .await?;
        index(
            manager,
            "CREATE INDEX missing_leg_since ON missing_leg (since, id) WHERE cleared_at IS NULL",
        )
        .await?;
        // Every account is looked at once, by the hour's next job: what its legs owe follows from what they did.
        manager
            .get_connection()
            .execute_unprepared("UPDATE account SET legs_due_at = stage_since WHERE trashed_at IS NULL")
            .await
            .map(drop)
    }
}
