//! Leads as reports look at them, and how many are where.

use sea_orm_migration::prelude::*;

use crate::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in [
            // What was handed over in a period, the newest first.
            "CREATE INDEX lead_transition_handed ON lead_transition (at DESC, id DESC) WHERE to_state = 'handed_over'",
            // What became of the deals that leads became, in a period.
            "CREATE INDEX lead_became_deal ON lead (deal_id) WHERE state = 'converted'",
            // How many leads are where, of everybody, of a department and of a person.
            "CREATE INDEX lead_counted_of_all ON lead (state, next_on, closed_at)",
            "CREATE INDEX lead_counted ON lead (owner_department, state, next_on, closed_at)",
            "CREATE INDEX lead_counted_of_owner ON lead (owner_id, state, next_on, closed_at)",
        ] {
            index(manager, sql).await?;
        }
        Ok(())
    }
}
