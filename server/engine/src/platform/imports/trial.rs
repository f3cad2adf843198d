//! The dry run: the same code as the import, over the same rows, and then everything is rolled back but the report.

use model::{
    Actor,
    platform::imports::{Import, ImportState, Report, operations::TryImport},
};
use sea_orm::ConnectionTrait;

use super::{Step, locked, progressed, receive::unreadable, require, run, store_step, stream::Rows, view};
use crate::{Done, Fault, Handle, Work, jobs};

/// A file of at most this size is tried at once; a larger one by the worker, so that nobody waits for an answer.
const AT_ONCE_BYTES: i64 = 4 << 20;

/// A dry run looks at this many rows at most: it holds the one writer of a small database while it looks.
const MOST_ROWS: u64 = 100_000;

impl Handle for TryImport {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Import>, Fault> {
        let mut row = locked(work, self.import).await?;
        let by_worker = *work.actor() == Actor::System;
        let state = require(&row, |state| {
            state == ImportState::Ready || (by_worker && state == ImportState::Trying)
        })?;
        if row.bytes > AT_ONCE_BYTES && !by_worker {
            let job = jobs::queue::enqueue(work, &jobs::Job::TryImport { import: self.import }).await?;
            let step = Step {
                state: Some(ImportState::Trying),
                job: Some(job),
                ..Step::default()
            };
            store_step(work, &mut row, step).await?;
            let import = view(work.db(), &row).await?;
            return Ok(progressed(work, &row, "trying").with(import));
        }
        let mapping = row
            .mapping()?
            .ok_or_else(|| Fault::Stored("an import without a mapping".to_owned()))?;
        let mut report = Report::default();
        work.db().execute_unprepared("SAVEPOINT trial").await?;
        let mut rows = Rows::of(work.engine, self.import, 1..);
        while let Some(batch) = rows.next().await {
            let batch = batch.map_err(unreadable)?;
            report.add(run::run(work, &row, &mapping, &batch).await?.report);
            if report.rows() >= MOST_ROWS {
                break;
            }
        }
        work.db().execute_unprepared("ROLLBACK TO SAVEPOINT trial").await?;
        let mut story = row.story()?;
        story.trial = Some(report);
        let step = Step {
            state: (state == ImportState::Trying).then_some(ImportState::Ready),
            story: Some(story),
            ..Step::default()
        };
        store_step(work, &mut row, step).await?;
        let import = view(work.db(), &row).await?;
        Ok(progressed(work, &row, "tried").with(import))
    }
}
