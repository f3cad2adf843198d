//! An admin gives a job another chance.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, values::ids::JobId};

/// Puts a job that failed every time back into the queue, with all its tries.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RetryJob {
    /// Which one.
    pub job: JobId,
}

impl Operation for RetryJob {
    type Output = ();
    const NAME: &'static str = "platform.jobs.retry";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Admins;
    const REST: Option<Rest> = Some(Rest::post("/jobs/{job}/retry", "Try a failed job again"));
}
