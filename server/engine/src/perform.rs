//! The one way in: authorise, check, open the one transaction, handle, record, commit.

use std::net::IpAddr;

use model::{Actor, Failure, Operation, Refusal, activity::Fact};

use crate::{
    Done, Effect, Engine, Fault, Read, Work,
    accounts::members,
    activity,
    journey::{missing_legs, standing},
    leads::{obligations, scores},
    platform::idempotency::{self, Earlier},
    work::Prepared,
};

/// How a command is carried out. Written as `async fn` in the file of its name.
pub trait Handle: Operation {
    /// What takes long and needs no transaction, such as hashing a password: done before one is opened, so that nobody
    /// waits for it.
    fn prepare(&self, engine: &Engine, caller: &Caller) -> impl Future<Output = Result<Prepared, Fault>> + Send {
        let _ = (engine, caller);
        async { Ok(Prepared::Nothing) }
    }

    /// Decides by calling `model`, stores, records.
    fn handle(self, work: &mut Work<'_>) -> impl Future<Output = Result<Done<Self::Output>, Fault>> + Send;
}

/// How a query is answered. Written as `async fn` in the file of its name.
pub trait Answer: Operation {
    /// Reads what the actor may see.
    fn answer(self, read: &Read<'_>) -> impl Future<Output = Result<Self::Output, Fault>> + Send;
}

/// Who asks, and how.
#[derive(Debug, Clone)]
pub struct Caller {
    /// On whose behalf.
    pub actor: Actor,
    /// Under which reference the log tells about it.
    pub request: String,
    /// From which address of the network, where it came over one.
    pub address: Option<IpAddr>,
    /// With which the same command can be sent again safely.
    pub idempotency_key: Option<String>,
}

impl Caller {
    /// The product itself: jobs and the command line.
    pub fn system(request: &str) -> Self {
        Self {
            actor: Actor::System,
            request: request.to_owned(),
            address: None,
            idempotency_key: None,
        }
    }

    /// Somebody, for tests and for jobs that act for the person who asked for them.
    pub fn acting_for(actor: Actor, request: &str) -> Self {
        Self {
            actor,
            ..Self::system(request)
        }
    }
}

/// The answer of a command, and what the server owes the browser's session.
#[derive(Debug)]
pub struct Performed<T> {
    /// The answer.
    pub output: T,
    /// What the server does with the session.
    pub effects: Vec<Effect>,
}

/// Answers a query.
pub async fn answer<O: Answer>(engine: &Engine, caller: &Caller, operation: O) -> Result<O::Output, Failure> {
    O::ACCESS.admits(&caller.actor)?;
    operation.check()?;
    let read = Read {
        engine,
        caller,
        now: engine.clock.now(),
    };
    match Box::pin(operation.answer(&read)).await {
        Ok(output) => Ok(output),
        Err(fault) => Err(told(&fault, O::NAME, caller)),
    }
}

/// Carries out a command.
pub async fn perform<O: Handle>(
    engine: &Engine,
    caller: &Caller,
    operation: O,
) -> Result<Performed<O::Output>, Failure> {
    let outcome = match O::ACCESS.admits(&caller.actor) {
        Ok(()) => match operation.check() {
            Ok(()) => Box::pin(carry_out(engine, caller, operation)).await,
            Err(errors) => Err(errors.into()),
        },
        Err(denied) => Err(Failure::from(denied).into()),
    };
    match outcome {
        Ok(performed) => Ok(performed),
        Err(fault) => {
            let failure = told(&fault, O::NAME, caller);
            if worth_recording(&failure, &caller.actor) {
                let fact = Fact::Refused {
                    operation: O::NAME.to_owned(),
                    failure: failure.to_string(),
                };
                if let Err(error) = activity::append_alone(engine, caller, O::NAME, fact).await {
                    tracing::error!(request = caller.request, %error, "a refusal could not be recorded");
                }
            }
            Err(failure)
        }
    }
}

async fn carry_out<O: Handle>(engine: &Engine, caller: &Caller, operation: O) -> Result<Performed<O::Output>, Fault> {
    // Neither the hash of a password nor an answer that is told once may be kept.
    let repeatable = O::SECRETS.is_empty();
    let key = match (&caller.idempotency_key, caller.actor.person()) {
        (Some(key), Some(person)) if repeatable => {
            let input = serde_json::to_vec(&operation)?;
            let hash = crate::secret::digest(&input);
            Some(idempotency::Key {
                key: key.clone(),
                person,
                operation: O::NAME,
                input_hash: hash,
            })
        }
        _ => None,
    };
    let prepared = operation.prepare(engine, caller).await?;
    let mut work = Work {
        engine,
        caller,
        transaction: engine.store.begin().await?,
        now: engine.clock.now(),
        facts: Vec::new(),
        entries: Vec::new(),
        effects: Vec::new(),
        prepared,
    };
    if let Some(key) = &key {
        match idempotency::earlier(&work, key).await? {
            Earlier::None => {}
            Earlier::Same(output) => {
                return Ok(Performed {
                    output: serde_json::from_value(output)?,
                    effects: Vec::new(),
                });
            }
            Earlier::Other => return Err(Refusal::KeyUsedForOtherInput.into()),
        }
    }
    let Done(output) = operation.handle(&mut work).await?;
    members::follow_facts(&mut work).await?;
    standing::follow_facts(&mut work).await?;
    scores::follow_facts(&mut work).await?;
    missing_legs::follow_facts(&mut work).await?;
    obligations::follow_facts(&mut work, O::NAME).await?;
    if let Some(key) = key {
        idempotency::remember(&work, key, &output).await?;
    }
    let entries = activity::append(&work, O::NAME).await?;
    let Work {
        transaction, effects, ..
    } = work;
    transaction.commit().await?;
    engine.live.announce(entries);
    engine.wake.notify_one();
    Ok(Performed { output, effects })
}

/// What the person is told; what he is not told goes into the log, once.
fn told(fault: &Fault, operation: &'static str, caller: &Caller) -> Failure {
    match fault.as_failure() {
        Some(failure) => failure,
        None => {
            tracing::error!(request = caller.request, operation, error = %fault, "an operation failed");
            Failure::Internal {
                reference: caller.request.clone(),
            }
        }
    }
}

/// Typing errors and strangers at the door would only fill the log; what somebody was refused belongs into the audit.
fn worth_recording(failure: &Failure, actor: &Actor) -> bool {
    let known = !matches!(actor, Actor::Anonymous);
    match failure {
        Failure::Forbidden | Failure::Refused(_) => known,
        Failure::Internal { .. } => true,
        Failure::Unauthenticated
        | Failure::NotFound
        | Failure::Conflict(_)
        | Failure::Invalid(_)
        | Failure::TooMany { .. }
        | Failure::Unavailable => false,
    }
}
