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
        // Accounts whose names may be the same but for legal form, article and punctuation.
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        for (name, words) in [("account_by_first_word", 1), ("account_by_first_words", 2)] {
            let expression = first_words(postgres, words);
            index(
                manager,
                &format!("CREATE INDEX {name} ON account (({expression})) WHERE trashed_at IS NULL"),
            )
            .await?;
        }
        Ok(())
    }
}

/// The first word or the first two of an account's name, as an expression over `name_key`: without article, commas and
/// points. The import asks for just this expression, so that the index serves it.
pub fn first_words(postgres: bool, words: u8) -> String {
    let plain = "replace(replace(name_key, ',', ''), '.', '')";
    let bare = format!("CASE WHEN substr(name_key, 1, 4) = 'the ' THEN substr({plain}, 5) ELSE {plain} END");
    match (postgres, words) {
        (true, 1) => format!("split_part({bare}, ' ', 1)"),
        (true, _) => format!("split_part({bare}, ' ', 1) || ' ' || split_part({bare}, ' ', 2)"),
        (false, 1) => first_word(&bare),
        (false, _) => {
            let rest = format!("substr({bare}, instr({bare} || ' ', ' ') + 1)");
            format!("{} || ' ' || {}", first_word(&bare), first_word(&rest))
        }
    }
}

fn first_word(text: &str) -> String {
    format!("substr({text}, 1, instr({text} || ' ', ' ') - 1)")
}
