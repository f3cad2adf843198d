//! What the journey's criteria made of an import is taken back with it: an account stands where it stood, and the moves
//! that followed from wrong rows are in nobody's figures.

use std::collections::{BTreeMap, BTreeSet};

use model::{activity::Fact, journey::Cause, values::ids::AccountId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, prelude::Uuid, sea_query::Expr};

use super::Back;
use crate::{
    Fault,
    accounts::entity as account,
    journey::transitions::entity::{Column, Entity, Model},
};

impl Back<'_> {
    /// Takes back the moves by rule since the import began, of accounts that anything was taken back of and that nobody
    /// has moved since.
    pub(super) async fn standing(&self) -> Result<(), Fault> {
        // A deal that goes back to another account is a fact of that one alone.
        let rolled_up = self.summed.iter().chain(&self.acted).map(|account| AccountId(*account));
        let told = self.facts.iter().filter_map(Fact::account);
        let touched: BTreeSet<AccountId> = told.chain(rolled_up).collect();
        if touched.is_empty() {
            return Ok(());
        }
        let moves = Entity::find()
            .filter(Column::AccountId.is_in(touched.iter().map(|account| account.0)))
            .order_by_asc(Column::At)
            .order_by_asc(Column::Id)
            .all(self.db())
            .await?;
        let mut by_account: BTreeMap<Uuid, Vec<Model>> = BTreeMap::new();
        for moved in moves {
            by_account.entry(moved.account_id).or_default().push(moved);
        }
        let rule = serde_json::to_value(Cause::Rule)?;
        let mut gone = Vec::new();
        for (id, moves) in by_account {
            // Ids stand in the order of time, also of things that happened in the same moment.
            let since = |moved: &&Model| moved.cause == rule && moved.id > self.import.id;
            let followed = moves.iter().rev().take_while(since).count();
            let (before, followed) = moves.split_at(moves.len() - followed);
            let Some(first) = followed.first() else { continue };
            gone.extend(followed.iter().map(|moved| moved.id));
            self.stand(id, &first.from_stage, before.last()).await?;
        }
        if !gone.is_empty() {
            Entity::delete_many()
                .filter(Column::Id.is_in(gone))
                .exec(self.db())
                .await?;
        }
        Ok(())
    }

    /// The account stands where its last move brought it; one that was removed stands nowhere.
    async fn stand(&self, id: Uuid, stage: &str, last: Option<&Model>) -> Result<(), Fault> {
        let Some(row) = account::Entity::find_by_id(id).one(self.db()).await? else {
            return Ok(());
        };
        account::Entity::update_many()
            .col_expr(account::Column::Stage, Expr::val(stage))
            .col_expr(account::Column::StagePosition, Expr::val(self.stages.position(stage)))
            .col_expr(
                account::Column::StageSince,
                Expr::val(last.map_or(row.created_at, |moved| moved.at)),
            )
            .col_expr(
                account::Column::HeldUntil,
                Expr::val(last.and_then(|moved| moved.held_until)),
            )
            .filter(account::Column::Id.eq(id))
            .exec(self.db())
            .await?;
        Ok(())
    }
}
