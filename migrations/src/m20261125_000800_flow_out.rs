//! How many moves led from where to where, counted from the index of moves out of a stage alone.

use sea_orm_migration::prelude::*;

use crate::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        index(manager, "DROP INDEX transition_out_of").await?;
        // Moves out of a stage, newest first; and how many led from where to where.
        index(
            manager,
            "CREATE INDEX transition_out_of ON transition (from_stage, at DESC, id DESC, to_stage)",
        )
        .await
    }
}
