//! How a person takes a move back.

use model::{
    Failure,
    journey::{
        Cause,
        transitions::{Step, Transition, take_back, undo::UndoMove},
    },
    values::ids::{AccountId, TransitionId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entity::{Column, Entity, Model};
use crate::{Done, Fault, Handle, Work, journey::transitions};

impl Handle for UndoMove {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Transition>, Fault> {
        let asked = Entity::find_by_id(self.transition.0)
            .one(work.db())
            .await?
            .ok_or(Failure::NotFound)?;
        let account = transitions::movable(work.db(), AccountId(asked.account_id)).await?;
        let history = history(work.db(), AccountId(asked.account_id)).await?;
        match take_back(&transitions::place(&account), &history, self.transition)? {
            Some(back) => {
                let since = back.since.unwrap_or(account.created_at);
                transitions::append(work, account, back.to, since, Cause::Undo).await
            }
            None => Err(transitions::changed_since(work, AccountId(asked.account_id)).await),
        }
    }
}

/// All moves of an account, oldest first.
async fn history(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<Step>, Fault> {
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(step).collect()
}

fn step(row: Model) -> Result<Step, Fault> {
    let cause: Cause = serde_json::from_value(row.cause)?;
    Ok(Step {
        id: TransitionId(row.id),
        from: row.from_stage,
        to: row.to_stage,
        at: row.at,
        undoes: cause == Cause::Undo,
    })
}
