//! What waits, runs and failed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::JobState;
use crate::{
    Access, Kind, Operation, Rest,
    values::{Cursor, Limit, Page, ids::JobId},
};

/// Lists jobs, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListJobs {
    /// Only these.
    #[serde(default)]
    pub state: Option<JobState>,
    /// Where the page begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How many rows.
    #[serde(default)]
    pub limit: Limit,
}

/// A page of the queue, and how full it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct JobList {
    /// The jobs.
    pub jobs: Page<JobRow>,
    /// How many wait.
    pub waiting: u64,
    /// How many run.
    pub running: u64,
    /// How many failed every time.
    pub failed: u64,
}

/// One job. What it carries is not shown: letters are for their readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct JobRow {
    /// Which one.
    pub id: JobId,
    /// Key of its kind, such as `send_mail`.
    pub kind: String,
    /// How far it has come.
    pub state: JobState,
    /// When it runs next.
    pub run_at: DateTime<Utc>,
    /// How often it was tried.
    pub tries: u32,
    /// How often it is tried at most.
    pub most_tries: u32,
    /// Why the last try failed.
    pub last_error: Option<String>,
    /// Steps done.
    pub done: u32,
    /// Steps in all; 0 when not known.
    pub total: u32,
    /// When it was enqueued.
    pub created_at: DateTime<Utc>,
    /// When it was done or given up.
    pub ended_at: Option<DateTime<Utc>>,
}

impl Operation for ListJobs {
    type Output = JobList;
    const NAME: &'static str = "platform.jobs.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::Admins;
    const REST: Option<Rest> = Some(Rest::get("/jobs", "List jobs"));
}
