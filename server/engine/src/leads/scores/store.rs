//! How logs are read and written: of many leads with one statement each, and only what is new.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use model::leads::scores::{Score, ScoreLog, ScoreRow};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter,
    QueryOrder, Statement, Value,
};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model},
    rows,
};
use crate::{
    Fault,
    store::{self, Kind},
};

/// How many rows one statement writes, by ten values each: databases take a limited number of values.
const ROWS_AT_ONCE: usize = 3_000;
/// From how many logs one statement takes rows.
const LOGS_AT_ONCE: usize = 200;

/// Both logs of a lead, as far as they are written.
#[derive(Debug, Default)]
pub(super) struct Logs {
    pub(super) fit: ScoreLog,
    pub(super) engagement: ScoreLog,
}

/// The logs of these leads; those of which nothing is written are left out.
pub(super) async fn of(db: &impl ConnectionTrait, leads: &[Uuid]) -> Result<HashMap<Uuid, Logs>, Fault> {
    let found = Entity::find()
        .filter(Column::LeadId.is_in(leads.iter().copied()))
        .order_by_asc(Column::LeadId)
        .order_by_asc(Column::Score)
        .order_by_asc(Column::Place)
        .all(db)
        .await?;
    let mut logs: HashMap<Uuid, Logs> = HashMap::new();
    for some in found.chunk_by(|one, next| (one.lead_id, &one.score) == (next.lead_id, &next.score)) {
        let Some(first) = some.first() else { continue };
        let rows: Vec<ScoreRow> = some.iter().map(rows::read).collect::<Result<_, Fault>>()?;
        let logs = logs.entry(first.lead_id).or_default();
        if first.score == Score::Fit.key() {
            logs.fit = ScoreLog::of(rows);
        } else {
            logs.engagement = ScoreLog::of(rows);
        }
    }
    Ok(logs)
}

/// What is to be written of leads.
#[derive(Debug, Default)]
pub(super) struct Written {
    cut: Vec<(Uuid, Score, usize)>,
    rows: Vec<Model>,
    leads: Vec<Scored>,
}

/// What a lead has besides its log.
#[derive(Debug)]
pub(super) struct Scored {
    pub(super) lead: Uuid,
    pub(super) fit: i32,
    pub(super) engagement: i32,
    pub(super) by: Option<Uuid>,
    pub(super) look_again_at: Option<DateTime<Utc>>,
}

impl Written {
    /// Notes a log as it is by now; what is stored of it already and stays is left alone. Tells whether that is all.
    pub(super) fn log(&mut self, of: (Uuid, Score), stored: &[ScoreRow], log: &[ScoreRow], by: Option<Uuid>) -> bool {
        let same = stored.iter().zip(log).take_while(|(one, other)| one == other).count();
        if same < stored.len() {
            self.cut.push((of.0, of.1, same));
        }
        let new = log.iter().enumerate().skip(same);
        self.rows
            .extend(new.map(|(place, row)| rows::stored(of, place, *row, by)));
        same == stored.len() && same == log.len()
    }

    /// Notes a log that takes the place of whatever is stored.
    pub(super) fn anew(&mut self, of: (Uuid, Score), log: &[ScoreRow], by: Option<Uuid>) {
        self.cut.push((of.0, of.1, 0));
        let rows = log.iter().enumerate();
        self.rows
            .extend(rows.map(|(place, row)| rows::stored(of, place, *row, by)));
    }

    /// Notes what the lead has besides.
    pub(super) fn lead(&mut self, scored: Scored) {
        self.leads.push(scored);
    }

    /// Writes it.
    pub(super) async fn store(self, db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), Fault> {
        for some in self.cut.chunks(LOGS_AT_ONCE) {
            let which = some.iter().fold(Condition::any(), |which, (lead, score, from)| {
                let rows = Condition::all()
                    .add(Column::LeadId.eq(*lead))
                    .add(Column::Score.eq(score.key()))
                    .add(Column::Place.gte(i32::try_from(*from).unwrap_or(i32::MAX)));
                which.add(rows)
            });
            Entity::delete_many().filter(which).exec(db).await?;
        }
        let mut rows = self
            .rows
            .into_iter()
            .map(|row| row.into_active_model().reset_all())
            .peekable();
        while rows.peek().is_some() {
            let some: Vec<_> = rows.by_ref().take(ROWS_AT_ONCE).collect();
            Entity::insert_many(some).exec_without_returning(db).await?;
        }
        for some in self.leads.chunks(ROWS_AT_ONCE) {
            note(db, some, now).await?;
        }
        Ok(())
    }
}

/// Writes the sums of these leads. Nothing that anybody has edited, so it is no new version.
async fn note(db: &impl ConnectionTrait, leads: &[Scored], now: DateTime<Utc>) -> Result<(), Fault> {
    // PostgreSQL does not guess the types of values that stand on their own.
    let types = match store::kind_of(db) {
        Kind::Postgres => ["::uuid", "::integer", "::integer", "::uuid", "::timestamptz"],
        Kind::Sqlite => [""; 5],
    };
    let place = |row: usize| {
        let places = types.iter().enumerate();
        let places: Vec<String> = places
            .map(|(at, of)| format!("${}{of}", row * types.len() + at + 2))
            .collect();
        format!("({})", places.join(", "))
    };
    let places: Vec<String> = (0..leads.len()).map(place).collect();
    let sql = format!(
        "UPDATE lead SET fit = noted.column2, engagement = noted.column3, scored_by = noted.column4, \
         look_again_at = noted.column5, scored_at = $1 FROM (VALUES {}) AS noted WHERE lead.id = noted.column1",
        places.join(", ")
    );
    let each = leads.iter().flat_map(|lead| {
        [
            Value::from(lead.lead),
            Value::from(lead.fit),
            Value::from(lead.engagement),
            Value::from(lead.by),
            Value::from(lead.look_again_at),
        ]
    });
    let values: Vec<Value> = std::iter::once(Value::from(now)).chain(each).collect();
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    db.execute_raw(statement).await?;
    Ok(())
}
