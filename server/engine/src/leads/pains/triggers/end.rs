//! How a trigger ends before it expires.

use model::{
    Failure, Refusal,
    access::Action,
    activity::Fact,
    leads::pains::{show::AccountPains, triggers::end::EndTrigger},
    values::ids::AccountId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, prelude::Uuid, sea_query::Expr};

use super::{
    super::{catalogue, readiness::hold},
    entity::{Column, Entity},
};
use crate::{Done, Fault, Handle, Work};

impl Handle for EndTrigger {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<AccountPains>, Fault> {
        let account: Option<Uuid> = Entity::find_by_id(self.trigger.0)
            .select_only()
            .column(Column::AccountId)
            .into_tuple()
            .one(work.db())
            .await?;
        let held = hold(work, AccountId(account.ok_or(Failure::NotFound)?)).await?;
        let trigger = held.spine.triggers.iter().find(|one| one.id == self.trigger);
        let trigger = trigger.cloned().ok_or(Failure::NotFound)?;
        work.require(Action::WithdrawFact {
            department: Some(trigger.department),
        })?;
        if trigger.ends_at() <= work.now() {
            return Err(Refusal::FactNotStanding.into());
        }
        Entity::update_many()
            .col_expr(Column::WithdrawnAt, Expr::val(work.now()))
            .filter(Column::Id.eq(self.trigger.0))
            .exec(work.db())
            .await?;
        let catalogue = catalogue::all(work.db()).await?;
        let recorded = work.record(Fact::CrisisEnded {
            account: trigger.account,
            trigger: self.trigger,
            crisis: catalogue.crisis_name(&trigger.crisis),
            leg: trigger.department,
        });
        Ok(recorded.with(held.answer(work).await?))
    }
}
