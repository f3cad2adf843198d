//! What departments sign: agreements, their versions, the signatures below them and the comments beside them.

use sea_orm_migration::{
    prelude::*,
    schema::{
        date_null, integer, integer_null, json_binary, string, text, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
    sea_orm::prelude::Uuid,
};

use crate::index;

/// The agreement about the buyer's journey, known to the program by this id.
const JOURNEY: Uuid = Uuid::from_u128(0x0195_a0e0_0000_7000_8000_0000_0000_0001);

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        agreements(manager).await?;
        versions(manager).await?;
        signatures(manager).await?;
        comments(manager).await
    }
}

async fn agreements(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("agreement")
                .col(uuid("id").primary_key())
                .col(string("kind"))
                .col(string("name"))
                .take(),
        )
        .await?;
    let journey = Query::insert()
        .into_table("agreement")
        .columns(["id", "kind", "name"])
        .values_panic([JOURNEY.into(), "journey".into(), "the buyer's journey".into()])
        .to_owned();
    manager.execute(journey).await
}

async fn versions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("agreement_version")
                .col(uuid("id").primary_key())
                .col(uuid("agreement_id"))
                .col(integer_null("number"))
                .col(string("state"))
                .col(json_binary("content"))
                .col(uuid_null("based_on_id"))
                .col(date_null("effective_from"))
                .col(date_null("review_by"))
                .col(timestamp_with_time_zone("drafted_at"))
                .col(uuid_null("drafted_by"))
                .col(timestamp_with_time_zone("updated_at"))
                .col(uuid_null("updated_by"))
                .col(timestamp_with_time_zone_null("proposed_at"))
                .col(uuid_null("proposed_by"))
                .col(timestamp_with_time_zone_null("signed_at"))
                .col(timestamp_with_time_zone_null("in_force_at"))
                .col(timestamp_with_time_zone_null("superseded_at"))
                .col(timestamp_with_time_zone_null("withdrawn_at"))
                .col(uuid_null("withdrawn_by"))
                .col(integer("version"))
                .foreign_key(
                    ForeignKey::create()
                        .name("agreement_version_agreement")
                        .from("agreement_version", "agreement_id")
                        .to("agreement", "id"),
                )
                .take(),
        )
        .await?;
    // The versions of an agreement, the one drafted last first.
    index(
        manager,
        "CREATE INDEX agreement_version_of_agreement ON agreement_version (agreement_id, id DESC)",
    )
    .await?;
    // What is in force, and that it is one version at most whatever the program does.
    index(
        manager,
        "CREATE UNIQUE INDEX agreement_version_active_unique ON agreement_version (agreement_id) \
         WHERE state = 'active'",
    )
    .await?;
    // What was in force at a moment.
    index(
        manager,
        "CREATE INDEX agreement_version_in_force ON agreement_version (agreement_id, in_force_at) \
         WHERE in_force_at IS NOT NULL",
    )
    .await?;
    // No number is given twice.
    index(
        manager,
        "CREATE UNIQUE INDEX agreement_version_number_unique ON agreement_version (agreement_id, number) \
         WHERE number IS NOT NULL",
    )
    .await
}

async fn signatures(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("agreement_signature")
                .col(uuid("version_id"))
                .col(string("department"))
                .col(uuid("person_id"))
                .col(timestamp_with_time_zone("at"))
                // A department signs a version once.
                .primary_key(Index::create().col("version_id").col("department"))
                .foreign_key(
                    ForeignKey::create()
                        .name("agreement_signature_version")
                        .from("agreement_signature", "version_id")
                        .to("agreement_version", "id"),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("agreement_signature_person")
                        .from("agreement_signature", "person_id")
                        .to("person", "id"),
                )
                .take(),
        )
        .await?;
    // A person signs a version for one department only.
    index(
        manager,
        "CREATE UNIQUE INDEX agreement_signature_person_unique ON agreement_signature (version_id, person_id)",
    )
    .await
}

async fn comments(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("agreement_comment")
                .col(uuid("id").primary_key())
                .col(uuid("version_id"))
                .col(uuid_null("person_id"))
                .col(timestamp_with_time_zone("at"))
                .col(text("body"))
                .foreign_key(
                    ForeignKey::create()
                        .name("agreement_comment_version")
                        .from("agreement_comment", "version_id")
                        .to("agreement_version", "id"),
                )
                .take(),
        )
        .await?;
    // What was said beside a version, oldest first.
    index(
        manager,
        "CREATE INDEX agreement_comment_of_version ON agreement_comment (version_id, id)",
    )
    .await
}
