//! The queue: put in, take out, hold, finish, give back.

use chrono::{DateTime, TimeDelta, Utc};
use model::values::ids::JobId;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType, OnConflict},
};
use uuid::Uuid;

use super::{
    Job,
    entity::{ActiveModel, Column, Entity, Model},
};
use crate::{Engine, Fault, Work, store};

/// A worker that has not been heard of for this long is dead.
pub const HOLD: TimeDelta = TimeDelta::seconds(60);

/// Puts a job into the queue in the transaction of the command that asks for it.
pub async fn enqueue(work: &Work<'_>, job: &Job) -> Result<JobId, Fault> {
    let id = work.new_id();
    put(work.db(), id, job, work.now(), work.now(), None).await?;
    Ok(JobId(id))
}

/// Puts a job into the queue that is not due before a moment.
pub async fn enqueue_at(work: &Work<'_>, job: &Job, at: DateTime<Utc>) -> Result<JobId, Fault> {
    let id = work.new_id();
    put(work.db(), id, job, work.now(), at, None).await?;
    Ok(JobId(id))
}

/// Puts a job into the queue that is not due before a moment, unless one with this key waits already.
pub async fn enqueue_once_at(work: &Work<'_>, job: &Job, at: DateTime<Utc>, key: String) -> Result<(), Fault> {
    put(work.db(), work.new_id(), job, work.now(), at, Some(key)).await
}

/// Puts a job into the queue from another job.
pub async fn enqueue_alone(engine: &Engine, job: &Job) -> Result<(), Fault> {
    enqueue_alone_at(engine, job, engine.clock.now()).await?;
    engine.wake.notify_one();
    Ok(())
}

/// Puts a job into the queue from another job that is not due before a moment.
pub async fn enqueue_alone_at(engine: &Engine, job: &Job, at: DateTime<Utc>) -> Result<(), Fault> {
    let now = engine.clock.now();
    put(engine.store.writer(), engine.clock.new_id(), job, now, at, None).await
}

/// Puts the next run of every scheduled job into the queue, unless it waits there already.
pub async fn schedule(engine: &Engine) -> Result<(), Fault> {
    for job in Job::SCHEDULED {
        schedule_next(engine.store.writer(), engine, &job, engine.clock.now()).await?;
    }
    Ok(())
}

async fn schedule_next(
    db: &impl ConnectionTrait,
    engine: &Engine,
    job: &Job,
    run_at: DateTime<Utc>,
) -> Result<(), Fault> {
    let key = format!("schedule:{}", job.kind());
    put(db, engine.clock.new_id(), job, engine.clock.now(), run_at, Some(key)).await
}

async fn put(
    db: &impl ConnectionTrait,
    id: Uuid,
    job: &Job,
    now: DateTime<Utc>,
    run_at: DateTime<Utc>,
    unique_key: Option<String>,
) -> Result<(), Fault> {
    let row = ActiveModel {
        id: Set(id),
        kind: Set(job.kind().to_owned()),
        payload: Set(serde_json::to_value(job)?),
        state: Set("waiting".to_owned()),
        run_at: Set(run_at),
        tries: Set(0),
        most_tries: Set(job.most_tries()),
        held_by: Set(None),
        held_until: Set(None),
        unique_key: Set(unique_key),
        last_error: Set(None),
        progress_done: Set(0),
        progress_total: Set(0),
        created_at: Set(now),
        ended_at: Set(None),
    };
    Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Takes the oldest job that is due, or whose worker is dead, and holds it for `worker`. No two workers get the same.
pub async fn take(engine: &Engine, worker: &str) -> Result<Option<Model>, Fault> {
    let now = engine.clock.now();
    let transaction = engine.store.begin().await?;
    let due = Condition::any()
        .add(
            Condition::all()
                .add(Column::State.eq("waiting"))
                .add(Column::RunAt.lte(now)),
        )
        .add(
            Condition::all()
                .add(Column::State.eq("running"))
                .add(Column::HeldUntil.lt(now)),
        );
    let mut query = Entity::find()
        // Repeats the index's own condition, so that the index of unfinished jobs is used.
        .filter(Column::State.is_in(["waiting", "running"]))
        .filter(due)
        .order_by_asc(Column::RunAt)
        .order_by_asc(Column::Id)
        .limit(1);
    if engine.store.kind() == store::Kind::Postgres {
        query = query.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    let Some(mut job) = query.one(&transaction).await? else {
        transaction.rollback().await?;
        return Ok(None);
    };
    "running".clone_into(&mut job.state);
    job.tries += 1;
    let held = ActiveModel {
        id: Set(job.id),
        state: Set(job.state.clone()),
        tries: Set(job.tries),
        held_by: Set(Some(worker.to_owned())),
        held_until: Set(Some(now + HOLD)),
        ..Default::default()
    };
    Entity::update(held).exec(&transaction).await?;
    transaction.commit().await?;
    Ok(Some(job))
}

/// Says that the worker is still at it, and how far; `false` when somebody else has taken the job over meanwhile.
pub async fn still_at_it(
    engine: &Engine,
    job: JobId,
    worker: &str,
    progress: Option<(i32, i32)>,
) -> Result<bool, DbErr> {
    let mut update = Entity::update_many()
        .col_expr(Column::HeldUntil, Expr::value(engine.clock.now() + HOLD))
        .filter(Column::Id.eq(job.0))
        .filter(Column::State.eq("running"))
        .filter(Column::HeldBy.eq(worker));
    if let Some((done, total)) = progress {
        update = update
            .col_expr(Column::ProgressDone, Expr::value(done))
            .col_expr(Column::ProgressTotal, Expr::value(total));
    }
    update
        .exec(engine.store.writer())
        .await
        .map(|done| done.rows_affected == 1)
}

/// Ends a job that went well; a scheduled one is put in again.
pub async fn finish(engine: &Engine, row: &Model, worker: &str) -> Result<(), Fault> {
    let now = engine.clock.now();
    let transaction = engine.store.begin().await?;
    let job = serde_json::from_value::<Job>(row.payload.clone()).ok();
    // A mail that was sent is forgotten: the link in it opens a door, and the letter has its reader.
    let payload = match &job {
        Some(job) => serde_json::to_value(job.without_secrets())?,
        None => row.payload.clone(),
    };
    let ended = Entity::update_many()
        .col_expr(Column::State, Expr::value("done"))
        .col_expr(Column::Payload, Expr::value(payload))
        .col_expr(Column::EndedAt, Expr::value(now))
        .col_expr(Column::LastError, Expr::value(Option::<String>::None))
        .filter(Column::Id.eq(row.id))
        .filter(Column::HeldBy.eq(worker))
        .exec(&transaction)
        .await?;
    if ended.rows_affected == 1 {
        repeat(&transaction, engine, row, now).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Gives a job back that went wrong: it waits twice as long each time, and after the last try for a person.
pub async fn give_back(engine: &Engine, row: &Model, worker: &str, error: &str) -> Result<(), Fault> {
    let now = engine.clock.now();
    let given_up = row.tries >= row.most_tries;
    let state = if given_up { "failed" } else { "waiting" };
    let mut update = Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::HeldBy, Expr::value(Option::<String>::None))
        .col_expr(Column::HeldUntil, Expr::value(Option::<DateTime<Utc>>::None))
        .col_expr(Column::LastError, Expr::value(error))
        .col_expr(Column::RunAt, Expr::value(now + back_off(row.tries)))
        .filter(Column::Id.eq(row.id))
        .filter(Column::HeldBy.eq(worker));
    if given_up {
        update = update.col_expr(Column::EndedAt, Expr::value(now));
    }
    let transaction = engine.store.begin().await?;
    let given_back = update.exec(&transaction).await?;
    if given_up && given_back.rows_affected == 1 {
        repeat(&transaction, engine, row, now).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Puts the next run of a scheduled job into the queue, however this one ended.
async fn repeat(db: &impl ConnectionTrait, engine: &Engine, row: &Model, now: DateTime<Utc>) -> Result<(), Fault> {
    if let Ok(job) = serde_json::from_value::<Job>(row.payload.clone())
        && let Some(minutes) = job.every_minutes()
    {
        schedule_next(db, engine, &job, now + TimeDelta::minutes(minutes)).await?;
    }
    Ok(())
}

/// How long a job waits after its `tries`-th try: 10 s, doubled each time, one hour at most.
pub fn back_off(tries: i32) -> TimeDelta {
    let doublings = u32::try_from(tries.saturating_sub(1).clamp(0, 16)).unwrap_or(0);
    TimeDelta::seconds((10_i64 << doublings).clamp(0, 3_600))
}

/// Removes finished jobs from before `day`.
pub async fn sweep(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64, DbErr> {
    Entity::delete_many()
        .filter(Column::State.eq("done"))
        .filter(Column::CreatedAt.lt(before))
        .exec(db)
        .await
        .map(|done| done.rows_affected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_job_waits_longer_each_time_but_never_more_than_an_hour() {
        let waits: Vec<i64> = (1..=12).map(|tries| back_off(tries).num_seconds()).collect();
        assert!(waits.is_sorted());
        assert_eq!(waits.first(), Some(&10));
        assert_eq!(waits.last(), Some(&3_600));
    }
}
