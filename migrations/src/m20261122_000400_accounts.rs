//! Accounts, the people there, their deals; touches of our legs, signals of the buyer, moves along the journey.
//!
//! Large tables carry `account_id` first in their main index and no foreign keys across accounts, so that they can be
//! distributed by account.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, date_null, integer, integer_null, json_binary, small_integer, string,
        string_null, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        accounts(manager).await?;
        contacts(manager).await?;
        deals(manager).await?;
        acts(manager).await?;
        transitions(manager).await?;
        manager
            .create_table(
                Table::create()
                    .table("external_key")
                    .col(string("source"))
                    .col(string("subject"))
                    .col(string("key"))
                    .col(uuid("record_id"))
                    .primary_key(Index::create().col("source").col("subject").col("key"))
                    .take(),
            )
            .await?;
        // What other systems call a record.
        index(
            manager,
            "CREATE INDEX external_key_of_record ON external_key (record_id)",
        )
        .await
    }
}

async fn accounts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("account")
                .col(uuid("id").primary_key())
                .col(string("name"))
                // The name in lower case, for sorting and finding alike in both databases.
                .col(string("name_key"))
                .col(string_null("domain"))
                .col(string_null("industry"))
                .col(string_null("city"))
                .col(string_null("country"))
                .col(integer_null("employees"))
                .col(big_integer_null("annual_revenue_minor"))
                .col(string("stage"))
                .col(small_integer("stage_position"))
                .col(timestamp_with_time_zone("stage_since"))
                .col(uuid_null("marketing_lead_id"))
                .col(uuid_null("sales_lead_id"))
                .col(uuid_null("service_lead_id"))
                .col(timestamp_with_time_zone_null("marketing_acted_at"))
                .col(timestamp_with_time_zone_null("sales_acted_at"))
                .col(timestamp_with_time_zone_null("service_acted_at"))
                // Roll-ups of the deals, kept in the transaction that changes a deal.
                .col(big_integer("open_amount_minor"))
                .col(integer("open_deals"))
                .col(integer("won_deals"))
                .col(date_null("next_close_on"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("updated_at"))
                .col(uuid_null("updated_by"))
                .col(timestamp_with_time_zone_null("trashed_at"))
                .col(integer("version"))
                .take(),
        )
        .await?;
    // One domain is one account; what lies in the trash does not stand in the way.
    index(
        manager,
        "CREATE UNIQUE INDEX account_domain_unique ON account (domain) WHERE trashed_at IS NULL",
    )
    .await?;
    // The list by each of its sort keys. Figures in the footer read the same indexes.
    for (name, keys) in [
        ("account_by_name", "name_key, id"),
        ("account_by_updated", "updated_at, id"),
        ("account_by_open_amount", "open_amount_minor, id"),
        ("account_by_stage", "stage_position, stage_since, id"),
        ("account_by_close", "next_close_on, id"),
        // The board: cards of one stage, largest open amount first; its column figures need no other column.
        ("account_on_board", "stage, open_amount_minor, id"),
        ("account_of_marketing", "marketing_lead_id, name_key, id"),
        ("account_of_sales", "sales_lead_id, name_key, id"),
        ("account_of_service", "service_lead_id, name_key, id"),
    ] {
        index(
            manager,
            &format!("CREATE INDEX {name} ON account ({keys}) WHERE trashed_at IS NULL"),
        )
        .await?;
    }
    // The trash, newest first.
    index(
        manager,
        "CREATE INDEX account_in_trash ON account (trashed_at DESC, id DESC) WHERE trashed_at IS NOT NULL",
    )
    .await
}

async fn contacts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contact")
                .col(uuid("id").primary_key())
                .col(uuid_null("account_id"))
                .col(string("name"))
                .col(string("name_key"))
                .col(string_null("email"))
                .col(string_null("phone"))
                .col(string_null("job_title"))
                .col(string_null("buying_role"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("updated_at"))
                .col(uuid_null("updated_by"))
                .col(timestamp_with_time_zone_null("trashed_at"))
                .col(integer("version"))
                .take(),
        )
        .await?;
    // The people of an account.
    index(
        manager,
        "CREATE INDEX contact_of_account ON contact (account_id, name_key, id) WHERE trashed_at IS NULL",
    )
    .await?;
    // One address is one person.
    index(
        manager,
        "CREATE UNIQUE INDEX contact_email_unique ON contact (email) WHERE trashed_at IS NULL",
    )
    .await?;
    // All contacts by name, and by last change.
    index(
        manager,
        "CREATE INDEX contact_by_name ON contact (name_key, id) WHERE trashed_at IS NULL",
    )
    .await?;
    index(
        manager,
        "CREATE INDEX contact_by_updated ON contact (updated_at, id) WHERE trashed_at IS NULL",
    )
    .await?;
    index(
        manager,
        "CREATE INDEX contact_in_trash ON contact (trashed_at DESC, id DESC) WHERE trashed_at IS NOT NULL",
    )
    .await
}

async fn deals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("deal")
                .col(uuid("id").primary_key())
                .col(uuid("account_id"))
                .col(string("name"))
                .col(string("name_key"))
                .col(big_integer("amount_minor"))
                .col(string("currency"))
                .col(string("state"))
                .col(date_null("close_on"))
                .col(timestamp_with_time_zone_null("closed_at"))
                .col(text_null("lost_reason"))
                .col(uuid_null("owner_id"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("updated_at"))
                .col(uuid_null("updated_by"))
                .col(timestamp_with_time_zone_null("trashed_at"))
                .col(integer("version"))
                .take(),
        )
        .await?;
    // The deals of an account, and the roll-up of the open ones.
    index(
        manager,
        "CREATE INDEX deal_of_account ON deal (account_id, state, close_on, id) WHERE trashed_at IS NULL",
    )
    .await?;
    // All deals by close day, amount, name and last change.
    index(
        manager,
        "CREATE INDEX deal_by_close ON deal (close_on, id) WHERE trashed_at IS NULL",
    )
    .await?;
    index(
        manager,
        "CREATE INDEX deal_by_amount ON deal (amount_minor, id) WHERE trashed_at IS NULL",
    )
    .await?;
    index(
        manager,
        "CREATE INDEX deal_by_name ON deal (name_key, id) WHERE trashed_at IS NULL",
    )
    .await?;
    index(
        manager,
        "CREATE INDEX deal_by_updated ON deal (updated_at, id) WHERE trashed_at IS NULL",
    )
    .await?;
    index(
        manager,
        "CREATE INDEX deal_in_trash ON deal (trashed_at DESC, id DESC) WHERE trashed_at IS NOT NULL",
    )
    .await
}

async fn acts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("touch")
                .col(uuid("id").primary_key())
                .col(uuid("account_id"))
                .col(uuid_null("contact_id"))
                .col(string("leg"))
                .col(string("kind"))
                .col(text("body"))
                .col(timestamp_with_time_zone("occurred_at"))
                .col(uuid_null("author_id"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("trashed_at"))
                .col(integer("version"))
                .take(),
        )
        .await?;
    // When did which leg act last on an account?
    index(
        manager,
        "CREATE INDEX touch_of_account ON touch (account_id, leg, occurred_at DESC) WHERE trashed_at IS NULL",
    )
    .await?;

    manager
        .create_table(
            Table::create()
                .table("signal")
                .col(uuid("id").primary_key())
                .col(uuid("account_id"))
                .col(uuid_null("contact_id"))
                .col(string("kind"))
                .col(string_null("venue"))
                .col(string_null("topic"))
                .col(text_null("said"))
                .col(timestamp_with_time_zone("occurred_at"))
                .take(),
        )
        .await?;
    // The timeline of an account, newest first.
    index(
        manager,
        "CREATE INDEX signal_of_account ON signal (account_id, occurred_at DESC, id DESC)",
    )
    .await
}

async fn transitions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("transition")
                .col(uuid("id").primary_key())
                .col(uuid("account_id"))
                .col(string("from_stage"))
                .col(string("to_stage"))
                .col(timestamp_with_time_zone("at"))
                .col(json_binary("cause"))
                .col(uuid_null("person_id"))
                .take(),
        )
        .await?;
    // The journey of one account, in order.
    index(
        manager,
        "CREATE INDEX transition_of_account ON transition (account_id, at DESC, id DESC)",
    )
    .await?;
    // All moves, newest first.
    index(
        manager,
        "CREATE INDEX transition_by_time ON transition (at DESC, id DESC)",
    )
    .await
}
