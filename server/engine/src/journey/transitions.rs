//! Moves along the journey.

pub mod entity;
mod list;
mod move_by_hand;
mod undo;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use model::{
    Failure,
    activity::Fact,
    failure::Conflict,
    journey::{Cause, Place, Stage, Stages, transitions::Transition},
    receipt::Receipt,
    values::{
        Version,
        ids::{AccountId, TransitionId},
    },
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::in_force::InForce;
use crate::{Done, Fault, Work, accounts, platform::people};

/// The account, if it can be moved, held until the move is stored: what rules decide is no new version, so that only this
/// keeps a move from beginning in a stage that the account has left.
async fn movable(db: &impl ConnectionTrait, account: AccountId) -> Result<accounts::entity::Model, Fault> {
    accounts::queries::lock(db, account).await
}

/// Where an account stands, for the rules.
fn place(account: &accounts::entity::Model) -> Place {
    Place {
        stage: account.stage.clone(),
        since: account.stage_since,
        has_won_deal: account.won_deals > 0,
    }
}

/// A decided move.
pub(super) struct Decided<'a> {
    /// The stage that the account enters.
    pub to: &'a Stage,
    /// Since when it stands there.
    pub since: DateTime<Utc>,
    /// By whom or what.
    pub cause: Cause,
    /// Until when it holds against the criteria.
    pub held_until: Option<DateTime<Utc>>,
    /// When the stage may be another one though nothing happens.
    pub look_again_at: Option<DateTime<Utc>>,
    /// Why, where a rule decided.
    pub receipt: Option<Receipt>,
}

/// Stores a decided move: where the account stands, unless somebody changed it since it was read, and the row that
/// tells about it.
///
/// What a rule decides is no new version of the account: whoever edits it at the same time has seen all that people
/// wrote.
pub(super) async fn append(
    work: &mut Work<'_>,
    journey: &InForce,
    account: accounts::entity::Model,
    decided: Decided<'_>,
) -> Result<Done<Transition>, Fault> {
    use accounts::entity::{ActiveModel, Column, Entity};

    let Decided { to, cause, .. } = decided;
    let by_rule = cause.is_by_rule();
    let version = account.version + i32::from(!by_rule);
    let mut row = ActiveModel {
        stage: Set(to.key.to_string()),
        stage_position: Set(journey.stages.position(to.key.as_str())),
        stage_since: Set(decided.since),
        held_until: Set(decided.held_until),
        look_again_at: Set(decided.look_again_at),
        ..Default::default()
    };
    if !by_rule {
        row.updated_at = Set(work.now());
        row.updated_by = Set(work.actor().person().map(|person| person.0));
        row.version = Set(version);
    }
    let moved = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(account.id))
        .filter(Column::Version.eq(account.version))
        .filter(Column::TrashedAt.is_null())
        .exec(work.db())
        .await?;
    if moved.rows_affected == 0 {
        return Err(changed_since(work, &journey.stages, AccountId(account.id)).await);
    }
    let transition = Transition {
        id: TransitionId(work.new_id()),
        account: AccountId(account.id),
        account_name: account.name,
        from: account.stage,
        to: to.key.to_string(),
        at: work.now(),
        cause,
        held_until: decided.held_until,
        version: Version(version),
    };
    let person = if by_rule { None } else { work.actor().person() };
    let row = entity::ActiveModel {
        id: Set(transition.id.0),
        account_id: Set(transition.account.0),
        from_stage: Set(transition.from.clone()),
        to_stage: Set(transition.to.clone()),
        at: Set(transition.at),
        cause: Set(serde_json::to_value(&transition.cause)?),
        person_id: Set(person.map(|person| person.0)),
        journey_version: Set(journey.version.map(|version| version.0)),
        held_until: Set(transition.held_until),
        receipt: Set(decided.receipt.as_ref().map(serde_json::to_value).transpose()?),
    };
    entity::Entity::insert(row).exec_without_returning(work.db()).await?;
    let fact = Fact::AccountMoved {
        account: transition.account,
        from: transition.from.clone(),
        to: transition.to.clone(),
        cause: transition.cause.clone(),
    };
    Ok(work.record(fact).with(transition))
}

/// What the second of two people who move the same account is told.
async fn changed_since(work: &Work<'_>, stages: &Stages, account: AccountId) -> Fault {
    let stored = match movable(work.db(), account).await {
        Ok(stored) => stored,
        Err(fault) => return fault,
    };
    let by = match stored.updated_by {
        Some(person) => match people::entity::Entity::find_by_id(person).one(work.db()).await {
            Ok(person) => person.map(|person| person.name),
            Err(error) => return error.into(),
        },
        None => None,
    };
    Failure::Conflict(Conflict {
        version: stored.version,
        by,
        stored: BTreeMap::from([("stage".to_owned(), stages.name(&stored.stage).to_owned())]),
    })
    .into()
}
