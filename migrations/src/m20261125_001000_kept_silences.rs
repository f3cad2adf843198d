//! The last alert of each leg of an account: from when its silence counts, however the alert ended.

use sea_orm_migration::prelude::*;

use crate::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // What was said last of the legs of an account, and that nothing was said later.
        index(
            manager,
            "CREATE INDEX missing_leg_of_account ON missing_leg (account_id, leg, raised_at, id)",
        )
        .await
    }
}
