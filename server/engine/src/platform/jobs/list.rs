//! What waits, runs and failed.

use chrono::{DateTime, SecondsFormat};
use model::{
    platform::jobs::{
        JobState,
        list::{JobList, JobRow, ListJobs},
    },
    values::{Cursor, Page, ids::JobId},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Answer, Fault, Read,
    jobs::entity::{Column, Entity, Model},
};

impl Answer for ListJobs {
    async fn answer(self, read: &Read<'_>) -> Result<JobList, Fault> {
        let mut query = Entity::find();
        if let Some(state) = self.state {
            query = query.filter(Column::State.eq(state.key()));
        }
        if let Some((Some(at), id)) = self.cursor.as_ref().map(Cursor::place)
            && let Ok(at) = DateTime::parse_from_rfc3339(&at)
        {
            let at = at.to_utc();
            query = query.filter(
                Condition::any()
                    .add(Column::CreatedAt.lt(at))
                    .add(Condition::all().add(Column::CreatedAt.eq(at)).add(Column::Id.lt(id))),
            );
        }
        let rows = query
            .order_by_desc(Column::CreatedAt)
            .order_by_desc(Column::Id)
            .limit(u64::from(self.limit.get()) + 1)
            .all(read.db())
            .await?;
        let page = Page::of(rows, self.limit, |row| {
            let at = row.created_at.to_rfc3339_opts(SecondsFormat::Micros, true);
            Cursor::after(Some(&at), row.id)
        });
        let counts: Vec<(String, i64)> = Entity::find()
            .select_only()
            .column(Column::State)
            .column_as(Column::Id.count(), "jobs")
            .filter(Column::State.ne(JobState::Done.key()))
            .group_by(Column::State)
            .into_tuple()
            .all(read.db())
            .await?;
        let count = |state: JobState| {
            let found = counts.iter().find(|(key, _)| key == state.key());
            found.map_or(0, |(_, jobs)| u64::try_from(*jobs).unwrap_or(0))
        };
        Ok(JobList {
            waiting: count(JobState::Waiting),
            running: count(JobState::Running),
            failed: count(JobState::Failed),
            jobs: page.map(row),
        })
    }
}

fn row(job: Model) -> JobRow {
    let counted = |number: i32| u32::try_from(number).unwrap_or(0);
    JobRow {
        id: JobId(job.id),
        state: JobState::from_key(&job.state).unwrap_or(JobState::Failed),
        kind: job.kind,
        run_at: job.run_at,
        tries: counted(job.tries),
        most_tries: counted(job.most_tries),
        last_error: job.last_error,
        done: counted(job.progress_done),
        total: counted(job.progress_total),
        created_at: job.created_at,
        ended_at: job.ended_at,
    }
}
