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

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use model::{platform::jobs::list::ListJobs, values::ids::JobId};

    use super::*;
    use crate::{
        jobs::{Job, mail::Letter, queue},
        testing::World,
    };

    crate::testing::on_both!(
        a_failed_job_gets_all_its_tries_again,
        a_job_that_has_not_failed_is_left_alone
    );

    async fn a_letter(world: &World) -> JobId {
        let letter = Letter {
            to: "nora@tridem.test".to_owned(),
            name: "Nora".to_owned(),
            subject: "Hello".to_owned(),
            text: "oysters".to_owned(),
        };
        queue::enqueue_alone(&world.engine, &Job::SendMail(letter))
            .await
            .unwrap();
        JobId(world.jobs(None).await.last().unwrap().id)
    }

    async fn failed(world: &World) -> JobId {
        let job = a_letter(world).await;
        // There is no way out for mail here, so every try fails.
        for _ in 0..8 {
            world.run_jobs().await;
            world.clock.advance(TimeDelta::hours(2));
        }
        job
    }

    async fn a_failed_job_gets_all_its_tries_again(world: World) {
        let job = failed(&world).await;
        let list = world.as_admin().ask(ListJobs::default()).await.unwrap();
        assert_eq!((list.failed, list.waiting), (1, 0));
        assert!(!format!("{list:?}").contains("oysters"));

        world.as_admin().perform(RetryJob { job }).await.unwrap();
        let list = world.as_admin().ask(ListJobs::default()).await.unwrap();
        let row = list.jobs.items.first().unwrap();
        assert_eq!((row.state, row.tries), (JobState::Waiting, 0));
        assert_eq!(world.run_jobs().await, 1);
    }

    async fn a_job_that_has_not_failed_is_left_alone(world: World) {
        let job = a_letter(&world).await;
        let refused = world.as_admin().perform(RetryJob { job }).await;
        assert_eq!(refused, Err(Refusal::JobNotFailed.into()));
        assert_eq!(
            world.as_seller().perform(RetryJob { job }).await,
            Err(Failure::Forbidden)
        );
    }
}
