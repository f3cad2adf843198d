//! The same command sent twice under one key is carried out once: the second gets the first one's answer.

use chrono::{DateTime, Utc};
use model::values::ids::PersonId;
use sea_orm::{ActiveValue::Set, Statement, entity::prelude::*};
use serde::Serialize;

use crate::{Fault, Work, store};

/// One key with the answer that it got.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency")]
pub struct Model {
    /// Whose key it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// For which operation.
    pub operation: String,
    /// Hash of the input.
    pub input_hash: String,
    /// The answer.
    pub output: Json,
    /// When.
    pub at: DateTime<Utc>,
}

/// Nothing to join.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A key with what it was sent with.
#[derive(Debug)]
#[expect(clippy::struct_field_names, reason = "the key of an idempotency key is its key")]
pub(crate) struct Key {
    pub key: String,
    pub person: PersonId,
    pub operation: &'static str,
    pub input_hash: String,
}

/// Whether a key was used before.
#[derive(Debug)]
pub(crate) enum Earlier {
    /// No.
    None,
    /// For the same; this was the answer.
    Same(serde_json::Value),
    /// For something else.
    Other,
}

/// Looks the key up inside the transaction. Of two that arrive at once the second waits here for the first one's end.
pub(crate) async fn earlier(work: &Work<'_>, key: &Key) -> Result<Earlier, Fault> {
    if store::kind_of(work.db()) == store::Kind::Postgres {
        let lock = Statement::from_sql_and_values(
            work.db().get_database_backend(),
            "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
            [format!("{} {}", key.person, key.key).into()],
        );
        work.db().execute_raw(lock).await?;
    }
    let found = Entity::find_by_id((key.person.0, key.key.clone()))
        .one(work.db())
        .await?;
    Ok(match found {
        None => Earlier::None,
        Some(row) if row.operation == key.operation && row.input_hash == key.input_hash => Earlier::Same(row.output),
        Some(_) => Earlier::Other,
    })
}

/// Keeps the answer for the next time.
pub(crate) async fn remember(work: &Work<'_>, key: Key, output: &impl Serialize) -> Result<(), Fault> {
    let row = ActiveModel {
        person_id: Set(key.person.0),
        key: Set(key.key),
        operation: Set(key.operation.to_owned()),
        input_hash: Set(key.input_hash),
        output: Set(serde_json::to_value(output)?),
        at: Set(work.now()),
    };
    Entity::insert(row).exec_without_returning(work.db()).await?;
    Ok(())
}
