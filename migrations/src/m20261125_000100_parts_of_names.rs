//! Finding names by a part of them on PostgreSQL.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{DatabaseBackend, Statement},
};

use crate::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DatabaseBackend::Postgres {
            return Ok(());
        }
        let db = manager.get_connection();
        // Comes with PostgreSQL, and who owns the database may switch it on. Where somebody forbade that, search still
        // finds the same, by looking through all names.
        db.execute_unprepared(
            "DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS pg_trgm; \
             EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'pg_trgm is not there: %', SQLERRM; END $$",
        )
        .await?;
        let there = db
            .query_one_raw(Statement::from_string(
                DatabaseBackend::Postgres,
                "SELECT 1 AS there FROM pg_extension WHERE extname = 'pg_trgm'",
            ))
            .await?;
        if there.is_none() {
            return Ok(());
        }
        // Names that contain what somebody types, for search and for the list of accounts.
        for table in ["account", "contact", "deal"] {
            index(
                manager,
                &format!(
                    "CREATE INDEX {table}_by_part_of_name ON {table} USING gin (name_key gin_trgm_ops) \
                     WHERE trashed_at IS NULL"
                ),
            )
            .await?;
        }
        Ok(())
    }
}
