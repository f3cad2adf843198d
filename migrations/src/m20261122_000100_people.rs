//! The organisation, its people, and what lets them in: sessions, links, tokens, and the count of failed tries.

use sea_orm_migration::{
    prelude::*,
    schema::{
        integer, json_binary, string, string_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
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
                    .table("organisation")
                    .col(integer("id").primary_key())
                    .col(string("name"))
                    .col(string("currency"))
                    .col(string("time_zone"))
                    .col(integer("version"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("person")
                    .col(uuid("id").primary_key())
                    .col(string("email"))
                    .col(string("name"))
                    .col(string_null("department"))
                    .col(string("role"))
                    .col(string_null("password_hash"))
                    .col(string("state"))
                    .col(string("locale"))
                    .col(string("time_zone"))
                    .col(string("theme"))
                    .col(integer("sign_in_epoch"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .col(timestamp_with_time_zone_null("signed_in_at"))
                    .col(integer("version"))
                    .take(),
            )
            .await?;
        // Sign-in looks people up by address.
        index(manager, "CREATE UNIQUE INDEX person_email_unique ON person (email)").await?;
        // The list of people, sorted by name.
        index(manager, "CREATE INDEX person_by_name ON person (name, id)").await?;

        manager
            .create_table(
                Table::create()
                    .table("session")
                    .col(string("id").primary_key())
                    .col(uuid_null("person_id"))
                    .col(json_binary("data"))
                    .col(timestamp_with_time_zone("expires_at"))
                    .take(),
            )
            .await?;
        // "Sign out everywhere" deletes by person.
        index(manager, "CREATE INDEX session_by_person ON session (person_id)").await?;
        // The sweep deletes what has expired.
        index(manager, "CREATE INDEX session_by_expiry ON session (expires_at)").await?;

        manager
            .create_table(
                Table::create()
                    .table("throttle")
                    .col(string("key").primary_key())
                    .col(integer("tries"))
                    .col(timestamp_with_time_zone("window_ends_at"))
                    .take(),
            )
            .await?;

        manager
            .create_table(
                Table::create()
                    .table("signed_link")
                    .col(uuid("id").primary_key())
                    .col(string("secret_hash"))
                    .col(string("purpose"))
                    .col(uuid("subject"))
                    .col(integer("uses_left"))
                    .col(timestamp_with_time_zone("expires_at"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("revoked_at"))
                    .take(),
            )
            .await?;
        // A link is found by the hash of its secret.
        index(
            manager,
            "CREATE UNIQUE INDEX signed_link_secret_unique ON signed_link (secret_hash)",
        )
        .await?;
        // A newer link for the same purpose revokes the older ones.
        index(
            manager,
            "CREATE INDEX signed_link_by_subject ON signed_link (subject, purpose)",
        )
        .await?;

        manager
            .create_table(
                Table::create()
                    .table("token")
                    .col(uuid("id").primary_key())
                    .col(uuid("person_id"))
                    .col(string("name"))
                    .col(string("secret_hash"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("used_at"))
                    .col(timestamp_with_time_zone_null("revoked_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("token_person")
                            .from("token", "person_id")
                            .to("person", "id"),
                    )
                    .take(),
            )
            .await?;
        // A request with a bearer token finds it by the hash of its secret.
        index(
            manager,
            "CREATE UNIQUE INDEX token_secret_unique ON token (secret_hash)",
        )
        .await?;
        // A person's own list of tokens.
        index(manager, "CREATE INDEX token_by_person ON token (person_id, id)").await
    }
}
