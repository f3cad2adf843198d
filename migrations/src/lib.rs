//! The database, one step per file. Steps only go forward, and every step works on a database with data in it.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m20261122_000100_people;
mod m20261122_000200_activity;
mod m20261122_000300_jobs;
mod m20261122_000400_accounts;
mod m20261122_000500_imports;
mod m20261122_000510_import_links;
mod m20261122_000610_journey;
mod m20261122_000700_removed_touches;
mod m20261125_000100_parts_of_names;
mod m20261125_000200_agreements;
mod m20261125_000300_sources;
mod m20261125_000400_who_is_who;
mod m20261125_000500_standing;
mod m20261125_000600_missing_legs;
mod m20261125_000700_flow;
mod m20261125_000800_flow_out;
mod m20261125_000900_saved_views;
mod m20261125_001000_kept_silences;
mod m20261125_001100_members;
mod m20261125_001110_decided_deals;
mod m20261125_001300_pains;
mod m20261125_001400_leads;
mod m20261125_001600_lead_scores;
mod m20261125_001610_lead_samples;
mod m20261126_001500_business_calendars;
mod m20261126_001510_obligations;
mod m20261126_001600_routing;
mod m20261126_001700_lead_reports;
mod m20261127_000100_sample_seeds;

pub use m20261122_000510_import_links::first_words;

/// All steps, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000100_people::Migration),
            Box::new(m20261122_000200_activity::Migration),
            Box::new(m20261122_000300_jobs::Migration),
            Box::new(m20261122_000400_accounts::Migration),
            Box::new(m20261122_000500_imports::Migration),
            Box::new(m20261122_000510_import_links::Migration),
            Box::new(m20261122_000610_journey::Migration),
            Box::new(m20261122_000700_removed_touches::Migration),
            Box::new(m20261125_000100_parts_of_names::Migration),
            Box::new(m20261125_000200_agreements::Migration),
            Box::new(m20261125_000300_sources::Migration),
            Box::new(m20261125_000400_who_is_who::Migration),
            Box::new(m20261125_000500_standing::Migration),
            Box::new(m20261125_000600_missing_legs::Migration),
            Box::new(m20261125_000700_flow::Migration),
            Box::new(m20261125_000800_flow_out::Migration),
            Box::new(m20261125_000900_saved_views::Migration),
            Box::new(m20261125_001000_kept_silences::Migration),
            Box::new(m20261125_001100_members::Migration),
            Box::new(m20261125_001110_decided_deals::Migration),
            Box::new(m20261125_001300_pains::Migration),
            Box::new(m20261125_001400_leads::Migration),
            Box::new(m20261125_001600_lead_scores::Migration),
            Box::new(m20261125_001610_lead_samples::Migration),
            Box::new(m20261126_001500_business_calendars::Migration),
            Box::new(m20261126_001510_obligations::Migration),
            Box::new(m20261126_001600_routing::Migration),
            Box::new(m20261126_001700_lead_reports::Migration),
            Box::new(m20261127_000100_sample_seeds::Migration),
        ]
    }
}

/// Creates an index by plain SQL that both databases understand; the query builder knows no partial and no
/// descending index.
async fn index(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(sql).await.map(drop)
}

/// Adds one column. SQLite adds no two in one statement.
async fn add(manager: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    let alter = Table::alter().table(table).add_column(column).take();
    manager.alter_table(alter).await
}
