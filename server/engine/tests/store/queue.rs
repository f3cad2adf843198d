//! The queue of jobs.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use engine::{
    jobs::{entity::Model, queue},
    testing::World,
};
use futures::future::join_all;
use model::values::ids::JobId;

use crate::operations::{Enqueue, Fail};

engine::testing::on_both!(
    a_job_is_only_there_when_its_command_was_stored,
    several_workers_share_the_jobs_and_none_runs_twice,
    a_dead_workers_job_is_taken_over_and_ends_once,
    a_worker_that_says_so_keeps_its_job,
    a_job_that_went_wrong_waits_longer_each_time_and_then_for_a_person,
    a_job_that_kills_every_worker_is_given_up,
    what_waits_on_the_schedule_is_not_put_in_twice,
    the_schedule_goes_on_after_a_job_that_gave_up,
);

async fn enqueue(world: &World, jobs: usize) -> BTreeSet<JobId> {
    let mut ids = BTreeSet::new();
    for number in 0..jobs {
        let subject = format!("Mail {number}");
        ids.insert(world.as_seller().perform(Enqueue { subject }).await.unwrap());
    }
    ids
}

async fn take(world: &World, worker: &str) -> Option<Model> {
    queue::take(&world.engine, worker).await.unwrap()
}

async fn the_only(world: &World) -> Model {
    let mut jobs = world.jobs(None).await;
    assert_eq!(jobs.len(), 1);
    jobs.remove(0)
}

async fn a_job_is_only_there_when_its_command_was_stored(world: World) {
    world.as_seller().perform(Fail {}).await.unwrap_err();
    assert!(world.jobs(None).await.is_empty());
    enqueue(&world, 1).await;
    assert_eq!(the_only(&world).await.state, "waiting");
}

async fn several_workers_share_the_jobs_and_none_runs_twice(world: World) {
    let ids = enqueue(&world, 24).await;
    let other = world.another_process().await;
    let workers = (0..6).map(|number| {
        let engine = if number % 2 == 0 { &world.engine } else { &other };
        async move {
            let worker = format!("worker {number}");
            let mut taken = Vec::new();
            // A job locked by another worker is skipped, so one may find nothing while there still is something.
            while let Some(job) = queue::take(engine, &worker).await.unwrap() {
                queue::finish(engine, &job, &worker).await.unwrap();
                taken.push(JobId(job.id));
            }
            taken
        }
    });
    let taken: Vec<JobId> = join_all(workers).await.concat();
    assert_eq!(taken.len(), ids.len());
    assert_eq!(taken.into_iter().collect::<BTreeSet<_>>(), ids);
    assert!(
        world
            .jobs(None)
            .await
            .iter()
            .all(|job| job.state == "done" && job.tries == 1)
    );
}

async fn a_dead_workers_job_is_taken_over_and_ends_once(world: World) {
    enqueue(&world, 1).await;
    let first = take(&world, "first").await.unwrap();
    assert!(take(&world, "second").await.is_none(), "the first one may still live");
    world.clock.advance(queue::HOLD);
    assert!(take(&world, "second").await.is_none());
    world.clock.advance(TimeDelta::seconds(1));
    let second = take(&world, "second").await.unwrap();
    assert_eq!(second.id, first.id);
    assert_eq!(second.tries, 2);

    // The first one was only slow; what it says no longer counts.
    let id = JobId(first.id);
    assert!(
        !queue::still_at_it(&world.engine, id, "first", Some((1, 2)))
            .await
            .unwrap()
    );
    queue::finish(&world.engine, &first, "first").await.unwrap();
    assert_eq!(the_only(&world).await.state, "running");
    queue::give_back(&world.engine, &first, "first", "too late")
        .await
        .unwrap();
    let job = the_only(&world).await;
    assert_eq!(
        (job.state.as_str(), job.progress_done, job.last_error),
        ("running", 0, None)
    );

    queue::finish(&world.engine, &second, "second").await.unwrap();
    assert_eq!(the_only(&world).await.state, "done");
    world.clock.advance(TimeDelta::days(1));
    assert!(take(&world, "third").await.is_none());
}

async fn a_worker_that_says_so_keeps_its_job(world: World) {
    enqueue(&world, 1).await;
    let job = take(&world, "first").await.unwrap();
    for done in 1..=5 {
        world.clock.advance(queue::HOLD);
        let kept = queue::still_at_it(&world.engine, JobId(job.id), "first", Some((done, 5))).await;
        assert!(kept.unwrap());
        assert!(take(&world, "second").await.is_none());
    }
    assert_eq!(the_only(&world).await.progress_done, 5);
}

async fn a_job_that_went_wrong_waits_longer_each_time_and_then_for_a_person(world: World) {
    enqueue(&world, 1).await;
    let most = the_only(&world).await.most_tries;
    for tries in 1..most {
        assert_eq!(world.run_jobs().await, 1);
        let job = the_only(&world).await;
        assert_eq!((job.state.as_str(), job.tries), ("waiting", tries));
        assert_eq!(job.last_error.as_deref(), Some("no SMTP server is configured"));
        world.clock.advance(queue::back_off(tries) - TimeDelta::seconds(1));
        assert_eq!(world.run_jobs().await, 0, "too early");
        world.clock.advance(TimeDelta::seconds(1));
    }
    assert_eq!(world.run_jobs().await, 1);
    let job = the_only(&world).await;
    assert_eq!((job.state.as_str(), job.tries), ("failed", most));
    assert!(job.ended_at.is_some());
    world.clock.advance(TimeDelta::days(1));
    assert_eq!(world.run_jobs().await, 0);
}

async fn a_job_that_kills_every_worker_is_given_up(world: World) {
    enqueue(&world, 1).await;
    let most = the_only(&world).await.most_tries;
    for number in 0..most {
        take(&world, &format!("worker {number}")).await.unwrap();
        world.clock.advance(queue::HOLD + TimeDelta::seconds(1));
    }
    assert_eq!(world.run_jobs().await, 1);
    assert_eq!(the_only(&world).await.state, "failed");
    world.clock.advance(TimeDelta::days(1));
    assert_eq!(world.run_jobs().await, 0);
}

async fn what_waits_on_the_schedule_is_not_put_in_twice(world: World) {
    let other = world.another_process().await;
    let (one, two) = tokio::join!(queue::schedule(&world.engine), queue::schedule(&other));
    one.unwrap();
    two.unwrap();
    queue::schedule(&other).await.unwrap();
    let mut kinds: Vec<_> = world.jobs(None).await.into_iter().map(|job| job.kind).collect();
    kinds.sort();
    assert_eq!(
        kinds,
        [
            "keep_scores",
            "look_again",
            "look_at_obligations",
            "raise_missing_legs",
            "sweep",
            "turn_readiness"
        ]
    );

    assert_eq!(world.run_jobs().await, 6);
    let waiting = world.jobs(None).await.into_iter().filter(|job| job.state == "waiting");
    let next: Vec<_> = waiting.map(|job| job.run_at - world.engine.clock.now()).collect();
    assert_eq!(next, [TimeDelta::hours(1); 6]);
}

async fn the_schedule_goes_on_after_a_job_that_gave_up(world: World) {
    queue::schedule(&world.engine).await.unwrap();
    let jobs = world.jobs(None).await;
    for _ in 0..jobs[0].most_tries {
        for _ in &jobs {
            let job = take(&world, "worker").await.unwrap();
            queue::give_back(&world.engine, &job, "worker", "broken").await.unwrap();
        }
        world.clock.advance(TimeDelta::hours(1));
    }
    for _ in &jobs {
        assert!(
            take(&world, "worker").await.is_some(),
            "nothing would be swept until the next start"
        );
    }
}
