//! Work for later: mail, imports, sweeps. A job is a row, enqueued in the transaction of the command that asks for it.
//!
//! Jobs run at least once: a worker holds a job for a while, and when it dies another one takes the job over. Handlers
//! are therefore written so that running twice does what running once does.

pub mod entity;
pub mod mail;
pub mod queue;
pub mod worker;

use model::values::ids::{AgreementId, ImportId, PersonId};
use serde::{Deserialize, Serialize};

/// Everything that can be done later, one variant each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Sends one mail.
    SendMail(mail::Letter),
    /// Writes the mail with a link to choose a new password; for nobody it does nothing, in the same time.
    SendNewPassword {
        /// To whom.
        person: Option<PersonId>,
    },
    /// Imports the rows of a file.
    RunImport {
        /// Which file.
        import: ImportId,
    },
    /// Tries an import without storing anything.
    TryImport {
        /// Which one.
        import: ImportId,
    },
    /// Takes an import back.
    UndoImport {
        /// Which one.
        import: ImportId,
    },
    /// Brings the version of an agreement into force whose day has come.
    BringIntoForce {
        /// Of which agreement.
        agreement: AgreementId,
    },
    /// Looks where accounts stand whose stage may be another one because time has passed.
    LookAgain,
    /// Raises alerts for legs that owe an act because time has passed.
    RaiseMissingLegs,
    /// Records how readiness turned because time has passed.
    TurnReadiness,
    /// Scores leads that have other points because time has passed.
    KeepScores,
    /// Scores all open leads, because another version of the lead definition came into force.
    ScoreLeads,
    /// Writes down what is owed whose limit has ended, and tells managers.
    LookAtObligations,
    /// Looks where all accounts stand, because another version of the journey came into force.
    FollowJourney,
    /// Removes what has expired: sessions, links, tries, idempotency keys, finished jobs.
    Sweep,
}

impl Job {
    /// The key of the kind, as it stands in the table.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::SendMail(_) => "send_mail",
            Self::SendNewPassword { .. } => "send_new_password",
            Self::RunImport { .. } => "run_import",
            Self::TryImport { .. } => "try_import",
            Self::UndoImport { .. } => "undo_import",
            Self::BringIntoForce { .. } => "bring_into_force",
            Self::LookAgain => "look_again",
            Self::RaiseMissingLegs => "raise_missing_legs",
            Self::TurnReadiness => "turn_readiness",
            Self::KeepScores => "keep_scores",
            Self::ScoreLeads => "score_leads",
            Self::LookAtObligations => "look_at_obligations",
            Self::FollowJourney => "follow_journey",
            Self::Sweep => "sweep",
        }
    }

    /// Minutes until the same job runs again, for those that run on a schedule.
    pub const fn every_minutes(&self) -> Option<i64> {
        match self {
            Self::Sweep
            | Self::LookAgain
            | Self::RaiseMissingLegs
            | Self::TurnReadiness
            | Self::KeepScores
            | Self::LookAtObligations => Some(60),
            Self::SendMail(_)
            | Self::SendNewPassword { .. }
            | Self::RunImport { .. }
            | Self::TryImport { .. }
            | Self::UndoImport { .. }
            | Self::BringIntoForce { .. }
            | Self::ScoreLeads
            | Self::FollowJourney => None,
        }
    }

    /// How often it is tried before it waits for a person.
    pub const fn most_tries(&self) -> i32 {
        match self {
            // Nobody waits in front of it, and a day must not pass without it.
            Self::BringIntoForce { .. } => 20,
            Self::SendMail(_) => 8,
            Self::SendNewPassword { .. }
            | Self::RunImport { .. }
            | Self::TryImport { .. }
            | Self::UndoImport { .. }
            | Self::ScoreLeads
            | Self::FollowJourney => 5,
            Self::Sweep
            | Self::LookAgain
            | Self::RaiseMissingLegs
            | Self::TurnReadiness
            | Self::KeepScores
            | Self::LookAtObligations => 3,
        }
    }

    /// What is kept of it once it is done.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        match self {
            Self::SendMail(letter) => Self::SendMail(mail::Letter {
                text: String::new(),
                ..letter.clone()
            }),
            other => other.clone(),
        }
    }

    /// The jobs that are always on the schedule.
    pub const SCHEDULED: [Self; 6] = [
        Self::Sweep,
        Self::LookAgain,
        Self::RaiseMissingLegs,
        Self::TurnReadiness,
        Self::KeepScores,
        Self::LookAtObligations,
    ];
}
