//! One import as pages, programs and the command line see it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Mapping, Report, Subject, mapping::Confidence};
use crate::{
    Actor,
    access::{Action, may},
    values::{day::DayGuess, ids::ImportId, ids::PersonId},
};

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Its file is on its way in.
    Receiving,
    /// The file is here; somebody has to say what its columns are.
    Mapping,
    /// It can be tried and started.
    Ready,
    /// It is being tried by the worker.
    Trying,
    /// Its rows are being imported.
    Running,
    /// All rows were imported.
    Done,
    /// It broke off; what was imported before stays and can be undone.
    Failed,
    /// Somebody stopped it; what was imported before stays and can be undone.
    Cancelled,
    /// It is being taken back.
    Undoing,
    /// It was taken back.
    Undone,
}

impl ImportState {
    /// All states, in their order.
    pub const ALL: [Self; 10] = [
        Self::Receiving,
        Self::Mapping,
        Self::Ready,
        Self::Trying,
        Self::Running,
        Self::Done,
        Self::Failed,
        Self::Cancelled,
        Self::Undoing,
        Self::Undone,
    ];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Receiving => "receiving",
            Self::Mapping => "mapping",
            Self::Ready => "ready",
            Self::Trying => "trying",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
        }
    }

    /// The state with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Whether the mapping can be changed, the import tried and started.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Mapping | Self::Ready)
    }

    /// Whether it can be stopped.
    pub const fn can_cancel(self) -> bool {
        matches!(
            self,
            Self::Receiving | Self::Mapping | Self::Ready | Self::Trying | Self::Running
        )
    }

    /// Whether the worker is at it.
    pub const fn is_at_work(self) -> bool {
        matches!(self, Self::Trying | Self::Running | Self::Undoing)
    }

    /// Whether what it did can be taken back.
    pub const fn can_undo(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Cancelled)
    }
}

/// What taking an import back came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Undone {
    /// Records that the import had made and that are gone again.
    pub removed: u32,
    /// Records that the import had changed and that are as before again.
    pub reverted: u32,
    /// Records that were changed or used since; they were left alone.
    pub kept: u32,
}

/// One column of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SeenColumn {
    /// Its header.
    pub header: String,
    /// Its first different filled cells.
    pub samples: Vec<String>,
    /// How sure the guess about it is; `null` where it was not guessed to be anything.
    pub confidence: Option<Confidence>,
}

/// One import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Import {
    /// Which one.
    pub id: ImportId,
    /// Name of the file.
    pub file_name: String,
    /// Size of the file.
    pub bytes: u64,
    /// What its rows are; `null` until the file was looked at.
    pub subject: Option<Subject>,
    /// The system that its keys come from.
    pub source: String,
    /// How far it has come.
    pub state: ImportState,
    /// Rows of the file without its header.
    pub rows: u64,
    /// Encoding of the file.
    pub encoding: String,
    /// What sets its cells apart.
    pub delimiter: String,
    /// Its columns.
    pub columns: Vec<SeenColumn>,
    /// What its days tell about their order.
    pub days: DayGuess,
    /// What its columns mean; as guessed until somebody says otherwise.
    pub mapping: Option<Mapping>,
    /// What a dry run came to.
    pub trial: Option<Report>,
    /// What became of its rows so far.
    pub report: Option<Report>,
    /// What taking it back came to so far.
    pub undone: Option<Undone>,
    /// Key of the reason why it failed.
    pub failure: Option<String>,
    /// Who brought it in; `null` for the command line.
    pub started_by: Option<PersonId>,
    /// Name of who brought it in.
    pub started_by_name: Option<String>,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When something last happened to it.
    pub updated_at: DateTime<Utc>,
}

impl Import {
    /// Whether the actor may see it and take it back.
    pub fn open_to(&self, actor: &Actor) -> bool {
        may(actor, Action::UndoImport { by: self.started_by })
    }
}

/// One import in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportItem {
    /// Which one.
    pub id: ImportId,
    /// Name of the file.
    pub file_name: String,
    /// What its rows are.
    pub subject: Option<Subject>,
    /// How far it has come.
    pub state: ImportState,
    /// Rows of the file.
    pub rows: u64,
    /// Rows that became a new record.
    pub created: u64,
    /// Rows that changed a record.
    pub updated: u64,
    /// Rows that were refused.
    pub refused: u64,
    /// Rows that were left out though nothing is wrong with them.
    pub skipped: u64,
    /// Name of who brought it in.
    pub started_by_name: Option<String>,
    /// When.
    pub created_at: DateTime<Utc>,
}
