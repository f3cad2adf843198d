//! The event log. Rows are only ever added: by `perform`, inside the transaction of the command that they tell about.

pub mod entity;
mod mark;

pub(crate) use mark::{MadeOf, Mark};
use model::{Actor, activity::Fact, values::ids::ActivityId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, Statement, prelude::Uuid, sea_query::Expr,
};

use crate::{Caller, Engine, Work, live::Told, store};

/// Stores the facts of a command and tells other processes.
pub(crate) async fn append(work: &Work<'_>, operation: &str) -> Result<Vec<Told>, DbErr> {
    write(
        work.db(),
        work.engine,
        work.caller,
        operation,
        work.now,
        work.entries.iter().copied().zip(work.facts.iter().cloned()).collect(),
    )
    .await
}

/// Stores a fact outside any command: what was refused after its transaction was rolled back.
pub(crate) async fn append_alone(engine: &Engine, caller: &Caller, operation: &str, fact: Fact) -> Result<(), DbErr> {
    // Number and row must belong to one transaction: a row with the number of an earlier one would appear behind
    // readers who have passed it.
    let transaction = engine.store.begin().await?;
    let now = engine.clock.now();
    let told = write(
        &transaction,
        engine,
        caller,
        operation,
        now,
        vec![(engine.clock.new_id(), fact)],
    )
    .await?;
    transaction.commit().await?;
    engine.live.announce(told);
    Ok(())
}

/// How far a reader of the log has come. The default is before the first entry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Number of the writing transaction.
    pub snapshot: i64,
    /// Order of recording within it.
    pub position: i64,
}

impl entity::Model {
    /// The place of the reader who has read this entry.
    pub const fn place(&self) -> Place {
        Place {
            snapshot: self.snapshot,
            position: self.position,
        }
    }
}

/// The next entries behind a place, at most `limit`. A reader who goes on from the last one's place misses none,
/// however many write at once: entries of a transaction that may still grow, and all after it, come later.
pub async fn after(db: &impl ConnectionTrait, place: Place, limit: u64) -> Result<Vec<entity::Model>, DbErr> {
    use entity::{Column, Entity};

    let behind = Expr::tuple([Expr::col(Column::Snapshot), Expr::col(Column::Position)])
        .gt(Expr::tuple([Expr::val(place.snapshot), Expr::val(place.position)]));
    let mut entries = Entity::find()
        .filter(behind)
        .order_by_asc(Column::Snapshot)
        .order_by_asc(Column::Position)
        .limit(limit);
    if store::kind_of(db) == store::Kind::Postgres {
        // All transactions below this number have ended, so what they wrote is all there.
        let horizon = Expr::cust("pg_snapshot_xmin(pg_current_snapshot())::text::bigint");
        entries = entries.filter(Column::Snapshot.into_expr().lt(horizon));
    }
    entries.all(db).await
}

async fn write(
    db: &impl ConnectionTrait,
    engine: &Engine,
    caller: &Caller,
    operation: &str,
    now: chrono::DateTime<chrono::Utc>,
    facts: Vec<(Uuid, Fact)>,
) -> Result<Vec<Told>, DbErr> {
    let shared = store::kind_of(db) == store::Kind::Postgres;
    let snapshot = snapshot(db).await?;
    let mut told = Vec::with_capacity(facts.len());
    let mut rows = Vec::with_capacity(facts.len());
    for (id, fact) in facts {
        let kind = fact.kind();
        let account = fact.account();
        let department = fact.leg().or(caller.actor.department());
        rows.push(entity::ActiveModel {
            position: sea_orm::ActiveValue::NotSet,
            snapshot: Set(snapshot),
            id: Set(id),
            at: Set(now),
            occurred_at: Set(fact.occurred_at().unwrap_or(now)),
            actor_kind: Set(actor_kind(&caller.actor).to_owned()),
            actor_id: Set(caller.actor.person().map(|person| person.0)),
            department: Set(department.map(|department| department.key().to_owned())),
            account_id: Set(account.map(|account| account.0)),
            subject_id: Set(fact.subject()),
            operation: Set(operation.to_owned()),
            kind: Set(kind.to_owned()),
            fact: Set(serde_json::to_value(&fact).map_err(|error| DbErr::Json(error.to_string()))?),
            request_id: Set(caller.request.clone()),
        });
        told.push(Told {
            id: ActivityId(id),
            account,
            person: caller.actor.person(),
            kind: kind.to_owned(),
            process: engine.live.process(),
        });
    }
    for chunk in rows.chunks(500) {
        entity::Entity::insert_many(chunk.to_vec())
            .exec_without_returning(db)
            .await?;
    }
    if shared {
        notify(db, &told).await?;
    }
    Ok(told)
}

/// The number of this transaction where several can be open at once, else 0.
pub(crate) async fn snapshot(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    match store::kind_of(db) {
        store::Kind::Postgres => transaction_number(db).await,
        store::Kind::Sqlite => Ok(0),
    }
}

async fn transaction_number(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let statement = Statement::from_string(
        db.get_database_backend(),
        "SELECT pg_current_xact_id()::text::bigint AS number",
    );
    let row = db.query_one_raw(statement).await?;
    row.map_or(Ok(0), |row| row.try_get("", "number"))
}

/// Notifications leave with the commit, and only then. A command with very many facts tells the first hundred:
/// whoever shows a list reads it again anyway.
async fn notify(db: &impl ConnectionTrait, told: &[Told]) -> Result<(), DbErr> {
    for entry in told.iter().take(100) {
        let payload = serde_json::to_string(entry).map_err(|error| DbErr::Json(error.to_string()))?;
        let statement = Statement::from_sql_and_values(
            db.get_database_backend(),
            "SELECT pg_notify($1, $2)",
            [crate::live::CHANNEL.into(), payload.into()],
        );
        db.execute_raw(statement).await?;
    }
    Ok(())
}

/// How the actor is called in the table.
pub(crate) const fn actor_kind(actor: &Actor) -> &'static str {
    match actor {
        Actor::Anonymous => "anonymous",
        Actor::Person { .. } => "person",
        Actor::System => "system",
    }
}
