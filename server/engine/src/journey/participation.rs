//! How the legs of one account take part.

mod show;

use chrono::TimeDelta;
use model::{
    Department,
    accounts::touches::TouchKind,
    criteria::facts::TouchFact,
    journey::{
        Stages,
        participation::{self, show::Participation},
    },
    values::ids::{AccountId, TouchId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::missing_legs::{self, Seen};
use crate::{
    Fault, Read,
    accounts::{entity as account, touches::entity as touch},
};

/// What each leg owes this account, whether it acted, and which acts counted.
pub(crate) async fn of_account(read: &Read<'_>, stages: &Stages, row: &account::Model) -> Result<Participation, Fault> {
    let (db, now) = (read.db(), read.now());
    // What lies in the trash owes nobody anything.
    let stage = stages.by_key(&row.stage).filter(|_| row.trashed_at.is_none());
    let last = missing_legs::last_of(db, &[row.id])
        .await?
        .remove(&row.id)
        .unwrap_or_default();
    let seen = Seen::from(row).legs(&last);
    let legs = participation::shares(stage, &seen, now);
    let window = legs.iter().map(|share| share.within_days).max();
    let acts = match window.and_then(|days| now.checked_sub_signed(TimeDelta::days(i64::from(days)))) {
        Some(since) => {
            let kinds = TouchKind::ALL
                .into_iter()
                .filter(|kind| kind.is_act())
                .map(TouchKind::key);
            touch::Entity::find()
                .filter(touch::Column::AccountId.eq(row.id))
                .filter(touch::Column::TrashedAt.is_null())
                .filter(touch::Column::Kind.is_in(kinds))
                .filter(touch::Column::OccurredAt.gt(since))
                .order_by_desc(touch::Column::OccurredAt)
                .limit(MOST_ACTS)
                .all(db)
                .await?
        }
        None => Vec::new(),
    };
    let acts: Vec<TouchFact> = acts.into_iter().filter_map(fact).collect();
    Ok(Participation {
        account: AccountId(row.id),
        stage: row.stage.clone(),
        stage_since: row.stage_since,
        score: participation::score(&legs),
        receipt: participation::show::receipt(stages.name(&row.stage), &legs, &acts, now),
        legs,
    })
}

/// A touch as the rules see it.
pub(super) fn fact(row: touch::Model) -> Option<TouchFact> {
    Some(TouchFact {
        at: row.occurred_at,
        id: TouchId(row.id),
        kind: TouchKind::from_key(&row.kind)?,
        leg: Department::from_key(&row.leg)?,
    })
}

/// More acts than this in one window nobody reads.
const MOST_ACTS: u64 = 1_000;
