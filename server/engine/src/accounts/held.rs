//! Many accounts in the hands of one command: held against others, and written with one statement.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IdenStatic as _, QueryFilter, QueryOrder, QuerySelect,
    SelectGetableTuple, Selector, Statement, Value,
    prelude::Uuid,
    sea_query::{IntoCondition, LockType},
};

use super::entity;
use crate::{
    Fault,
    store::{self, Kind},
};

/// Holds these accounts against other commands until this one is through, wherever they lie; whoever already holds one is
/// waited for. What is read of them afterwards is what is stored until this command is through.
///
/// They are held in the order of their ids, so that of two commands that want the same accounts one waits for the other
/// and never both: a command that needs several asks for all of them at once. SQLite has one writer, who holds everything.
pub async fn hold(db: &impl ConnectionTrait, accounts: impl IntoIterator<Item = Uuid>) -> Result<(), Fault> {
    let mut ids: Vec<Uuid> = accounts.into_iter().collect();
    if store::kind_of(db) != Kind::Postgres || ids.is_empty() {
        return Ok(());
    }
    ids.sort_unstable();
    ids.dedup();
    for some in ids.chunks(HELD_AT_ONCE) {
        held(entity::Column::Id.is_in(some.iter().copied())).all(db).await?;
    }
    Ok(())
}

/// Holds the accounts that meet a condition, like [`hold`].
pub async fn hold_where(db: &impl ConnectionTrait, which: Condition) -> Result<(), Fault> {
    if store::kind_of(db) == Kind::Postgres {
        held(which).all(db).await?;
    }
    Ok(())
}

/// How many accounts one statement holds or writes.
const HELD_AT_ONCE: usize = 1_000;

/// Rows that mention an account may go on being written: what they mention stays.
fn held(which: impl IntoCondition) -> Selector<SelectGetableTuple<Uuid>> {
    entity::Entity::find()
        .select_only()
        .column(entity::Column::Id)
        .filter(which)
        .order_by_asc(entity::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .into_tuple()
}

/// Writes a moment of each of these accounts, of all with one statement. Nothing that anybody has edited, so it is no new
/// version.
pub async fn note_moments(
    db: &impl ConnectionTrait,
    column: entity::Column,
    moments: &[(Uuid, Option<DateTime<Utc>>)],
) -> Result<(), Fault> {
    // PostgreSQL does not guess the types of values that stand on their own.
    let (id, moment) = match store::kind_of(db) {
        Kind::Postgres => ("::uuid", "::timestamptz"),
        Kind::Sqlite => ("", ""),
    };
    let column = column.as_str();
    for some in moments.chunks(HELD_AT_ONCE) {
        let rows: Vec<String> = (0..some.len())
            .map(|row| format!("(${}{id}, ${}{moment})", 2 * row + 1, 2 * row + 2))
            .collect();
        let sql = format!(
            "UPDATE account SET {column} = noted.column2 FROM (VALUES {}) AS noted WHERE account.id = noted.column1",
            rows.join(", ")
        );
        let values = some.iter().flat_map(|(id, at)| [Value::from(*id), Value::from(*at)]);
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
        db.execute_raw(statement).await?;
    }
    Ok(())
}
