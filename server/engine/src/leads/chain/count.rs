//! How leads are counted: one statement, from an index alone.

use model::leads::chain::{
    LeadState,
    count::{CountLeads, LeadCounts, StateCount},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Alias, Expr, ExprTrait as _},
};

use super::entity::{Column, Entity};
use crate::{Answer, Fault, Read, platform::organisation};

impl Answer for CountLeads {
    async fn answer(self, read: &Read<'_>) -> Result<LeadCounts, Fault> {
        let today = organisation::today(read.db(), read.now()).await?;
        let late = Condition::all()
            .add(Column::NextOn.lt(today))
            .add(Column::ClosedAt.is_null());
        let late = Expr::case(late, Expr::val(1)).finally(Expr::val(0));
        let whose = Condition::all()
            .add_option(self.owner.map(|owner| Column::OwnerId.eq(owner.0)))
            .add_option(self.department.map(|one| Column::OwnerDepartment.eq(one.key())));
        let found: Vec<(String, i64, i64)> = Entity::find()
            .select_only()
            .column(Column::State)
            .column_as(Expr::cust("COUNT(*)"), "leads")
            .column_as(Expr::expr(late).sum().cast_as(Alias::new("bigint")), "late")
            .filter(whose)
            .group_by(Column::State)
            .into_tuple()
            .all(read.db())
            .await?;
        let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
        let mut states: Vec<StateCount> = found
            .into_iter()
            .filter_map(|(state, count, overdue)| {
                Some(StateCount {
                    state: LeadState::from_key(&state)?,
                    count: number(count),
                    overdue: number(overdue),
                })
            })
            .collect();
        states.sort_unstable_by_key(|one| one.state);
        Ok(LeadCounts { states })
    }
}
