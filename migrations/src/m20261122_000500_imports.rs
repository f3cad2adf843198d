//! Files on their way in: the file in parts, what became of each row, and what stood there before, for the undo.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, binary, integer, integer_null, json_binary_null, string, timestamp_with_time_zone, uuid, uuid_null,
    },
};

use crate::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("import")
                    .col(uuid("id").primary_key())
                    .col(string("subject"))
                    .col(string("file_name"))
                    .col(big_integer("bytes"))
                    .col(string("state"))
                    .col(json_binary_null("shape"))
                    .col(json_binary_null("mapping"))
                    .col(json_binary_null("report"))
                    .col(string("source"))
                    .col(uuid_null("job_id"))
                    .col(uuid_null("started_by"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .col(integer("version"))
                    .take(),
            )
            .await?;
        // The list of imports, newest first.
        index(
            manager,
            "CREATE INDEX import_by_time ON import (created_at DESC, id DESC)",
        )
        .await?;

        manager
            .create_table(
                Table::create()
                    .table("import_part")
                    .col(uuid("import_id"))
                    .col(integer("part"))
                    .col(binary("bytes"))
                    .primary_key(Index::create().col("import_id").col("part"))
                    .take(),
            )
            .await?;

        manager
            .create_table(
                Table::create()
                    .table("import_row")
                    .col(uuid("import_id"))
                    .col(integer("row_number"))
                    .col(string("outcome"))
                    .col(uuid_null("record_id"))
                    // The version that the import left; the undo leaves alone what was edited since.
                    .col(integer_null("left_version"))
                    .col(json_binary_null("before"))
                    .col(json_binary_null("problems"))
                    .primary_key(Index::create().col("import_id").col("row_number"))
                    .take(),
            )
            .await?;
        // The rows with problems, and the rows that the undo has to walk, by outcome.
        index(
            manager,
            "CREATE INDEX import_row_by_outcome ON import_row (import_id, outcome, row_number)",
        )
        .await
    }
}
