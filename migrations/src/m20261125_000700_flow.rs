//! What went through the journey in a period: counted from indexes alone, because a move carries its receipt and is long.

use sea_orm_migration::prelude::*;

use crate::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for replaced in ["transition_by_time", "transition_of_account"] {
            index(manager, &format!("DROP INDEX {replaced}")).await?;
        }
        // All moves, newest first; and how many of a period led from where to where, and of which account.
        index(
            manager,
            "CREATE INDEX transition_by_time ON transition (at DESC, id DESC, from_stage, to_stage, account_id)",
        )
        .await?;
        // The journey of one account, in order; and when it entered what it left.
        index(
            manager,
            "CREATE INDEX transition_of_account ON transition (account_id, at DESC, id DESC, from_stage, to_stage)",
        )
        .await?;
        // Moves out of a stage, newest first; and how many led from where to where.
        index(
            manager,
            "CREATE INDEX transition_out_of ON transition (from_stage, at DESC, id DESC, to_stage)",
        )
        .await?;
        // Moves into a stage, newest first.
        index(
            manager,
            "CREATE INDEX transition_into ON transition (to_stage, at DESC, id DESC)",
        )
        .await
    }
}
