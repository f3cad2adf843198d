//! How an import begins, and how somebody stops it.

use model::{
    Actor,
    activity::Fact,
    platform::imports::{
        Import, ImportState, Report,
        operations::{CancelImport, FailImport, StartImport},
    },
    values::ids::ImportId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Step, Story, locked, parts, progressed, require, store_step, view};
use crate::{Done, Fault, Handle, Work, jobs};

impl Handle for StartImport {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Import>, Fault> {
        let mut row = locked(work, self.import).await?;
        require(&row, |state| state == ImportState::Ready)?;
        let here = self.here && *work.actor() == Actor::System;
        let job = if here {
            None
        } else {
            Some(jobs::queue::enqueue(work, &jobs::Job::RunImport { import: self.import }).await?)
        };
        let story = Story {
            run: Some(Report::default()),
            ..row.story()?
        };
        let step = Step {
            state: Some(ImportState::Running),
            story: Some(story),
            job,
            ..Step::default()
        };
        store_step(work, &mut row, step).await?;
        let import = view(work.db(), &row).await?;
        let fact = Fact::ImportStarted {
            import: ImportId(row.id),
            subject: row.subject.clone(),
            file: row.file_name.clone(),
        };
        Ok(work.record(fact).with(import))
    }
}

impl Handle for CancelImport {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Import>, Fault> {
        let mut row = locked(work, self.import).await?;
        let state = require(&row, ImportState::can_cancel)?;
        if !matches!(state, ImportState::Running | ImportState::Trying) {
            // Nothing of it came in, so nobody needs the file.
            parts::Entity::delete_many()
                .filter(parts::Column::ImportId.eq(row.id))
                .exec(work.db())
                .await?;
        }
        let step = Step {
            state: Some(ImportState::Cancelled),
            ..Step::default()
        };
        store_step(work, &mut row, step).await?;
        let import = view(work.db(), &row).await?;
        Ok(progressed(work, &row, "cancelled").with(import))
    }
}

impl Handle for FailImport {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let mut row = locked(work, self.import).await?;
        require(&row, ImportState::is_at_work)?;
        let story = Story {
            failure: Some(self.reason),
            ..row.story()?
        };
        let step = Step {
            state: Some(ImportState::Failed),
            story: Some(story),
            ..Step::default()
        };
        store_step(work, &mut row, step).await?;
        Ok(progressed(work, &row, "failed").with(()))
    }
}
