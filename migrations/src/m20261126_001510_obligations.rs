//! What departments owe each other, how it came to stand so, and the agreement that says what they owe.

use sea_orm_migration::{
    prelude::*,
    schema::{
        integer, json_binary, json_binary_null, string, string_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
    sea_orm::prelude::Uuid,
};

use crate::index;

/// The agreement about what departments owe each other, known to the program by this id.
const RULES_OF_ENGAGEMENT: Uuid = Uuid::from_u128(0x0195_a0e0_0000_7000_8000_0000_0000_0003);

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let rules = Query::insert()
            .into_table("agreement")
            .columns(["id", "kind", "name"])
            .values_panic([
                RULES_OF_ENGAGEMENT.into(),
                "rules_of_engagement".into(),
                "the rules of engagement".into(),
            ])
            .to_owned();
        manager.execute(rules).await?;
        obligations(manager).await?;
        changes(manager).await
    }
}

async fn obligations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("obligation")
                .col(uuid("id").primary_key())
                // The entry of the event log that set the rule off.
                .col(uuid("event_id"))
                .col(string("trigger_kind"))
                .col(string("rule"))
                .col(string("rule_name"))
                .col(string("part"))
                .col(string("side"))
                .col(string("leg"))
                .col(string("to_leg"))
                .col(string("duty"))
                .col(string_null("precondition"))
                .col(uuid_null("rules_version"))
                .col(string("stage"))
                .col(uuid("account_id"))
                .col(uuid_null("lead_id"))
                .col(uuid_null("contact_id"))
                .col(uuid_null("deal_id"))
                .col(uuid_null("person_id"))
                .col(timestamp_with_time_zone("opened_at"))
                .col(timestamp_with_time_zone("running_since"))
                .col(integer("limit_minutes"))
                .col(json_binary("pauses"))
                .col(timestamp_with_time_zone_null("due_at"))
                .col(string("state"))
                .col(timestamp_with_time_zone_null("settled_at"))
                .col(string_null("void_reason"))
                // What kept it, or what was done too late.
                .col(json_binary_null("deed"))
                .col(timestamp_with_time_zone_null("late_at"))
                // How many steps it took, its opening among them.
                .col(integer("steps"))
                .take(),
        )
        .await?;
    for sql in [
        // One event sets off a rule once, whatever the program does.
        "CREATE UNIQUE INDEX obligation_once ON obligation (event_id, rule, part)",
        // What is due now.
        "CREATE INDEX obligation_due ON obligation (due_at, id) WHERE state = 'open'",
        // What is owed at an account, and the list of it.
        "CREATE INDEX obligation_of_account ON obligation (account_id, due_at, id)",
        // What is owed about a lead.
        "CREATE INDEX obligation_of_lead ON obligation (lead_id, due_at, id) WHERE lead_id IS NOT NULL",
        // What a leg owes.
        "CREATE INDEX obligation_of_leg ON obligation (leg, due_at, id)",
        // What a person owes.
        "CREATE INDEX obligation_of_person ON obligation (person_id, due_at, id) WHERE person_id IS NOT NULL",
        // All of it, in the order of the list.
        "CREATE INDEX obligation_by_due ON obligation (due_at, id)",
    ] {
        index(manager, sql).await?;
    }
    Ok(())
}

async fn changes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("obligation_change")
                .col(uuid("obligation_id"))
                // 1 when it was opened, then one more for each step.
                .col(integer("step"))
                .col(timestamp_with_time_zone("at"))
                .col(string_null("from_state"))
                .col(string("to_state"))
                .col(timestamp_with_time_zone("noted_at"))
                .col(uuid_null("noted_by"))
                .primary_key(Index::create().col("obligation_id").col("step"))
                .foreign_key(
                    ForeignKey::create()
                        .name("obligation_change_obligation")
                        .from("obligation_change", "obligation_id")
                        .to("obligation", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .take(),
        )
        .await
}
