//! Indexes for the board and for search.

use sea_orm_migration::{prelude::*, sea_orm::DatabaseBackend};

use crate::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The figures of all columns of the board, the middle of each column by time, and the sums below the list of
        // accounts, without reading a row. SQLite wants to see even what the condition says already.
        index(
            manager,
            "CREATE INDEX account_board_figures ON account (stage, stage_since, open_amount_minor, \
             marketing_lead_id, sales_lead_id, service_lead_id, open_deals, trashed_at) WHERE trashed_at IS NULL",
        )
        .await?;
        // Open deals that are to be decided soon or are late; decided ones, of which there are ever more, lie elsewhere.
        index(
            manager,
            "CREATE INDEX deal_to_decide ON deal (state, close_on, id, account_id, owner_id, trashed_at) \
             WHERE trashed_at IS NULL",
        )
        .await?;
        // Names that begin with what somebody types. SQLite uses the indexes by name for that; PostgreSQL orders those
        // by the rules of a language, which says nothing about beginnings.
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            for (name, table) in [
                ("account_by_beginning", "account"),
                ("contact_by_beginning", "contact"),
                ("deal_by_beginning", "deal"),
            ] {
                index(
                    manager,
                    &format!("CREATE INDEX {name} ON {table} (name_key text_pattern_ops) WHERE trashed_at IS NULL"),
                )
                .await?;
            }
        }
        Ok(())
    }
}
