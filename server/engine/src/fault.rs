//! What goes wrong inside. A fault never leaves the server: `perform` turns it into a [`Failure`], and logs the rest
//! once under the request's reference.

use model::{Complaint, Failure, FieldErrors, Refusal};
use sea_orm::{DbErr, RuntimeErr, SqlErr};
use sqlx::error::DatabaseError;

/// Why an operation was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The person is told this.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// The database did not do it.
    #[error("database: {0}")]
    Database(#[from] DbErr),
    /// Something stored is not what it should be.
    #[error("stored data cannot be read: {0}")]
    Stored(String),
    /// A part of the machine refused.
    #[error("{0}")]
    Machine(String),
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Failure(Failure::Refused(refusal))
    }
}

impl From<FieldErrors> for Fault {
    fn from(errors: FieldErrors) -> Self {
        Self::Failure(Failure::Invalid(errors))
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::Stored(error.to_string())
    }
}

/// Unique indexes whose violation is a field's fault: index in PostgreSQL, column in SQLite, field of the input.
const UNIQUE: [(&str, &str, &str); 4] = [
    ("person_email_unique", "person.email", "email"),
    ("account_domain_unique", "account.domain", "domain"),
    ("contact_email_unique", "contact.email", "email"),
    ("saved_view_name", "saved_view.name_key", "name"),
];

impl Fault {
    /// What the person is told, if it is not our fault.
    pub fn as_failure(&self) -> Option<Failure> {
        match self {
            Self::Failure(failure) => Some(failure.clone()),
            Self::Database(error) => taken(error).or_else(|| out_of_reach(error)),
            Self::Stored(_) | Self::Machine(_) => None,
        }
    }
}

fn taken(error: &DbErr) -> Option<Failure> {
    let Some(SqlErr::UniqueConstraintViolation(said)) = error.sql_err() else {
        return None;
    };
    UNIQUE
        .iter()
        .find(|(index, column, _)| said.contains(index) || said.contains(column))
        .map(|(_, _, field)| Failure::field(field, Complaint::Taken))
}

fn out_of_reach(error: &DbErr) -> Option<Failure> {
    let away = matches!(error, DbErr::ConnectionAcquire(_) | DbErr::Conn(_));
    (away || met_another(error)).then_some(Failure::Unavailable)
}

/// Two commands held what the other one wanted, and the database let one of them go: the next try succeeds. Accounts are
/// held in one order ([`crate::accounts::queries::hold`]), so that it is rare.
fn met_another(error: &DbErr) -> bool {
    let (DbErr::Query(error) | DbErr::Exec(error)) = error else {
        return false;
    };
    let RuntimeErr::SqlxError(error) = error else {
        return false;
    };
    let code = error.as_database_error().and_then(DatabaseError::code);
    code.is_some_and(|code| code == DEADLOCK)
}

/// What PostgreSQL calls it.
const DEADLOCK: &str = "40P01";
