//! What criteria ask about an account, from the store: one statement, one row per account. The rows of an account come
//! packed into a text each, because a row on its own way costs more than what is in it.

mod packed;
mod pains;
#[cfg(test)]
mod tests;

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    access::Department,
    accounts::{
        contacts::BuyingRole,
        signals::{SignalKind, SourceType},
        touches::TouchKind,
    },
    criteria::{
        Asks,
        facts::{AccountFacts, ContactFact, DealFact, Decided, Profile, SignalFact, Standing, TouchFact},
    },
    journey::{evaluation::Hold, replay::ByHand, transitions::move_by_hand::USUAL_HOLD},
    leads::pains::evidence,
    values::ids::{AccountId, ContactId, DealId, SignalId, TouchId},
};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement, TryGetable, Value};
use uuid::Uuid;

use self::packed::{FIELD, RECORD, fields, id, moment, records};
use crate::{
    Fault,
    store::{self, Kind},
};

/// Until when a move holds that says nothing of it.
pub fn usual_hold(at: DateTime<Utc>) -> DateTime<Utc> {
    let days = TimeDelta::days(i64::from(USUAL_HOLD));
    at.checked_add_signed(days).unwrap_or(at)
}

/// How much is read of each account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Detail {
    /// What the criteria ask for.
    pub asks: Asks,
    /// With the ids of rows, for receipts.
    pub ids: bool,
    /// With what people did about the stage.
    pub moves: bool,
}

/// An account with everything that decides where it stands.
#[derive(Debug)]
pub struct Known {
    /// Which one.
    pub account: AccountId,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// What criteria ask about. Without the currency, which receipts want to know.
    pub facts: AccountFacts,
    /// What people did about its stage.
    pub moves: Moves,
    /// Until when the move that brought it where it stands holds, if somebody made it by hand.
    pub held_until: Option<DateTime<Utc>>,
    /// When its stage may be another one though nothing happens, as was noted last.
    pub look_again_at: Option<DateTime<Utc>>,
}

/// What people did about the stage of one account.
#[derive(Debug)]
pub struct Moves(String);

/// What is known of one account; `None` where it does not exist or lies in the trash.
pub async fn of_account(db: &impl ConnectionTrait, account: AccountId, detail: Detail) -> Result<Option<Known>, Fault> {
    let kind = store::kind_of(db);
    let sql = select(kind, detail) + " AND a.id = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [account.0.into()]);
    match db.query_one_raw(statement).await? {
        Some(row) => Known::read(&row, detail).map(Some),
        None => Ok(None),
    }
}

/// What is known of these accounts, of those that exist and lie in no trash.
pub async fn of_accounts(
    db: &impl ConnectionTrait,
    accounts: &[AccountId],
    detail: Detail,
) -> Result<Vec<Known>, Fault> {
    let places: Vec<String> = (1..=accounts.len()).map(|place| format!("${place}")).collect();
    let sql = format!(
        "{} AND a.id IN ({})",
        select(store::kind_of(db), detail),
        places.join(", ")
    );
    let ids = accounts.iter().map(|account| Value::from(account.0));
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, ids);
    let rows = db.query_all_raw(statement).await?;
    rows.iter().map(|row| Known::read(row, detail)).collect()
}

/// The statement for the accounts from one id on, and before another one where that is said.
pub(super) fn between(db: &impl ConnectionTrait, detail: Detail, from: Uuid, before: Option<Uuid>) -> Statement {
    let mut sql = select(store::kind_of(db), detail) + " AND a.id >= $1";
    let mut values: Vec<Value> = vec![from.into()];
    if let Some(before) = before {
        sql.push_str(" AND a.id < $2");
        values.push(before.into());
    }
    Statement::from_sql_and_values(db.get_database_backend(), sql, values)
}

/// The order in which [`Known::read`] takes the columns apart. Fields that nobody asks for stand last and are left out.
fn select(kind: Kind, detail: Detail) -> String {
    let at = |column: &str| match kind {
        // The text as it is stored; a moment on its own would be read three times as slowly.
        Kind::Sqlite => column.to_owned(),
        Kind::Postgres => ["(extract(epoch FROM ", column, ") * 1000000)::bigint"].concat(),
    };
    let any_id = |column: &str| match kind {
        Kind::Sqlite => ["hex(", column, ")"].concat(),
        Kind::Postgres => column.to_owned(),
    };
    let id = |column: &str| detail.ids.then(|| any_id(column));
    // Nobody can type what sets fields and records apart, but a file may hold it.
    let topic = format!("replace(replace(s.topic, '{FIELD}', ''), '{RECORD}', '')");
    let columns = [
        "a.id".to_owned(),
        concat(&[at("a.created_at")]),
        "a.stage".to_owned(),
        concat(&[at("a.stage_since")]),
        "a.industry".to_owned(),
        "a.country".to_owned(),
        "a.city".to_owned(),
        "a.employees".to_owned(),
        "a.annual_revenue_minor".to_owned(),
        "a.marketing_lead_id IS NOT NULL".to_owned(),
        "a.sales_lead_id IS NOT NULL".to_owned(),
        "a.service_lead_id IS NOT NULL".to_owned(),
        packed(
            [
                Some(at("s.occurred_at")),
                Some("s.kind".to_owned()),
                Some("s.source_type".to_owned()),
                id("s.id").or_else(|| detail.asks.topics.then(|| "''".to_owned())),
                detail.asks.topics.then_some(topic),
            ],
            "signal s WHERE s.account_id = a.id",
        ),
        where_asked(detail.asks.touches, || {
            packed(
                [
                    Some(at("t.occurred_at")),
                    Some("t.kind".to_owned()),
                    Some("t.leg".to_owned()),
                    id("t.id"),
                ],
                "touch t WHERE t.account_id = a.id AND t.trashed_at IS NULL",
            )
        }),
        where_asked(detail.asks.contacts, || {
            packed(
                [Some(at("c.created_at")), Some("c.buying_role".to_owned()), id("c.id")],
                "contact c WHERE c.account_id = a.id AND c.trashed_at IS NULL",
            )
        }),
        where_asked(detail.asks.deals, || {
            packed(
                [
                    Some(at("d.created_at")),
                    Some("d.state".to_owned()),
                    Some(at("d.closed_at")),
                    Some("d.amount_minor".to_owned()),
                    id("d.id"),
                ],
                "deal d WHERE d.account_id = a.id AND d.trashed_at IS NULL",
            )
        }),
        where_asked(detail.moves, || {
            packed(
                [
                    Some(at("m.at")),
                    Some("m.to_stage".to_owned()),
                    Some("m.cause ->> 'by'".to_owned()),
                    Some(at("m.held_until")),
                ],
                "transition m WHERE m.account_id = a.id",
            )
        }),
        concat(&[at("a.held_until")]),
        concat(&[at("a.look_again_at")]),
        where_asked(detail.asks.pains, || {
            packed(
                [
                    Some("e.pain".to_owned()),
                    Some("e.severity".to_owned()),
                    Some("e.source".to_owned()),
                    Some("e.department".to_owned()),
                    Some(at("e.heard_at")),
                    Some(at("e.noted_at")),
                    Some(at("e.ended_at")),
                    // Words of one moment are told apart by it.
                    Some(any_id("e.id")),
                ],
                "pain_evidence e WHERE e.account_id = a.id",
            )
        }),
        where_asked(detail.asks.pains, || {
            packed(
                [
                    Some("g.crisis".to_owned()),
                    Some(at("g.occurred_at")),
                    Some(at("g.expires_at")),
                    Some(at("g.withdrawn_at")),
                    Some(any_id("g.id")),
                    Some("g.pains".to_owned()),
                ],
                "pain_trigger g WHERE g.account_id = a.id",
            )
        }),
    ];
    [
        "SELECT ",
        &columns.join(", "),
        " FROM account a WHERE a.trashed_at IS NULL",
    ]
    .concat()
}

/// Both databases make a text of each part, and none of what is not there.
fn concat(parts: &[String]) -> String {
    ["concat(", &parts.join(", "), ")"].concat()
}

/// Rows that nobody asks for are not read.
fn where_asked(asked: bool, rows: impl FnOnce() -> String) -> String {
    if asked { rows() } else { "''".to_owned() }
}

/// All rows of an account as one text.
fn packed<const N: usize>(fields: [Option<String>; N], rows: &str) -> String {
    let fields: Vec<String> = fields.into_iter().flatten().collect();
    let record = concat(&[fields.join(&format!(", '{FIELD}', "))]);
    format!("(SELECT string_agg({record}, '{RECORD}') FROM {rows})")
}

impl Known {
    /// Takes a row of the statement apart.
    pub(super) fn read(row: &QueryResult, detail: Detail) -> Result<Self, Fault> {
        let profile = Profile {
            industry: column(row, 4)?,
            country: column(row, 5)?,
            city: column(row, 6)?,
            employees: column::<Option<i32>>(row, 7)?.and_then(|many| u32::try_from(many).ok()),
            annual_revenue_minor: column(row, 8)?,
            currency: None,
            leads: [column(row, 9)?, column(row, 10)?, column(row, 11)?],
        };
        let stored = |place: usize| {
            let text: String = column(row, place)?;
            moment(&text).ok_or_else(|| unreadable("moment", &text))
        };
        let standing = Standing {
            stage: column(row, 2)?,
            since: stored(3)?,
        };
        let all = |place: usize| column::<Option<String>>(row, place).map(Option::unwrap_or_default);
        let facts = AccountFacts::new(profile, standing)
            .with_signals(read_all(&all(12)?, |record| signal(record, detail))?)
            .with_touches(read_all(&all(13)?, |record| touch(record, detail))?)
            .with_contacts(read_all(&all(14)?, |record| contact(record, detail))?)
            .with_deals(read_all(&all(15)?, |record| deal(record, detail))?);
        let account = AccountId(column(row, 0)?);
        let said = all(19)?;
        let words = read_all(&said, |record| pains::word(record, account))?;
        let facts = facts
            .with_evidence(evidence::facts(words))
            .with_triggers(read_all(&all(20)?, pains::trigger)?);
        Ok(Self {
            account,
            created_at: stored(1)?,
            facts,
            moves: Moves(all(16)?),
            held_until: moment(&all(17)?),
            look_again_at: moment(&all(18)?),
        })
    }
}

impl Moves {
    /// All of it, oldest first, as far as it was read ([`Detail::moves`]). A file that names a stage counts as a person; moves that rules made
    /// do not stand here.
    pub fn by_hand(&self) -> Result<Vec<ByHand<'_>>, Fault> {
        let mut moves = Vec::new();
        for record in records(&self.0) {
            let [at, stage, by, held] = fields(record, 4).ok_or_else(|| unreadable("move", record))?;
            let at = moment(at).ok_or_else(|| unreadable("moment", at))?;
            let said = moment(held);
            let hold = match by {
                "person" | "import" => Some(Hold {
                    stage,
                    until: said.unwrap_or_else(|| usual_hold(at)),
                }),
                "undo" => said.map(|until| Hold { stage, until }),
                _ => continue,
            };
            moves.push(ByHand { at, hold });
        }
        moves.sort_by_key(|hand| hand.at);
        Ok(moves)
    }

    /// The move by hand that may still hold at a moment.
    pub fn hold(&self, now: DateTime<Utc>) -> Result<Option<Hold<'_>>, Fault> {
        let moves = self.by_hand()?;
        Ok(moves
            .iter()
            .rev()
            .find(|hand| hand.at <= now)
            .and_then(|hand| hand.hold))
    }
}

fn column<T: TryGetable>(row: &QueryResult, place: usize) -> Result<T, DbErr> {
    row.try_get_by_index(place)
}

fn unreadable(what: &str, text: &str) -> Fault {
    Fault::Stored(format!("a {what} of an account: {text:?}"))
}

/// Rows of a kind that this version does not know are left out, as everywhere.
fn read_all<'t, T>(text: &'t str, read: impl Fn(&'t str) -> Result<Option<T>, Broken>) -> Result<Vec<T>, Fault> {
    let mut rows = Vec::new();
    for record in records(text) {
        rows.extend(read(record).map_err(|Broken| unreadable("row", record))?);
    }
    Ok(rows)
}

/// A record is not what the statement makes.
struct Broken;

fn row_id(text: &str, detail: Detail) -> Result<Uuid, Broken> {
    if detail.ids {
        id(text).ok_or(Broken)
    } else {
        Ok(Uuid::nil())
    }
}

fn signal(record: &str, detail: Detail) -> Result<Option<SignalFact>, Broken> {
    let [at, kind, source, id, topic] = fields(record, 3).ok_or(Broken)?;
    let Some(kind) = SignalKind::from_key(kind) else {
        return Ok(None);
    };
    Ok(Some(SignalFact {
        at: moment(at).ok_or(Broken)?,
        id: SignalId(row_id(id, detail)?),
        kind,
        source: SourceType::from_key(source),
        topic: (!topic.is_empty()).then(|| topic.to_owned()),
    }))
}

fn touch(record: &str, detail: Detail) -> Result<Option<TouchFact>, Broken> {
    let [at, kind, leg, id] = fields(record, 3).ok_or(Broken)?;
    let (Some(kind), Some(leg)) = (TouchKind::from_key(kind), Department::from_key(leg)) else {
        return Ok(None);
    };
    Ok(Some(TouchFact {
        at: moment(at).ok_or(Broken)?,
        id: TouchId(row_id(id, detail)?),
        kind,
        leg,
    }))
}

fn contact(record: &str, detail: Detail) -> Result<Option<ContactFact>, Broken> {
    let [at, role, id] = fields(record, 2).ok_or(Broken)?;
    Ok(Some(ContactFact {
        at: moment(at).ok_or(Broken)?,
        id: ContactId(row_id(id, detail)?),
        role: BuyingRole::from_key(role),
    }))
}

fn deal(record: &str, detail: Detail) -> Result<Option<DealFact>, Broken> {
    let [opened_at, state, closed_at, amount, id] = fields(record, 4).ok_or(Broken)?;
    let how = match state {
        "won" => Some(Decided::Won),
        "lost" => Some(Decided::Lost),
        _ => None,
    };
    Ok(Some(DealFact {
        opened_at: moment(opened_at).ok_or(Broken)?,
        closed: how.map(|how| moment(closed_at).map(|at| (at, how))).unwrap_or_default(),
        id: DealId(row_id(id, detail)?),
        amount_minor: amount.parse().map_err(|_unread| Broken)?,
    }))
}
