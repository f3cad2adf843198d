//! How often a leg may turn to a buyer.

use chrono::{DateTime, TimeDelta, Utc};
use model::{Department, accounts::touches::TouchKind};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{
    Fault, Work,
    accounts::{
        entity as account,
        touches::entity::{Column, Entity},
    },
    leads::engagement,
};

/// Refuses a touch over the most that the rules of engagement allow a leg where the account stands, naming the rule. A note
/// turns to nobody.
pub(crate) async fn may_touch(
    work: &Work<'_>,
    account: &account::Model,
    leg: Department,
    kind: TouchKind,
    at: DateTime<Utc>,
) -> Result<(), Fault> {
    if !kind.is_act() {
        return Ok(());
    }
    let in_force = engagement::in_force(work.db()).await?;
    let rules = in_force.rules.rules.iter();
    let limits = rules.filter(|rule| rule.receiving == leg && rule.holds_in(&account.stage));
    let longest = limits.filter_map(|rule| Some(rule.most_touches?.within_days)).max();
    let Some(days) = longest else { return Ok(()) };
    let earlier: Vec<DateTime<Utc>> = Entity::find()
        .select_only()
        .column(Column::OccurredAt)
        .filter(Column::AccountId.eq(account.id))
        .filter(Column::Leg.eq(leg.key()))
        .filter(Column::Kind.ne(TouchKind::Note.key()))
        .filter(Column::TrashedAt.is_null())
        .filter(Column::OccurredAt.gt(at - TimeDelta::days(days.into())))
        .filter(Column::OccurredAt.lte(at))
        .into_tuple()
        .all(work.db())
        .await?;
    in_force.rules.may_touch(leg, &account.stage, at, &earlier)?;
    Ok(())
}
