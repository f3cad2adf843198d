//! Links of other systems that wait for their records, and the indexes by which an import finds what is there.

use sea_orm_migration::{prelude::*, schema::string, sea_orm::DbBackend};

use crate::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("external_link")
                    .col(string("source"))
                    .col(string("one_subject"))
                    .col(string("one_key"))
                    .col(string("other_subject"))
                    .col(string("other_key"))
                    .primary_key(
                        Index::create()
                            .col("source")
                            .col("one_subject")
                            .col("one_key")
                            .col("other_subject")
                            .col("other_key"),
                    )
                    .take(),
            )
            .await?;
        // What a deal or an activity that comes in belongs to.
        index(
            manager,
            "CREATE INDEX external_link_of_other ON external_link (source, other_subject, other_key)",
        )
        .await?;
        // Whether an earlier row of the same import was about this record.
        index(
            manager,
            "CREATE INDEX import_row_by_record ON import_row (import_id, record_id)",
        )
        .await?;
        // Accounts whose names may be the same but for legal form, article and punctuation: they begin with the same
        // word. The import asks for just this expression.
        let bare = "CASE WHEN substr(name_key, 1, 4) = 'the ' THEN substr(name_key, 5) ELSE name_key END";
        let first_word = match manager.get_database_backend() {
            DbBackend::Postgres => format!("split_part({bare}, ' ', 1)"),
            _ => format!("substr({bare}, 1, instr({bare} || ' ', ' ') - 1)"),
        };
        index(
            manager,
            &format!("CREATE INDEX account_by_first_word ON account (({first_word})) WHERE trashed_at IS NULL"),
        )
        .await
    }
}
