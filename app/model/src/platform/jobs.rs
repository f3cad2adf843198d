//! The queue of work for later, as admins see it.

pub mod list;
pub mod retry;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How far a job has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Not before its time, or after a failed try.
    Waiting,
    /// A worker is at it.
    Running,
    /// Went well.
    Done,
    /// Failed every time; waits for a person.
    Failed,
}

impl JobState {
    /// All states, in the order of a job's life.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Running, Self::Done, Self::Failed];

    /// The key in tables and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// The state with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}
