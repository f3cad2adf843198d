//! Alerts that a leg owes an act where an account stands. They end in the transaction of what ends them, whatever
//! command that is; time alone raises them, by a job.

pub mod entity;
pub(crate) mod job;
mod list;
mod raise;

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use model::{
    Department,
    activity::Fact,
    journey::{
        missing_legs::MissingLeg,
        participation::{self, AlertNow, LegShare, LegsSeen, leg_place},
    },
    values::ids::{AccountId, MissingLegId, PersonId},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Select,
    prelude::Uuid,
    sea_query::{Expr, OnConflict},
};

pub(super) use self::list::open;
use crate::{
    Fault, Work,
    accounts::{entity as account, queries},
    platform::people,
};

/// How many accounts are read at once.
const AT_ONCE: usize = 500;

/// What of an account says which leg owes an act.
#[derive(Debug, Clone, FromQueryResult)]
pub(super) struct Seen {
    id: Uuid,
    stage: String,
    stage_since: DateTime<Utc>,
    marketing_acted_at: Option<DateTime<Utc>>,
    sales_acted_at: Option<DateTime<Utc>>,
    service_acted_at: Option<DateTime<Utc>>,
    marketing_lead_id: Option<Uuid>,
    sales_lead_id: Option<Uuid>,
    service_lead_id: Option<Uuid>,
    legs_due_at: Option<DateTime<Utc>>,
    trashed_at: Option<DateTime<Utc>>,
}

impl From<&account::Model> for Seen {
    fn from(row: &account::Model) -> Self {
        Self {
            id: row.id,
            stage: row.stage.clone(),
            stage_since: row.stage_since,
            marketing_acted_at: row.marketing_acted_at,
            sales_acted_at: row.sales_acted_at,
            service_acted_at: row.service_acted_at,
            marketing_lead_id: row.marketing_lead_id,
            sales_lead_id: row.sales_lead_id,
            service_lead_id: row.service_lead_id,
            legs_due_at: row.legs_due_at,
            trashed_at: row.trashed_at,
        }
    }
}

impl Seen {
    /// As the rules see it, with the last alert of each leg.
    pub(super) fn legs(&self, last: &[entity::Model]) -> LegsSeen {
        let mut silent_since = [None; 3];
        let mut open = [false; 3];
        for alert in last {
            if let Some(leg) = Department::from_key(&alert.leg) {
                silent_since[leg_place(leg)] = Some(alert.silent_since);
                open[leg_place(leg)] = alert.cleared_at.is_none();
            }
        }
        LegsSeen {
            here_since: self.stage_since,
            acted_at: [self.marketing_acted_at, self.sales_acted_at, self.service_acted_at],
            silent_since,
            open,
        }
    }

    const fn lead(&self, leg: Department) -> Option<Uuid> {
        match leg {
            Department::Marketing => self.marketing_lead_id,
            Department::Sales => self.sales_lead_id,
            Department::Service => self.service_lead_id,
        }
    }
}

/// The part of accounts that says which leg owes an act.
fn seen() -> Select<account::Entity> {
    use account::Column;

    account::Entity::find().select_only().columns([
        Column::Id,
        Column::Stage,
        Column::StageSince,
        Column::MarketingActedAt,
        Column::SalesActedAt,
        Column::ServiceActedAt,
        Column::MarketingLeadId,
        Column::SalesLeadId,
        Column::ServiceLeadId,
        Column::LegsDueAt,
        Column::TrashedAt,
    ])
}

/// The last alert of each leg of these accounts, open or not.
pub(super) async fn last_of(
    db: &impl ConnectionTrait,
    accounts: &[Uuid],
) -> Result<HashMap<Uuid, Vec<entity::Model>>, Fault> {
    const LAST: &str = "NOT EXISTS (SELECT 1 FROM missing_leg later WHERE later.account_id = missing_leg.account_id \
        AND later.leg = missing_leg.leg AND (later.raised_at, later.id) > (missing_leg.raised_at, missing_leg.id))";

    let rows = entity::Entity::find()
        .filter(entity::Column::AccountId.is_in(accounts.iter().copied()))
        .filter(Expr::cust(LAST))
        .all(db)
        .await?;
    let mut last: HashMap<Uuid, Vec<entity::Model>> = HashMap::new();
    for row in rows {
        last.entry(row.account_id).or_default().push(row);
    }
    Ok(last)
}

/// Ends the alerts that what the command has recorded ends, and notes when to look again. Called once, after the
/// accounts were put where they stand.
pub(crate) async fn follow_facts(work: &mut Work<'_>) -> Result<(), Fault> {
    let accounts: BTreeSet<AccountId> = work.facts.iter().filter_map(Fact::may_owe).collect();
    let accounts: Vec<Uuid> = accounts.into_iter().map(|account| account.0).collect();
    follow(work, &accounts).await
}

/// Ends the alerts of these accounts that are over, and notes when to look again.
pub(super) async fn follow(work: &mut Work<'_>, accounts: &[Uuid]) -> Result<(), Fault> {
    for some in accounts.chunks(AT_ONCE) {
        let rows: Vec<Seen> = seen()
            .filter(account::Column::Id.is_in(some.iter().copied()))
            .into_model()
            .all(work.db())
            .await?;
        if rows.len() < some.len() {
            let here: BTreeSet<Uuid> = rows.iter().map(|row| row.id).collect();
            leave(work, some.iter().copied().filter(|id| !here.contains(id)).collect()).await?;
        }
        settle(work, rows, false).await?;
    }
    Ok(())
}

/// Accounts that went with their import take along what was said of their legs.
async fn leave(work: &Work<'_>, gone: Vec<Uuid>) -> Result<(), Fault> {
    entity::Entity::delete_many()
        .filter(entity::Column::AccountId.is_in(gone))
        .exec(work.db())
        .await?;
    Ok(())
}

/// Ends what is over, raises what is missing where asked to, and notes when to look again. Tells how many alerts were
/// raised.
async fn settle(work: &mut Work<'_>, rows: Vec<Seen>, raises: bool) -> Result<u32, Fault> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut last = last_of(work.db(), &ids).await?;
    let stages = work.stages().await?;
    let mut due = Vec::new();
    let mut new = Vec::new();
    for row in rows {
        // What lies in the trash owes nobody anything.
        let stage = stages.by_key(&row.stage).filter(|_| row.trashed_at.is_none());
        let mut alerts = last.remove(&row.id).unwrap_or_default();
        let mut legs = row.legs(&alerts);
        let mut shares = participation::shares(stage, &legs, work.now());
        let mut ended = false;
        for alert in alerts.iter_mut().filter(|alert| alert.cleared_at.is_none()) {
            if !end(work, &row, alert, &shares, &legs).await? {
                alert.cleared_at = Some(work.now());
                ended = true;
            }
        }
        if ended {
            legs = row.legs(&alerts);
            shares = participation::shares(stage, &legs, work.now());
        }
        if raises {
            let missing: Vec<_> = participation::to_raise(&shares, &legs)
                .map(|share| alert_of(work, &row, share))
                .collect();
            alerts.retain(|alert| missing.iter().all(|new| new.leg != alert.leg));
            alerts.extend(missing.iter().cloned());
            new.extend(missing);
            legs = row.legs(&alerts);
        }
        let again = participation::look_again(&shares, &legs);
        if again != row.legs_due_at {
            due.push((row.id, again));
        }
    }
    let raised = raise(work, new).await?;
    queries::note_moments(work.db(), account::Column::LegsDueAt, &due).await?;
    Ok(raised)
}

/// Ends the alert if it is over; tells whether it is still open.
async fn end(
    work: &mut Work<'_>,
    row: &Seen,
    alert: &entity::Model,
    shares: &[LegShare],
    legs: &LegsSeen,
) -> Result<bool, Fault> {
    use entity::{Column, Entity};

    let Some(leg) = Department::from_key(&alert.leg) else {
        return Err(Fault::Stored(format!("leg {}", alert.leg)));
    };
    let cleared = match participation::alert_now(leg, &alert.stage, &row.stage, shares, legs) {
        AlertNow::Open(since) => {
            if since != alert.since || alert.stage != row.stage {
                Entity::update_many()
                    .col_expr(Column::Since, Expr::val(since))
                    .col_expr(Column::Stage, Expr::val(row.stage.as_str()))
                    .filter(Column::Id.eq(alert.id))
                    .exec(work.db())
                    .await?;
            }
            return Ok(true);
        }
        AlertNow::Over(cleared) => cleared,
    };
    let ended = Entity::update_many()
        .col_expr(Column::ClearedAt, Expr::val(work.now()))
        .col_expr(Column::Cleared, Expr::val(cleared.key()))
        .filter(Column::Id.eq(alert.id))
        .filter(Column::ClearedAt.is_null())
        .exec(work.db())
        .await?;
    if ended.rows_affected > 0 {
        work.record(Fact::LegMissedNoMore {
            account: AccountId(row.id),
            leg,
            stage: alert.stage.clone(),
            how: cleared,
        });
    }
    Ok(false)
}

fn alert_of(work: &Work<'_>, row: &Seen, share: &LegShare) -> entity::Model {
    entity::Model {
        id: work.new_id(),
        account_id: row.id,
        leg: share.leg.key().to_owned(),
        stage: row.stage.clone(),
        silent_since: share.silent_since,
        since: share.missing_since,
        raised_at: work.now(),
        lead_id: row.lead(share.leg),
        cleared_at: None,
        cleared: None,
    }
}

/// Stores new alerts and tells of those that nobody else has raised.
async fn raise(work: &mut Work<'_>, new: Vec<entity::Model>) -> Result<u32, Fault> {
    let leads: Vec<Uuid> = new.iter().filter_map(|alert| alert.lead_id).collect();
    let names = people::names(work.db(), leads).await?;
    let mut raised = 0;
    for alert in new {
        let Some(leg) = Department::from_key(&alert.leg) else {
            return Err(Fault::Stored(format!("leg {}", alert.leg)));
        };
        let row = entity::ActiveModel {
            id: Set(alert.id),
            account_id: Set(alert.account_id),
            leg: Set(alert.leg),
            stage: Set(alert.stage.clone()),
            silent_since: Set(alert.silent_since),
            since: Set(alert.since),
            raised_at: Set(alert.raised_at),
            lead_id: Set(alert.lead_id),
            cleared_at: Set(None),
            cleared: Set(None),
        };
        let stored = entity::Entity::insert(row)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(work.db())
            .await?;
        if stored == 0 {
            continue;
        }
        raised += 1;
        work.record(Fact::LegMissed {
            account: AccountId(alert.account_id),
            leg,
            stage: alert.stage,
            since: alert.since,
            person: alert.lead_id.map(PersonId),
            name: alert.lead_id.and_then(|lead| names.get(&lead).cloned()),
        });
    }
    Ok(raised)
}

/// Alerts as everybody sees them.
pub(super) async fn told(db: &impl ConnectionTrait, rows: Vec<entity::Model>) -> Result<Vec<MissingLeg>, Fault> {
    use account::Column;

    let accounts: Vec<Seen> = seen()
        .filter(Column::Id.is_in(rows.iter().map(|row| row.account_id)))
        .into_model()
        .all(db)
        .await?;
    let accounts: HashMap<Uuid, Seen> = accounts.into_iter().map(|row| (row.id, row)).collect();
    let names = crate::accounts::names(db, rows.iter().map(|row| row.account_id)).await?;
    let mut people: Vec<Uuid> = rows.iter().filter_map(|row| row.lead_id).collect();
    for account in accounts.values() {
        people.extend(Department::ALL.into_iter().filter_map(|leg| account.lead(leg)));
    }
    let people = people::names(db, people).await?;
    let named = |person: Option<Uuid>| person.and_then(|person| people.get(&person).cloned());
    rows.into_iter()
        .map(|row| {
            let leg = Department::from_key(&row.leg).ok_or_else(|| Fault::Stored(format!("leg {}", row.leg)))?;
            let lead = accounts.get(&row.account_id).and_then(|account| account.lead(leg));
            Ok(MissingLeg {
                id: MissingLegId(row.id),
                account: AccountId(row.account_id),
                account_name: names.get(&row.account_id).cloned().unwrap_or_default(),
                leg,
                stage: row.stage,
                since: row.since,
                raised_at: row.raised_at,
                raised_to: row.lead_id.map(PersonId),
                raised_to_name: named(row.lead_id),
                lead: lead.map(PersonId),
                lead_name: named(lead),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests;
