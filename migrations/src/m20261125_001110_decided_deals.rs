//! Deals by the moment at which they were decided.

use sea_orm_migration::prelude::*;

use crate::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Deals that were decided in a period, newest first: how they ended by the stool score of their accounts.
        index(
            manager,
            "CREATE INDEX deal_decided ON deal (closed_at DESC, id DESC) \
             WHERE closed_at IS NOT NULL AND trashed_at IS NULL",
        )
        .await
    }
}
