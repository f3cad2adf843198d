//! Some rows of an import in one transaction. Whoever comes with rows that are not the next ones is told which are: so a
//! job that was killed goes on where it was, and two workers at once do everything once.

use model::{
    activity::Fact,
    platform::imports::{
        ImportState,
        operations::{Next, RunChunk},
    },
    values::ids::ImportId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{Step, entity, locked, progressed, rows, run, store_step};
use crate::{Done, Fault, Handle, Work};

pub(super) use run::row_number as number;

impl Handle for RunChunk {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Next>, Fault> {
        let mut row = locked(work, self.import).await?;
        if row.state()? != ImportState::Running {
            return Ok(progressed(work, &row, "stopped").with(Next::Nothing));
        }
        let done = last_row(work, &row).await?;
        if let Some(first) = self.rows.first()
            && first.number != done + 1
        {
            return Ok(progressed(work, &row, "running").with(Next::After(done)));
        }
        let mapping = row
            .mapping()?
            .ok_or_else(|| Fault::Stored("an import without a mapping".to_owned()))?;
        let ran = run::run(work, &row, &mapping, &self.rows).await?;
        let mut story = row.story()?;
        let mut report = story.run.take().unwrap_or_default();
        report.add(ran.report);
        let finished = Fact::ImportFinished {
            import: ImportId(row.id),
            file: row.file_name.clone(),
            created: count(report.created()),
            updated: count(report.updated()),
            refused: count(report.refused()),
        };
        story.run = Some(report);
        let step = Step {
            state: self.last.then_some(ImportState::Done),
            story: Some(story),
            ..Step::default()
        };
        store_step(work, &mut row, step).await?;
        for fact in ran.facts {
            work.record(fact);
        }
        if self.last {
            return Ok(work.record(finished).with(Next::Nothing));
        }
        let after = self.rows.last().map_or(done, |row| row.number);
        Ok(progressed(work, &row, "running").with(Next::After(after)))
    }
}

/// The last row that was imported; 0 when none was.
async fn last_row(work: &Work<'_>, row: &entity::Model) -> Result<u64, Fault> {
    let last: Option<Option<i32>> = rows::Entity::find()
        .select_only()
        .column_as(rows::Column::RowNumber.max(), "last")
        .filter(rows::Column::ImportId.eq(row.id))
        .into_tuple()
        .one(work.db())
        .await?;
    Ok(last.flatten().and_then(|last| u64::try_from(last).ok()).unwrap_or(0))
}

fn count(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
