//! `tridem backup`: the whole database in one file, while the server goes on.

use std::path::Path;

use super::{Refused, say};
use crate::configuration::DatabaseArguments;

/// Writes a copy of an SQLite database. PostgreSQL has a tool of its own for that, which is named.
pub async fn write(arguments: &DatabaseArguments, file: &Path) -> Result<(), Refused> {
    let url = &arguments.database;
    if url.starts_with("postgres") {
        return Err(Refused(format!(
            "PostgreSQL is backed up by its own tool: pg_dump --format=custom --file={} \"$TRIDEM_DATABASE_URL\"",
            quoted(&file.display().to_string())
        )));
    }
    if file.exists() {
        return Err(Refused(format!(
            "{} is there already and is not overwritten. Name another file.",
            file.display()
        )));
    }
    let store = engine::Store::open(&existing(url)).await?;
    store
        .copy_to(file)
        .await
        .map_err(|error| Refused(format!("The copy cannot be written: {error}.")))?;
    say(&format!("The database is copied to {}.", file.display()))
}

/// A database that is not there is not made: an empty copy would look like a backup.
fn existing(url: &str) -> String {
    url.replace("mode=rwc", "mode=rw")
}

/// As one word of a shell.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_one_word_of_the_shell() {
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
    }
}
