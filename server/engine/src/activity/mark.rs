//! Whether anything happened since a moment, by the event log: every change of the data is told there in its own
//! transaction, whichever process made it.

use sea_orm::{ConnectionTrait, DbErr, Statement, Value};

use crate::store::{self, Kind};

/// What something is made of, and therefore changes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MadeOf {
    /// Accounts, their leads, their moves and their deals.
    Accounts,
    /// These, and what our legs did.
    AccountsAndTouches,
    /// These, and what the buyer did.
    TouchesAndSignals,
}

impl MadeOf {
    /// What it stays untouched by. A kind that is not named here counts as a change.
    fn harmless(self) -> String {
        match self {
            Self::Accounts => [TOUCHES, ", ", SIGNALS, ", ", HARMLESS].concat(),
            Self::AccountsAndTouches => [SIGNALS, ", ", HARMLESS].concat(),
            Self::TouchesAndSignals => HARMLESS.to_owned(),
        }
    }
}

const TOUCHES: &str = "'touch_logged', 'touch_removed', 'touch_restored'";

const SIGNALS: &str = "'signal_recorded', 'signals_received'";

const HARMLESS: &str = "'signed_in', 'signed_out', 'password_reset_asked', 'password_changed', 'fact_stated', 'fact_withdrawn', 'fact_settled', \
    'fact_unsettled', 'token_made', 'token_revoked', 'job_retried', 'view_saved', 'view_edited', \
    'view_removed', 'refused'";

/// How far the event log had come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    /// One writer: rows become visible in the order of their positions.
    Sqlite { position: i64 },
    /// Rows become visible in any order, so what was visible is remembered as PostgreSQL itself says it.
    Postgres { oldest: i64, snapshot: String },
}

impl Mark {
    /// Here. What is read afterwards is at least as new.
    pub(crate) async fn here(db: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let sql = match store::kind_of(db) {
            Kind::Sqlite => "SELECT COALESCE(MAX(position), 0) AS position FROM activity",
            Kind::Postgres => {
                "SELECT pg_snapshot_xmin(seen)::text::bigint AS oldest, seen::text AS snapshot \
                 FROM pg_current_snapshot() AS seen"
            }
        };
        let row = db
            .query_one_raw(Statement::from_string(db.get_database_backend(), sql))
            .await?
            .ok_or_else(|| DbErr::RecordNotFound("the end of the event log".to_owned()))?;
        Ok(match store::kind_of(db) {
            Kind::Sqlite => Self::Sqlite {
                position: row.try_get("", "position")?,
            },
            Kind::Postgres => Self::Postgres {
                oldest: row.try_get("", "oldest")?,
                snapshot: row.try_get("", "snapshot")?,
            },
        })
    }

    /// Whether nothing happened since that changes what is made of this.
    pub(crate) async fn holds(&self, db: &impl ConnectionTrait, of: MadeOf) -> Result<bool, DbErr> {
        let harmless = of.harmless();
        let (sql, values): (String, Vec<Value>) = match self {
            Self::Sqlite { position } => (
                format!("SELECT 1 AS happened FROM activity WHERE position > ? AND kind NOT IN ({harmless}) LIMIT 1"),
                vec![(*position).into()],
            ),
            // In the order of the index by place: otherwise PostgreSQL hopes to meet one soon and reads the whole log.
            Self::Postgres { oldest, snapshot } => (
                format!(
                    "SELECT 1 AS happened FROM activity WHERE snapshot >= $1 \
                     AND NOT pg_visible_in_snapshot(snapshot::text::xid8, $2::text::pg_snapshot) \
                     AND kind NOT IN ({harmless}) ORDER BY snapshot, position LIMIT 1"
                ),
                vec![(*oldest).into(), snapshot.clone().into()],
            ),
        };
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
        Ok(db.query_one_raw(statement).await?.is_none())
    }
}
