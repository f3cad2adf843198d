//! The records that the rows at hand may be about: those that were there, and those that the rows make.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use model::platform::imports::RowOutcome;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, FromQueryResult, IdenStatic, IntoActiveModel, Iterable, ModelTrait,
    PrimaryKeyTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use serde::Serialize;
use uuid::Uuid;

use super::{Chunk, MOST_VALUES};
use crate::{Fault, accounts, platform::imports::rows, store};

/// A row of a table that an import writes.
pub trait Record: Clone + PartialEq + Serialize + Send + Sync + FromQueryResult + ModelTrait {
    /// Its table.
    type Table: EntityTrait<Model = Self>;
    /// What the table is called among the keys of other systems.
    const SUBJECT: &'static str;
    /// Columns that others keep up to date without an edit: left as they are.
    const DERIVED: &'static [&'static str] = &[];

    /// Which record.
    fn id(&self) -> Uuid;
    /// How often it was changed.
    fn version(&self) -> i32;
    /// Says that it was changed now.
    fn edited(&mut self, now: DateTime<Utc>, by: Option<Uuid>);
    /// The columns of the id and of the version.
    fn id_and_version() -> (
        <Self::Table as EntityTrait>::Column,
        <Self::Table as EntityTrait>::Column,
    );
}

macro_rules! records {
    ($($($module:ident)::+, $subject:literal, $derived:expr, |$record:ident, $now:ident, $by:ident| $edited:block;)+) => {$(
        const _: () = {
            use crate::$($module)::+ as table;

            impl Record for table::Model {
                type Table = table::Entity;
                const SUBJECT: &'static str = $subject;
                const DERIVED: &'static [&'static str] = $derived;

                fn id(&self) -> Uuid {
                    self.id
                }

                fn version(&self) -> i32 {
                    self.version
                }

                fn edited(&mut self, $now: DateTime<Utc>, $by: Option<Uuid>) {
                    self.version += 1;
                    let $record = self;
                    $edited
                }

                fn id_and_version() -> (table::Column, table::Column) {
                    (table::Column::Id, table::Column::Version)
                }
            }
        };
    )+};
}

/// Columns of an account that follow from its deals and touches, and from the journey.
pub const DERIVED_OF_ACCOUNT: &[&str] = &[
    "open_amount_minor",
    "open_deals",
    "won_deals",
    "next_close_on",
    "look_again_at",
    "legs_due_at",
    "readiness",
    "readiness_turns_at",
    "marketing_acted_at",
    "sales_acted_at",
    "service_acted_at",
];

records! {
    accounts::entity, "account", DERIVED_OF_ACCOUNT, |record, now, by| {
        record.updated_at = now;
        record.updated_by = by;
    };
    accounts::contacts::entity, "contact", &[], |record, now, by| {
        record.updated_at = now;
        record.updated_by = by;
    };
    accounts::deals::entity, "deal", &[], |record, now, by| {
        record.updated_at = now;
        record.updated_by = by;
    };
    accounts::touches::entity, "touch", &[], |_record, _now, _by| {};
}

/// What earlier rows of the same import did to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Earlier {
    /// None was about it.
    Nothing,
    /// They said what it says already.
    Seen,
    /// They made or changed it.
    Changed,
}

/// One record.
pub struct Held<M> {
    /// As it is after the rows so far.
    pub model: M,
    /// As it is stored; `None` for one that a row has made.
    pub stored: Option<M>,
    /// What the other system calls it.
    pub keys: Vec<String>,
    earlier: Earlier,
    /// The row at hand whose undo puts it back.
    anchor: Option<usize>,
}

/// Records by what they are found by.
pub struct Pool<M> {
    pub held: Vec<Held<M>>,
    by_id: HashMap<Uuid, usize>,
    by_key: HashMap<String, usize>,
}

impl<M: Record> Pool<M> {
    /// Records that are stored, with their keys and what earlier rows did to them.
    pub async fn of(chunk: &Chunk<'_>, models: Vec<M>) -> Result<Self, Fault> {
        let mut pool = Self {
            held: Vec::with_capacity(models.len()),
            by_id: HashMap::new(),
            by_key: HashMap::new(),
        };
        let ids: Vec<Uuid> = models.iter().map(Record::id).collect();
        let mut keys = chunk.keys_of(M::SUBJECT, ids.clone()).await?;
        let earlier = earlier(chunk, ids).await?;
        for model in models {
            let place = pool.held.len();
            if pool.by_id.insert(model.id(), place).is_some() {
                continue;
            }
            let keys = keys.remove(&model.id()).unwrap_or_default();
            for key in &keys {
                pool.by_key.insert(key.clone(), place);
            }
            pool.held.push(Held {
                earlier: earlier.get(&model.id()).copied().unwrap_or(Earlier::Nothing),
                stored: Some(model.clone()),
                model,
                keys,
                anchor: None,
            });
        }
        Ok(pool)
    }

    /// The record that the other system calls so.
    pub fn by_key(&self, key: Option<&str>) -> Option<usize> {
        self.by_key.get(key?).copied()
    }

    /// The record with this id.
    pub fn by_id(&self, id: Uuid) -> Option<usize> {
        self.by_id.get(&id).copied()
    }

    pub fn get(&self, place: usize) -> Result<&Held<M>, Fault> {
        self.held
            .get(place)
            .ok_or_else(|| Fault::Machine("a record without a place".to_owned()))
    }

    /// Whether an earlier row of the same import was about the record: then this one only fills what is empty, so that
    /// the same file brings the same result however often it is imported.
    pub fn fills_only(&self, place: usize) -> Result<bool, Fault> {
        Ok(self.get(place)?.earlier != Earlier::Nothing)
    }

    /// A row makes a record.
    pub fn make(&mut self, chunk: &mut Chunk<'_>, row: usize, model: M, key: Option<&str>) -> Result<usize, Fault> {
        let place = self.held.len();
        let result = chunk.at(row)?;
        result.outcome = RowOutcome::Created;
        result.record = Some(model.id());
        result.before.made = true;
        result.before.of = Some(M::SUBJECT.to_owned());
        self.by_id.insert(model.id(), place);
        self.held.push(Held {
            model,
            stored: None,
            keys: Vec::new(),
            earlier: Earlier::Changed,
            anchor: Some(row),
        });
        self.call(chunk, row, place, key)?;
        Ok(place)
    }

    /// A row is about a record, and may change it.
    pub fn change(
        &mut self,
        chunk: &mut Chunk<'_>,
        row: usize,
        place: usize,
        key: Option<&str>,
        change: impl FnOnce(&mut M),
    ) -> Result<bool, Fault> {
        let held = self
            .held
            .get_mut(place)
            .ok_or_else(|| Fault::Machine("a record without a place".to_owned()))?;
        let before = held.model.clone();
        change(&mut held.model);
        let changed = held.model != before;
        let result = chunk.at(row)?;
        result.record = Some(before.id());
        result.outcome = match (changed, held.earlier) {
            (_, Earlier::Changed) => RowOutcome::Merged,
            (false, Earlier::Nothing | Earlier::Seen) => RowOutcome::Unchanged,
            (true, Earlier::Nothing | Earlier::Seen) => {
                result.before.record = Some(serde_json::to_value(&before)?);
                result.before.of = Some(M::SUBJECT.to_owned());
                held.anchor = Some(row);
                held.earlier = Earlier::Changed;
                RowOutcome::Updated
            }
        };
        held.earlier = held.earlier.max(Earlier::Seen);
        self.call(chunk, row, place, key)?;
        Ok(changed)
    }

    /// The other system calls the record so.
    fn call(&mut self, chunk: &mut Chunk<'_>, row: usize, place: usize, key: Option<&str>) -> Result<(), Fault> {
        let Some(key) = key else { return Ok(()) };
        if self.by_key.contains_key(key) {
            return Ok(());
        }
        let source = chunk.source().to_owned();
        if let Some(held) = self.held.get_mut(place) {
            self.by_key.insert(key.to_owned(), place);
            held.keys.push(key.to_owned());
            chunk.keys.push(accounts::external_keys::Model {
                source,
                subject: M::SUBJECT.to_owned(),
                key: key.to_owned(),
                record_id: held.model.id(),
            });
            chunk.at(row)?.before.keys.push(key.to_owned());
        }
        Ok(())
    }

    /// Writes what was made and changed; what is left are the records with what they were.
    pub async fn write<A>(mut self, chunk: &mut Chunk<'_>) -> Result<Vec<Held<M>>, Fault>
    where
        M: IntoActiveModel<A>,
        A: ActiveModelTrait<Entity = M::Table>,
        <<M::Table as EntityTrait>::PrimaryKey as PrimaryKeyTrait>::ValueType: Send,
    {
        let (now, by) = (chunk.now(), chunk.by());
        self.held.retain(|held| held.stored.as_ref() != Some(&held.model));
        for held in &mut self.held {
            if held.stored.is_some() {
                held.model.edited(now, by);
            }
        }
        self.nobody_else_was_faster(chunk).await?;
        let (made, changed): (Vec<_>, Vec<_>) = self.held.iter().partition(|held| held.stored.is_none());
        let models = |held: Vec<&Held<M>>| held.into_iter().map(|held| held.model.clone()).collect::<Vec<M>>();
        super::insert_many::<M::Table, A, M>(chunk.db(), models(made)).await?;
        overwrite::<M, A>(chunk.db(), models(changed)).await?;
        for held in &self.held {
            match held.anchor {
                Some(row) => chunk.at(row)?.left_version = Some(held.model.version()),
                None => {
                    rows::Entity::update_many()
                        .col_expr(rows::Column::LeftVersion, Expr::value(held.model.version()))
                        .filter(rows::Column::ImportId.eq(chunk.import.id))
                        .filter(rows::Column::RecordId.eq(held.model.id()))
                        .filter(rows::Column::LeftVersion.is_not_null())
                        .exec(chunk.db())
                        .await?;
                }
            }
        }
        Ok(self.held)
    }

    /// On PostgreSQL somebody may have edited a record since it was read, or a rule may have moved it, which is no new
    /// version: then these rows are read again.
    async fn nobody_else_was_faster(&self, chunk: &Chunk<'_>) -> Result<(), Fault> {
        let stored = self.held.iter().filter_map(|held| held.stored.as_ref());
        let stored: HashMap<Uuid, &M> = stored.map(|stored| (stored.id(), stored)).collect();
        if stored.is_empty() || store::kind_of(chunk.db()) != store::Kind::Postgres {
            return Ok(());
        }
        let (id, _) = M::id_and_version();
        let now: Vec<M> = M::Table::find()
            .filter(id.is_in(stored.keys().copied()))
            .order_by_asc(id)
            .lock_exclusive()
            .all(chunk.db())
            .await?;
        let mut same = now.len() == stored.len();
        for record in &now {
            same = same
                && match stored.get(&record.id()) {
                    Some(stored) => *stored == record || overwritten(*stored)? == overwritten(record)?,
                    None => false,
                };
        }
        if same {
            Ok(())
        } else {
            Err(Fault::Machine(super::super::AGAIN.to_owned()))
        }
    }
}

/// What of a record [`overwrite`] writes.
fn overwritten<M: Record>(record: &M) -> Result<serde_json::Value, Fault> {
    let mut fields = serde_json::to_value(record)?;
    if let Some(fields) = fields.as_object_mut() {
        fields.retain(|field, _| !M::DERIVED.contains(&field.as_str()));
    }
    Ok(fields)
}

/// Overwrites records that are stored, with as few statements as the database takes.
pub async fn overwrite<M, A>(db: &sea_orm::DatabaseTransaction, models: Vec<M>) -> Result<(), Fault>
where
    M: Record + IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = M::Table>,
    <<M::Table as EntityTrait>::PrimaryKey as PrimaryKeyTrait>::ValueType: Send,
{
    let columns: Vec<_> = <M::Table as EntityTrait>::Column::iter()
        .filter(|column| column.as_str() != "id" && !M::DERIVED.contains(&column.as_str()))
        .collect();
    let (id, _) = M::id_and_version();
    for some in models.chunks(MOST_VALUES / (columns.len() + 10)) {
        M::Table::insert_many(some.iter().cloned().map(M::into_active_model))
            .on_conflict(
                OnConflict::column(id)
                    .update_columns(columns.iter().copied())
                    .to_owned(),
            )
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// What earlier rows of the same import did to these records.
async fn earlier(chunk: &Chunk<'_>, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Earlier>, Fault> {
    let mut earlier = HashMap::new();
    if ids.is_empty() {
        return Ok(earlier);
    }
    let found: Vec<(Option<Uuid>, Option<i32>)> = rows::Entity::find()
        .select_only()
        .column(rows::Column::RecordId)
        .column(rows::Column::LeftVersion)
        .filter(rows::Column::ImportId.eq(chunk.import.id))
        .filter(rows::Column::RecordId.is_in(ids))
        .into_tuple()
        .all(chunk.db())
        .await?;
    for (id, left_version) in found {
        let Some(id) = id else { continue };
        let did = if left_version.is_some() {
            Earlier::Changed
        } else {
            Earlier::Seen
        };
        let known = earlier.entry(id).or_insert(did);
        *known = (*known).max(did);
    }
    Ok(earlier)
}
