//! What companies are to us and to each other, what people hope for, and what the departments know.

use sea_orm_migration::{
    prelude::*,
    schema::{
        date, string, string_null, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
    },
};

use crate::{add, index};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column a statement: SQLite adds no two at once.
        for column in [string("kind").default("buyer").take(), uuid_null("parent_id").take()] {
            add(manager, "account", column).await?;
        }
        for column in [
            string_null("seniority").take(),
            string_null("influence").take(),
            text_null("win").take(),
            string_null("win_state").take(),
            string("track").default("buying").take(),
        ] {
            add(manager, "contact", column).await?;
        }
        // The companies that belong to one, by name, and the way down to all of them.
        index(
            manager,
            "CREATE INDEX account_of_parent ON account (parent_id, name_key, id) \
             WHERE parent_id IS NOT NULL AND trashed_at IS NULL",
        )
        .await?;
        // The relationship track, and people of one part in buying: both few among all.
        index(
            manager,
            "CREATE INDEX contact_on_relationship_track ON contact (name_key, id) \
             WHERE track = 'relationship' AND trashed_at IS NULL",
        )
        .await?;
        manager
            .create_table(
                Table::create()
                    .table("known_fact")
                    .col(uuid("id").primary_key())
                    .col(uuid("account_id"))
                    .col(string("topic"))
                    // The topic as it is compared.
                    .col(string("topic_key"))
                    .col(text("value"))
                    .col(string("department"))
                    .col(string("confidence"))
                    .col(date("known_on"))
                    .col(uuid_null("author_id"))
                    .col(timestamp_with_time_zone("stated_at"))
                    .col(timestamp_with_time_zone_null("settled_at"))
                    .col(timestamp_with_time_zone_null("ended_at"))
                    // Against which fact it was decided, where it was.
                    .col(uuid_null("ended_for"))
                    .take(),
            )
            .await?;
        // What stands of an account. A department says one thing about a topic.
        index(
            manager,
            "CREATE UNIQUE INDEX known_fact_unique ON known_fact (account_id, topic_key, department) WHERE ended_at IS NULL",
        )
        .await?;
        // What stepped back for a fact.
        index(
            manager,
            "CREATE INDEX known_fact_ended_for ON known_fact (ended_for) WHERE ended_for IS NOT NULL",
        )
        .await
    }
}
