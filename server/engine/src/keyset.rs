//! Pages of lists by keyset: a page begins behind the last row of the one before it, found in an index.
//!
//! Rows without a value in the sort column come last, whichever way the list is sorted and whatever the database does
//! with them: they are a second part of the list, sorted by id, and read by a second query once the first part is
//! through.

use chrono::{DateTime, SecondsFormat, Utc};
use model::{
    Complaint, Failure,
    values::{Cursor, Limit},
};
use sea_orm::{
    ColumnTrait, ColumnType, ConnectionTrait, EntityTrait, ModelTrait, Order as Direction, QueryFilter, QueryOrder,
    QuerySelect, Select, Value, prelude::*, sea_query::Expr,
};

use crate::Fault;

/// How a list is sorted: by some columns, then by id, all of them in one direction.
pub(crate) struct Order<E: EntityTrait> {
    keys: Vec<E::Column>,
    id: E::Column,
    descending: bool,
    nullable: bool,
}

impl<E: EntityTrait> Order<E>
where
    E::Model: ModelTrait<Entity = E> + Send + Sync,
{
    /// By columns that always have a value.
    pub(crate) fn by(keys: impl Into<Vec<E::Column>>, id: E::Column, descending: bool) -> Self {
        Self {
            keys: keys.into(),
            id,
            descending,
            nullable: false,
        }
    }

    /// By one column that may be empty.
    pub(crate) fn by_nullable(key: E::Column, id: E::Column, descending: bool) -> Self {
        Self {
            nullable: true,
            ..Self::by([key], id, descending)
        }
    }

    /// The rows of the page, and one more where there is a next page.
    pub(crate) async fn rows(
        &self,
        db: &impl ConnectionTrait,
        select: Select<E>,
        limit: Limit,
        cursor: Option<&Cursor>,
    ) -> Result<Vec<E::Model>, Fault> {
        let wanted = u64::from(limit.get()) + 1;
        let place = cursor.map(Cursor::place);
        let mut rows = Vec::new();
        if !matches!(&place, Some((None, _))) {
            rows = self
                .with_value(select.clone(), place.as_ref())?
                .limit(wanted)
                .all(db)
                .await?;
        }
        let missing = wanted.saturating_sub(rows.len() as u64);
        if self.nullable && missing > 0 {
            let behind = match &place {
                Some((None, id)) => Some(*id),
                _ => None,
            };
            rows.extend(self.without_value(select, behind).limit(missing).all(db).await?);
        }
        Ok(rows)
    }

    /// The place behind a row.
    pub(crate) fn cursor(&self, row: &E::Model) -> Cursor {
        let texts: Option<Vec<String>> = self.keys.iter().map(|key| text_of(row.get(*key))).collect();
        let key = texts.and_then(|texts| serde_json::to_string(&texts).ok());
        let id = match row.get(self.id) {
            Value::Uuid(Some(id)) => id,
            _ => Uuid::nil(),
        };
        Cursor::after(key.as_deref(), id)
    }

    fn with_value(&self, mut select: Select<E>, place: Option<&(Option<String>, Uuid)>) -> Result<Select<E>, Fault> {
        if self.nullable {
            for key in &self.keys {
                select = select.filter(key.is_not_null());
            }
        }
        if let Some((Some(key), id)) = place {
            let values = self.values(key).ok_or(Failure::field("cursor", Complaint::Malformed))?;
            let columns = self.keys.iter().chain([&self.id]);
            let here = Expr::tuple(columns.map(|column| Expr::col(column.as_column_ref())));
            let there = Expr::tuple(values.into_iter().chain([Value::from(*id)]).map(Expr::val));
            select = select.filter(self.behind(here, there));
        }
        for column in self.keys.iter().chain([&self.id]) {
            select = select.order_by(*column, self.direction());
        }
        Ok(select)
    }

    fn without_value(&self, mut select: Select<E>, behind: Option<Uuid>) -> Select<E> {
        for key in &self.keys {
            select = select.filter(key.is_null());
        }
        if let Some(id) = behind {
            select = select.filter(self.behind(Expr::col(self.id.as_column_ref()), Expr::val(id)));
        }
        select.order_by(self.id, self.direction())
    }

    fn behind(&self, here: Expr, there: Expr) -> Expr {
        use sea_orm::sea_query::ExprTrait;
        if self.descending {
            here.lt(there)
        } else {
            here.gt(there)
        }
    }

    const fn direction(&self) -> Direction {
        if self.descending {
            Direction::Desc
        } else {
            Direction::Asc
        }
    }

    /// The values of a cursor, as the columns have them.
    fn values(&self, key: &str) -> Option<Vec<Value>> {
        let texts: Vec<String> = serde_json::from_str(key).ok()?;
        if texts.len() != self.keys.len() {
            return None;
        }
        self.keys
            .iter()
            .zip(texts)
            .map(|(column, text)| value_of(column.def().get_column_type(), text))
            .collect()
    }
}

/// The place behind a row of a list by moment, for lists that one written statement reads.
pub(crate) fn after_moment(at: DateTime<Utc>, id: Uuid) -> Cursor {
    Cursor::after(Some(&at.to_rfc3339_opts(SecondsFormat::Micros, true)), id)
}

/// The place in a list by moment that a cursor names.
pub(crate) fn moment_place(cursor: &Cursor) -> Result<(DateTime<Utc>, Uuid), Fault> {
    let (at, id) = cursor.place();
    let at = at.and_then(|at| at.parse().ok());
    let at = at.ok_or_else(|| Failure::field("cursor", Complaint::Malformed))?;
    Ok((at, id))
}

fn text_of(value: Value) -> Option<String> {
    match value {
        Value::String(text) => text,
        Value::SmallInt(number) => number.map(|number| number.to_string()),
        Value::Int(number) => number.map(|number| number.to_string()),
        Value::BigInt(number) => number.map(|number| number.to_string()),
        Value::ChronoDate(day) => day.map(|day| day.to_string()),
        Value::ChronoDateTimeUtc(at) => at.map(|at| at.to_rfc3339()),
        _ => None,
    }
}

fn value_of(kind: &ColumnType, text: String) -> Option<Value> {
    match kind {
        ColumnType::String(_) | ColumnType::Text => Some(text.into()),
        ColumnType::SmallInteger => text.parse::<i16>().ok().map(Value::from),
        ColumnType::Integer => text.parse::<i32>().ok().map(Value::from),
        ColumnType::BigInteger => text.parse::<i64>().ok().map(Value::from),
        ColumnType::Date => text.parse::<chrono::NaiveDate>().ok().map(Value::from),
        ColumnType::TimestampWithTimeZone => text.parse::<DateTime<Utc>>().ok().map(Value::from),
        _ => None,
    }
}
