//! Who speaks where a signal comes from, and indexes that answer what criteria ask.

use sea_orm_migration::{prelude::*, schema::string_null};

use crate::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Nobody said it of the signals that are there: for them it stays unknown.
        manager
            .alter_table(
                Table::alter()
                    .table("signal")
                    .add_column(string_null("source_type"))
                    .take(),
            )
            .await?;
        // As before, and with everything that criteria ask about the rows of an account, so that a replay of all accounts
        // reads no row of these tables. SQLite wants to see even what the condition of an index says already.
        for (name, columns) in [
            // The timeline of an account, newest first.
            (
                "signal_of_account",
                "signal (account_id, occurred_at DESC, id DESC, kind, source_type)",
            ),
            // When did which leg act last on an account?
            (
                "touch_of_account",
                "touch (account_id, leg, occurred_at DESC, kind, trashed_at) WHERE trashed_at IS NULL",
            ),
            // The people of an account.
            (
                "contact_of_account",
                "contact (account_id, name_key, id, created_at, buying_role, trashed_at) WHERE trashed_at IS NULL",
            ),
        ] {
            index(manager, &format!("DROP INDEX {name}")).await?;
            index(manager, &format!("CREATE INDEX {name} ON {columns}")).await?;
        }
        Ok(())
    }
}
