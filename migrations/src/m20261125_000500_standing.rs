//! Where accounts stand by rule: how long a move by hand holds, when to look again, and why each move was made.

use sea_orm_migration::{
    prelude::*,
    schema::{json_binary_null, timestamp_with_time_zone_null, uuid_null},
    sea_orm::DatabaseBackend,
};

use crate::{add, index};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["held_until", "look_again_at"] {
            add(manager, "account", timestamp_with_time_zone_null(name).take()).await?;
        }
        for column in [
            // The version of the journey under which the move was made; none before departments agreed on one.
            uuid_null("journey_version").take(),
            timestamp_with_time_zone_null("held_until").take(),
            json_binary_null("receipt").take(),
        ] {
            add(manager, "transition", column).await?;
        }
        // Accounts whose stage may be another one by now though nothing happened, the longest due first.
        index(
            manager,
            "CREATE INDEX account_look_again ON account (look_again_at, id) \
             WHERE look_again_at IS NOT NULL AND trashed_at IS NULL",
        )
        .await?;
        // Until now people alone moved accounts. What they said holds for 90 days more, so that nobody's board changes
        // over night.
        let later = match manager.get_database_backend() {
            DatabaseBackend::Sqlite => "strftime('%Y-%m-%dT%H:%M:%f000000+00:00', 'now', '+90 days')",
            _ => "now() + interval '90 days'",
        };
        let hold = format!("UPDATE account SET held_until = {later}, look_again_at = {later}");
        manager.get_connection().execute_unprepared(&hold).await.map(drop)
    }
}
