//! Imports as they are shown.

use chrono::{DateTime, Utc};
use model::{
    Failure, Role,
    access::{Action, may},
    platform::imports::{
        Import, ImportItem, RowOutcome,
        operations::{ImportedRow, ListImportRows, ListImports, RowFilter, ShowImport},
    },
    values::{
        Cursor, Page,
        ids::{ImportId, PersonId},
    },
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{entity, rows, rows::Noted, stream::with_problems, view};
use crate::{Answer, Fault, Read, platform::people::entity as people};

impl Answer for ShowImport {
    async fn answer(self, read: &Read<'_>) -> Result<Import, Fault> {
        let row = open(read, self.import).await?;
        view(read.db(), &row).await
    }
}

/// The import, if the actor may see it. Whether there is one that he may not see is not said.
async fn open(read: &Read<'_>, import: ImportId) -> Result<entity::Model, Fault> {
    let row = entity::Entity::find_by_id(import.0).one(read.db()).await?;
    row.filter(|row| {
        let by = row.started_by.map(PersonId);
        may(read.actor(), Action::UndoImport { by })
    })
    .ok_or_else(|| Failure::NotFound.into())
}

impl Answer for ListImports {
    async fn answer(self, read: &Read<'_>) -> Result<Page<ImportItem>, Fault> {
        let mut query = entity::Entity::find()
            .order_by_desc(entity::Column::CreatedAt)
            .order_by_desc(entity::Column::Id)
            .limit(u64::from(self.limit.get()) + 1);
        if read.actor().role() == Some(Role::Member) {
            query = query.filter(entity::Column::StartedBy.eq(read.person()?.0));
        }
        if let Some(state) = self.state {
            query = query.filter(entity::Column::State.eq(state.key()));
        }
        if let Some(cursor) = &self.cursor {
            query = query.filter(behind(cursor));
        }
        let found = query.all(read.db()).await?;
        let page = Page::of(found, self.limit, |row| {
            Cursor::after(Some(&row.created_at.timestamp_micros().to_string()), row.id)
        });
        let people: Vec<Uuid> = page.items.iter().filter_map(|row| row.started_by).collect();
        let names: Vec<(Uuid, String)> = people::Entity::find()
            .select_only()
            .column(people::Column::Id)
            .column(people::Column::Name)
            .filter(people::Column::Id.is_in(people))
            .into_tuple()
            .all(read.db())
            .await?;
        let name = |id: Option<Uuid>| {
            let id = id?;
            names
                .iter()
                .find(|(known, _)| *known == id)
                .map(|(_, name)| name.clone())
        };
        let mut items = Vec::with_capacity(page.items.len());
        for row in &page.items {
            let report = row.story()?.run.unwrap_or_default();
            items.push(ImportItem {
                id: ImportId(row.id),
                file_name: row.file_name.clone(),
                subject: row.subject(),
                state: row.state()?,
                rows: row.seen()?.map_or(0, |seen| seen.rows),
                created: report.created(),
                updated: report.updated(),
                refused: report.refused(),
                skipped: report.skipped().map(|(_, count)| count).sum(),
                started_by_name: name(row.started_by),
                created_at: row.created_at,
            });
        }
        Ok(Page { items, next: page.next })
    }
}

fn behind(cursor: &Cursor) -> Condition {
    let (key, id) = cursor.place();
    let at = key
        .and_then(|micros| micros.parse().ok())
        .and_then(DateTime::<Utc>::from_timestamp_micros)
        .unwrap_or_default();
    let same = Condition::all()
        .add(entity::Column::CreatedAt.eq(at))
        .add(entity::Column::Id.lt(id));
    Condition::any().add(entity::Column::CreatedAt.lt(at)).add(same)
}

impl Answer for ListImportRows {
    async fn answer(self, read: &Read<'_>) -> Result<Page<ImportedRow>, Fault> {
        open(read, self.import).await?;
        let mut query = rows::Entity::find()
            .filter(rows::Column::ImportId.eq(self.import.0))
            .order_by_asc(rows::Column::RowNumber)
            .limit(u64::from(self.limit.get()) + 1);
        query = match self.outcome {
            None => query,
            Some(RowFilter::Problems) => query.filter(with_problems()),
            Some(RowFilter::Skipped) => query.filter(rows::Column::Outcome.starts_with("skipped_")),
            Some(filter) => query.filter(rows::Column::Outcome.eq(filter.key())),
        };
        if let Some(cursor) = &self.cursor {
            let (key, _) = cursor.place();
            let row: i32 = key.and_then(|row| row.parse().ok()).unwrap_or(0);
            query = query.filter(rows::Column::RowNumber.gt(row));
        }
        let found = query.all(read.db()).await?;
        let page = Page::of(found, self.limit, |row| {
            Cursor::after(Some(&row.row_number.to_string()), row.import_id)
        });
        let mut items = Vec::with_capacity(page.items.len());
        for row in page.items {
            items.push(imported(row)?);
        }
        Ok(Page { items, next: page.next })
    }
}

/// What became of one row, as it is shown.
pub fn imported(row: rows::Model) -> Result<ImportedRow, Fault> {
    let noted: Option<Noted> = row.problems.map(serde_json::from_value).transpose()?;
    let (line, problems) = noted.map_or((None, Vec::new()), |noted| (Some(noted.line), noted.problems));
    Ok(ImportedRow {
        row: u64::try_from(row.row_number).unwrap_or(0),
        line,
        outcome: RowOutcome::from_key(&row.outcome).ok_or_else(|| Fault::Stored(format!("outcome {}", row.outcome)))?,
        record: row.record_id,
        problems,
    })
}
