//! Very many rows into the database: statements of many rows each, always the same text, so that they are parsed once.

use std::marker::PhantomData;

use sea_orm::{ConnectionTrait, DbErr, EntityTrait, IdenStatic, Iterable, ModelTrait, Statement, Value};

use crate::store::{self, Kind};

/// Rows on their way into one table.
pub(super) struct Rows<E: EntityTrait> {
    columns: Vec<E::Column>,
    head: String,
    values: Vec<Value>,
    waiting: usize,
    /// How many rows were given.
    pub count: u64,
    kind: Kind,
    entity: PhantomData<E>,
}

/// `PostgreSQL` takes 65,535 values in a statement, `SQLite` 32,766; longer statements are no quicker.
const ROWS: usize = 500;

impl<E: EntityTrait> Rows<E> {
    /// Rows for a table whose column `counted`, if any, is filled by the database.
    pub(super) fn new(db: &impl ConnectionTrait, counted: Option<&str>) -> Self {
        let columns: Vec<E::Column> = E::Column::iter()
            .filter(|column| counted != Some(column.as_str()))
            .collect();
        let names: Vec<String> = columns
            .iter()
            .map(|column| format!("\"{}\"", column.as_str()))
            .collect();
        Self {
            head: format!(
                "INSERT INTO \"{}\" ({}) VALUES ",
                E::default().table_name(),
                names.join(", ")
            ),
            values: Vec::with_capacity(columns.len() * ROWS),
            columns,
            waiting: 0,
            count: 0,
            kind: store::kind_of(db),
            entity: PhantomData,
        }
    }

    /// Puts in rows; writes when there are enough.
    pub(super) async fn put(
        &mut self,
        db: &impl ConnectionTrait,
        rows: impl IntoIterator<Item = E::Model>,
    ) -> Result<(), DbErr>
    where
        E::Model: ModelTrait<Entity = E>,
    {
        for row in rows {
            for column in &self.columns {
                self.values.push(row.get(*column));
            }
            self.waiting += 1;
            self.count += 1;
            if self.waiting == ROWS {
                self.write(db).await?;
            }
        }
        Ok(())
    }

    /// Whether so many more rows will be written with those that wait.
    pub(super) const fn are_written_with(&self, more: usize) -> bool {
        self.waiting + more >= ROWS
    }

    /// Writes what waits.
    pub(super) async fn write(&mut self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        if self.waiting == 0 {
            return Ok(());
        }
        let width = self.columns.len();
        let mut sql = String::with_capacity(self.head.len() + self.values.len() * 6);
        sql.push_str(&self.head);
        for row in 0..self.waiting {
            sql.push_str(if row == 0 { "(" } else { "), (" });
            for column in 0..width {
                if column > 0 {
                    sql.push_str(", ");
                }
                match self.kind {
                    Kind::Sqlite => sql.push('?'),
                    Kind::Postgres => {
                        sql.push('$');
                        sql.push_str(&(row * width + column + 1).to_string());
                    }
                }
            }
        }
        sql.push(')');
        let values = std::mem::replace(&mut self.values, Vec::with_capacity(width * ROWS));
        self.waiting = 0;
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
        db.execute_raw(statement).await.map(drop)
    }
}
