//! The rows of a stored file, some hundred at a time. Reading waits for the database and decodes text, so it has a
//! thread of its own; it stops when nobody wants more.

use std::{collections::VecDeque, ops::RangeFrom};

use model::{Complaint, platform::imports::operations::ReadRow, values::ids::ImportId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tokio::sync::mpsc;

use super::{
    parts::Parts,
    reading::{ReadFault, RowFault, Shape, Table, TableRow},
    rows,
};
use crate::{Engine, Fault};

/// Rows in one transaction.
pub const AT_ONCE: usize = 500;

/// The rows of a file.
pub struct Rows {
    incoming: mpsc::Receiver<Result<Vec<ReadRow>, ReadFault>>,
}

impl Rows {
    /// The rows from a number on.
    pub fn of(engine: &Engine, import: ImportId, numbers: RangeFrom<u64>) -> Self {
        // One batch waits while another is worked on.
        let (outgoing, incoming) = mpsc::channel(1);
        let parts = Parts::of(engine.store.reader(), import);
        let _thread = tokio::task::spawn_blocking(move || {
            if let Err(fault) = send(parts, &numbers, &outgoing) {
                // Nobody waiting for it is no error.
                drop(outgoing.blocking_send(Err(fault)));
            }
        });
        Self { incoming }
    }

    /// The next rows; `None` behind the last one.
    pub async fn next(&mut self) -> Option<Result<Vec<ReadRow>, ReadFault>> {
        self.incoming.recv().await
    }
}

type Outgoing = mpsc::Sender<Result<Vec<ReadRow>, ReadFault>>;

fn send(parts: Parts, numbers: &RangeFrom<u64>, outgoing: &Outgoing) -> Result<(), ReadFault> {
    let mut batch = Vec::with_capacity(AT_ONCE);
    for row in Table::open(parts)? {
        let row = row?;
        if !numbers.contains(&row.number) {
            continue;
        }
        batch.push(read(row));
        if batch.len() == AT_ONCE {
            let full = std::mem::replace(&mut batch, Vec::with_capacity(AT_ONCE));
            if outgoing.blocking_send(Ok(full)).is_err() {
                return Ok(());
            }
        }
    }
    if !batch.is_empty() {
        drop(outgoing.blocking_send(Ok(batch)));
    }
    Ok(())
}

fn read(row: TableRow) -> ReadRow {
    ReadRow {
        number: row.number,
        line: row.line,
        cells: row.cells.map_err(|fault| match fault {
            RowFault::NotText => Complaint::Unprintable,
            RowFault::TooManyCells { expected, .. } => Complaint::AtMost(i64::try_from(expected).unwrap_or(i64::MAX)),
        }),
    }
}

/// Looks at a whole file: its shape, and how many rows it has. Every row is read once, so that a file which breaks off
/// in the middle is refused before anything of it is imported.
pub async fn examine(engine: &Engine, import: ImportId) -> Result<Result<(Shape, u64), ReadFault>, Fault> {
    let parts = Parts::of(engine.store.reader(), import);
    let looking = tokio::task::spawn_blocking(move || {
        let table = Table::open(parts)?;
        let shape = table.shape().clone();
        let mut rows = 0;
        for row in table {
            rows = row?.number;
        }
        Ok((shape, rows))
    });
    looking
        .await
        .map_err(|_panicked| Fault::Machine("reading a file broke off".to_owned()))
}

/// The rows of a file that were refused, left out or had problems, as they stand in the file, with what was wrong.
pub struct ProblemRows {
    engine: Engine,
    import: ImportId,
    file: Rows,
    behind: i32,
    told: VecDeque<rows::Model>,
    read: VecDeque<ReadRow>,
}

/// The rows of a file with problems, in its order; the headers first.
pub async fn problem_rows(engine: &Engine, import: ImportId) -> Result<(Vec<String>, ProblemRows), Fault> {
    let row = super::entity::Entity::find_by_id(import.0)
        .one(engine.store.reader())
        .await?;
    let seen = row.map(|row| row.seen()).transpose()?.flatten();
    let headers = seen.map(|seen| seen.shape.headers).unwrap_or_default();
    let problems = ProblemRows {
        engine: engine.clone(),
        import,
        file: Rows::of(engine, import, 1..),
        behind: 0,
        told: VecDeque::new(),
        read: VecDeque::new(),
    };
    Ok((headers, problems))
}

impl ProblemRows {
    /// The next such row with its cells, which are missing where the file is not kept any more.
    pub async fn next(&mut self) -> Result<Option<(rows::Model, Option<ReadRow>)>, Fault> {
        if self.told.is_empty() {
            self.told = rows::Entity::find()
                .filter(rows::Column::ImportId.eq(self.import.0))
                .filter(rows::Column::RowNumber.gt(self.behind))
                .filter(with_problems())
                .order_by_asc(rows::Column::RowNumber)
                .limit(AT_ONCE as u64)
                .all(self.engine.store.reader())
                .await?
                .into();
        }
        let Some(told) = self.told.pop_front() else {
            return Ok(None);
        };
        self.behind = told.row_number;
        let number = u64::try_from(told.row_number).unwrap_or(0);
        loop {
            match self.read.front() {
                Some(row) if row.number < number => drop(self.read.pop_front()),
                Some(row) if row.number == number => return Ok(Some((told, self.read.pop_front()))),
                Some(_) => return Ok(Some((told, None))),
                None => match self.file.next().await {
                    Some(Ok(rows)) => self.read = rows.into(),
                    Some(Err(_)) | None => return Ok(Some((told, None))),
                },
            }
        }
    }
}

/// Rows that were refused or left out, and those of which a value was left out. Empty ones have nothing to mend.
pub fn with_problems() -> Condition {
    Condition::all().add(rows::Column::Outcome.ne("skipped_empty")).add(
        Condition::any()
            .add(rows::Column::Problems.is_not_null())
            .add(rows::Column::Outcome.eq("refused"))
            .add(rows::Column::Outcome.starts_with("skipped_")),
    )
}
