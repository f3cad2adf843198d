//! What hurts at companies, what makes it urgent, and whether they are ready to buy.

use sea_orm_migration::{
    prelude::*,
    schema::{
        integer, json_binary, small_integer, string, string_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::{add, index};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "account", string("readiness").default("later").take()).await?;
        add(
            manager,
            "account",
            timestamp_with_time_zone_null("readiness_turns_at").take(),
        )
        .await?;
        catalogue(manager).await?;
        evidence(manager).await?;
        triggers(manager).await?;
        // Accounts whose readiness may be another one by now though nothing happened, the longest due first.
        index(
            manager,
            "CREATE INDEX account_readiness_turns ON account (readiness_turns_at, id) \
             WHERE readiness_turns_at IS NOT NULL AND trashed_at IS NULL",
        )
        .await
    }
}

async fn catalogue(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let pain = Table::create()
        .table("pain")
        .col(string("key").primary_key())
        .col(string("name"))
        .col(string("meaning"))
        .col(timestamp_with_time_zone_null("retired_at"))
        .col(integer("version"))
        .take();
    manager.create_table(pain).await?;
    let crisis = Table::create()
        .table("crisis")
        .col(string("key").primary_key())
        .col(string("name"))
        // Keys of the pains that it makes urgent.
        .col(json_binary("pains"))
        .col(integer("expires_after_days"))
        .col(timestamp_with_time_zone_null("retired_at"))
        .col(integer("version"))
        .take();
    manager.create_table(crisis).await
}

async fn evidence(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let evidence = Table::create()
        .table("pain_evidence")
        .col(uuid("id").primary_key())
        .col(uuid("account_id"))
        .col(string("pain"))
        .col(small_integer("severity"))
        .col(string("source"))
        .col(string("department"))
        .col(timestamp_with_time_zone("heard_at"))
        .col(string("said_by"))
        .col(uuid_null("contact_id"))
        .col(string_null("words"))
        .col(uuid_null("author_id"))
        .col(timestamp_with_time_zone("noted_at"))
        .col(timestamp_with_time_zone_null("ended_at"))
        // For which evidence it stepped back, where it did.
        .col(uuid_null("ended_for"))
        .take();
    manager.create_table(evidence).await?;
    // What was ever said about the pains of an account: rules ask about the past as well.
    index(
        manager,
        "CREATE INDEX pain_evidence_of_account ON pain_evidence (account_id, pain, heard_at)",
    )
    .await?;
    // Whom evidence names, when an import is undone.
    index(
        manager,
        "CREATE INDEX pain_evidence_of_contact ON pain_evidence (contact_id) WHERE contact_id IS NOT NULL",
    )
    .await?;
    let settlement = Table::create()
        .table("pain_settlement")
        .col(uuid("id").primary_key())
        .col(uuid("account_id"))
        .col(string("pain"))
        .col(uuid("evidence_id"))
        .col(uuid_null("settled_by"))
        .col(timestamp_with_time_zone("settled_at"))
        .col(uuid_null("undone_by"))
        .col(timestamp_with_time_zone_null("undone_at"))
        .take();
    manager.create_table(settlement).await?;
    // Which words hold at an account. One word is decided for once.
    index(
        manager,
        "CREATE UNIQUE INDEX pain_settlement_holds ON pain_settlement (account_id, evidence_id) WHERE undone_at IS NULL",
    )
    .await
}

async fn triggers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let trigger = Table::create()
        .table("pain_trigger")
        .col(uuid("id").primary_key())
        .col(uuid("account_id"))
        .col(string("crisis"))
        // Keys of the pains that it made urgent by the catalogue of that day.
        .col(json_binary("pains"))
        .col(timestamp_with_time_zone("occurred_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(string("known_from"))
        .col(string("department"))
        .col(uuid_null("author_id"))
        .col(timestamp_with_time_zone_null("withdrawn_at"))
        .take();
    manager.create_table(trigger).await?;
    // What ever befell an account.
    index(
        manager,
        "CREATE INDEX pain_trigger_of_account ON pain_trigger (account_id, occurred_at)",
    )
    .await
}
