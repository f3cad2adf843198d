//! The worker: takes jobs and runs them, until it is told to stop.

use std::{sync::Arc, time::Duration};

use model::values::ids::JobId;
use tokio::sync::{Notify, watch};

use super::{Job, entity::Model, mail::Post, queue};
use crate::{
    Engine, Fault, agreements,
    journey::{missing_legs, standing},
    leads::{obligations, pains, scores},
    platform::{self, imports},
};

/// A worker of this process.
#[derive(Clone)]
pub struct Worker {
    engine: Engine,
    name: String,
    post: Option<Post>,
    wake: Arc<Notify>,
}

impl Worker {
    /// A worker; `name` is unique among all processes.
    pub fn new(engine: Engine, name: String, post: Option<Post>) -> Self {
        let wake = Arc::clone(&engine.wake);
        Self {
            engine,
            name,
            post,
            wake,
        }
    }

    /// Runs jobs until `stop` says so; the job at hand is finished first.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        const LOOK_AGAIN: Duration = Duration::from_secs(1);
        if let Err(error) = queue::schedule(&self.engine).await {
            tracing::error!(%error, "the schedule cannot be written");
        }
        while !*stop.borrow() {
            match self.run_one().await {
                Ok(true) => {}
                Ok(false) => {
                    tokio::select! {
                        () = tokio::time::sleep(LOOK_AGAIN) => {}
                        () = self.wake.notified() => {}
                        _ = stop.changed() => {}
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "the queue cannot be read");
                    tokio::time::sleep(LOOK_AGAIN).await;
                }
            }
        }
    }

    /// Runs one job that is due; `false` when none is.
    pub async fn run_one(&self) -> Result<bool, Fault> {
        let Some(row) = queue::take(&self.engine, &self.name).await? else {
            return Ok(false);
        };
        // A job that killed its worker every time must not do so for ever.
        let outcome = if row.tries > row.most_tries {
            Err(Fault::Machine("the worker died every time it tried".to_owned()))
        } else {
            self.held(&row).await
        };
        match outcome {
            Ok(()) => queue::finish(&self.engine, &row, &self.name).await?,
            Err(fault) => {
                tracing::warn!(job = %row.id, kind = row.kind, tries = row.tries, error = %fault, "a job failed");
                queue::give_back(&self.engine, &row, &self.name, &fault.to_string()).await?;
                if row.tries >= row.most_tries {
                    self.gave_up(&row).await?;
                }
            }
        }
        Ok(true)
    }

    /// Nobody tries the job again: whoever waits for it is told.
    async fn gave_up(&self, row: &Model) -> Result<(), Fault> {
        match serde_json::from_value(row.payload.clone())? {
            Job::RunImport { import } | Job::TryImport { import } | Job::UndoImport { import } => {
                imports::job::give_up(&self.engine, import, "gave_up").await
            }
            _ => Ok(()),
        }
    }

    /// Runs the job while telling the queue that somebody is at it.
    async fn held(&self, row: &Model) -> Result<(), Fault> {
        let progress = watch::Sender::new(None);
        // Both go on at the same time: telling may have to wait for a transaction that the job has open.
        tokio::select! {
            outcome = Box::pin(self.carry_out(row, &progress)) => outcome,
            fault = self.tell(row, progress.subscribe()) => Err(fault),
        }
    }

    /// Tells the queue every so often that somebody is at it, and how far; returns when somebody else has the job.
    async fn tell(&self, row: &Model, progress: watch::Receiver<Option<(i32, i32)>>) -> Fault {
        let mut beat = tokio::time::interval(Duration::from_secs(15));
        beat.tick().await;
        loop {
            beat.tick().await;
            let far = *progress.borrow();
            match queue::still_at_it(&self.engine, JobId(row.id), &self.name, far).await {
                Ok(true) => {}
                Ok(false) => return Fault::Machine("another worker has taken the job over".to_owned()),
                Err(error) => return error.into(),
            }
        }
    }

    async fn carry_out(&self, row: &Model, progress: &watch::Sender<Option<(i32, i32)>>) -> Result<(), Fault> {
        let far = |done: u64, total: u64| {
            let number = |number: u64| i32::try_from(number).unwrap_or(i32::MAX);
            progress.send_replace(Some((number(done), number(total))));
        };
        match serde_json::from_value(row.payload.clone())? {
            Job::SendMail(letter) => match &self.post {
                Some(post) => post.send(&letter).await,
                None => Err(Fault::Machine("no SMTP server is configured".to_owned())),
            },
            Job::RunImport { import } => imports::job::run(&self.engine, import, &far).await,
            Job::TryImport { import } => imports::job::try_out(&self.engine, import).await,
            Job::UndoImport { import } => imports::job::undo(&self.engine, import).await,
            Job::SendNewPassword { person } => platform::people::ask_password_reset::send(&self.engine, person).await,
            Job::BringIntoForce { agreement } => agreements::job::bring_into_force(&self.engine, agreement).await,
            Job::LookAgain => standing::job::look_again(&self.engine).await,
            Job::RaiseMissingLegs => missing_legs::job::raise(&self.engine).await,
            Job::TurnReadiness => pains::job::turn(&self.engine).await,
            Job::KeepScores => scores::job::look_again(&self.engine).await,
            Job::ScoreLeads => scores::job::score_all(&self.engine, &far).await,
            Job::LookAtObligations => obligations::job::look(&self.engine).await,
            Job::FollowJourney => standing::job::follow_all(&self.engine, &far).await,
            Job::Sweep => platform::sweep(&self.engine).await,
        }
    }
}
