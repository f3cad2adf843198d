//! How a job gets another chance.

use chrono::{DateTime, Utc};
use model::{
    Failure, Refusal,
    activity::Fact,
    platform::jobs::{JobState, retry::RetryJob},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    Done, Fault, Handle, Work,
    jobs::entity::{Column, Entity},
};

impl Handle for RetryJob {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let found = Entity::find_by_id(self.job.0).one(work.db()).await?;
        let job = found.ok_or(Failure::NotFound)?;
        let again = Entity::update_many()
            .col_expr(Column::State, Expr::value(JobState::Waiting.key()))
            .col_expr(Column::Tries, Expr::value(0))
            .col_expr(Column::RunAt, Expr::value(work.now()))
            .col_expr(Column::EndedAt, Expr::value(Option::<DateTime<Utc>>::None))
            // The schedule may have put the next run in already, and only one may wait under the key.
            .col_expr(Column::UniqueKey, Expr::value(Option::<String>::None))
            .filter(Column::Id.eq(job.id))
            .filter(Column::State.eq(JobState::Failed.key()))
            .exec(work.db())
            .await?;
        if again.rows_affected != 1 {
            return Err(Refusal::JobNotFailed.into());
        }
        Ok(work
            .record(Fact::JobRetried {
                job: self.job,
                job_kind: job.kind,
            })
            .with(()))
    }
}
