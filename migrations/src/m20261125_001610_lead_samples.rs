//! Leads that departments classify before they sign a lead definition, and what each of them said.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, string, timestamp_with_time_zone, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sample = Table::create()
            .table("lead_sample")
            // A version has one sample.
            .col(uuid("version_id").primary_key())
            .col(timestamp_with_time_zone("drawn_at"))
            .col(uuid_null("drawn_by"))
            .foreign_key(
                ForeignKey::create()
                    .name("lead_sample_version")
                    .from("lead_sample", "version_id")
                    .to("agreement_version", "id"),
            )
            .take();
        let leads = Table::create()
            .table("lead_sample_lead")
            .col(uuid("version_id"))
            .col(uuid("lead_id"))
            .primary_key(Index::create().col("version_id").col("lead_id"))
            .foreign_key(
                ForeignKey::create()
                    .name("lead_sample_lead_sample")
                    .from("lead_sample_lead", "version_id")
                    .to("lead_sample", "version_id"),
            )
            .take();
        let answers = Table::create()
            .table("lead_sample_answer")
            .col(uuid("version_id"))
            .col(uuid("lead_id"))
            .col(string("department"))
            .col(boolean("qualified"))
            .col(uuid_null("person_id"))
            .col(timestamp_with_time_zone("at"))
            .primary_key(Index::create().col("version_id").col("lead_id").col("department"))
            .foreign_key(
                ForeignKey::create()
                    .name("lead_sample_answer_sample")
                    .from("lead_sample_answer", "version_id")
                    .to("lead_sample", "version_id"),
            )
            .take();
        for table in [sample, leads, answers] {
            manager.create_table(table).await?;
        }
        Ok(())
    }
}
