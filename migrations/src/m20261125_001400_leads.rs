//! Leads, the steps of their chain, and the agreement that says when one is qualified.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean_null, date, integer, json_binary, json_binary_null, small_integer_null, string, string_null, text_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
    sea_orm::prelude::Uuid,
};

use crate::index;

/// The agreement about when a lead is qualified, known to the program by this id.
const LEAD_DEFINITION: Uuid = Uuid::from_u128(0x0195_a0e0_0000_7000_8000_0000_0000_0002);

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let definition = Query::insert()
            .into_table("agreement")
            .columns(["id", "kind", "name"])
            .values_panic([
                LEAD_DEFINITION.into(),
                "lead_definition".into(),
                "the lead definition".into(),
            ])
            .to_owned();
        manager.execute(definition).await?;
        leads(manager).await?;
        steps(manager).await
    }
}

async fn leads(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("lead")
                .col(uuid("id").primary_key())
                .col(uuid("contact_id"))
                .col(uuid_null("account_id"))
                .col(string("state"))
                .col(timestamp_with_time_zone("since"))
                .col(uuid("owner_id"))
                .col(string("owner_department"))
                .col(date("next_on"))
                .col(timestamp_with_time_zone("captured_at"))
                // What the definition found when it was last asked: whether it holds, the version, the values, and why.
                .col(boolean_null("qualified"))
                .col(uuid_null("definition_version"))
                .col(json_binary_null("snapshot"))
                .col(json_binary_null("receipt"))
                .col(json_binary("hand_overs"))
                .col(json_binary_null("matched"))
                .col(json_binary_null("routed"))
                .col(uuid_null("deal_id"))
                .col(timestamp_with_time_zone_null("closed_at"))
                .col(boolean_null("won"))
                .col(text_null("lost_reason"))
                .col(small_integer_null("quality"))
                .col(timestamp_with_time_zone("updated_at"))
                .col(uuid_null("updated_by"))
                .col(integer("version"))
                .take(),
        )
        .await?;
    // A person is one lead at a time, whatever the program does.
    index(
        manager,
        "CREATE UNIQUE INDEX lead_open_unique ON lead (contact_id) WHERE closed_at IS NULL",
    )
    .await?;
    for sql in [
        // All leads of a person, the latest too.
        "CREATE INDEX lead_of_contact ON lead (contact_id, next_on, id)",
        // The leads at an account.
        "CREATE INDEX lead_of_account ON lead (account_id, next_on, id)",
        // All leads, and those that are overdue.
        "CREATE INDEX lead_by_next ON lead (next_on, id)",
        // Leads in a state.
        "CREATE INDEX lead_in_state ON lead (state, next_on, id)",
        // The leads of a person who works with the product; how many of them somebody of sales has.
        "CREATE INDEX lead_of_owner ON lead (owner_id, next_on, id, state)",
        // The queue of a department.
        "CREATE INDEX lead_of_department ON lead (owner_department, next_on, id)",
        // Leads that were captured in a period, for replays.
        "CREATE INDEX lead_by_capture ON lead (captured_at, id)",
    ] {
        index(manager, sql).await?;
    }
    Ok(())
}

async fn steps(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("lead_transition")
                .col(uuid("id").primary_key())
                .col(uuid("lead_id"))
                .col(string_null("from_state"))
                .col(string("to_state"))
                .col(timestamp_with_time_zone("at"))
                .col(uuid_null("person_id"))
                .col(uuid("owner_id"))
                .col(string("owner_department"))
                .col(date("next_on"))
                .col(json_binary("reasons"))
                .col(text_null("note"))
                // At a hand-over: whether the lead met the definition.
                .col(boolean_null("met_definition"))
                .foreign_key(
                    ForeignKey::create()
                        .name("lead_transition_lead")
                        .from("lead_transition", "lead_id")
                        .to("lead", "id"),
                )
                .take(),
        )
        .await?;
    // The chain of a lead, oldest first.
    index(
        manager,
        "CREATE INDEX lead_transition_of_lead ON lead_transition (lead_id, at, id)",
    )
    .await?;
    // When somebody was given a lead last.
    index(
        manager,
        "CREATE INDEX lead_transition_given ON lead_transition (owner_id, at) \
         WHERE to_state IN ('captured', 'handed_over')",
    )
    .await
}
