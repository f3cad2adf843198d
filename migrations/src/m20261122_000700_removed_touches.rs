//! An index for what the timeline leaves out.

use sea_orm_migration::prelude::*;

use crate::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The timeline of an account hides its removed touches; without this it reads the touches of all accounts to
        // find them.
        index(
            manager,
            "CREATE INDEX touch_removed ON touch (account_id, id) WHERE trashed_at IS NOT NULL",
        )
        .await
    }
}
