//! How a list of accounts is added up: one query over the same conditions as the rows.

use model::{
    Failure,
    accounts::{
        figures::{AccountFigures, Figures},
        filter::AccountFilter,
    },
    journey::Stages,
    values::Money,
};
use sea_orm::{
    EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
    sea_query::{Expr, Func},
};

use super::{
    entity::{Column, Entity},
    filter, queries,
};
use crate::{Answer, Fault, Read};

#[derive(Debug, FromQueryResult)]
struct Sums {
    accounts: i64,
    open_amount: i64,
    open_deals: i64,
    stalled: i64,
}

impl Answer for AccountFigures {
    async fn answer(self, read: &Read<'_>) -> Result<Figures, Fault> {
        let (filter, stages) = (self.filter(), read.stages().await?);
        filter.check(&stages).map_err(Failure::from)?;
        let figures = added_up(&filter, &stages, read);
        let kept = read.engine.kept.accounts.get(read, filter.clone(), figures).await?;
        Ok(Figures::clone(&kept))
    }
}

async fn added_up(filter: &AccountFilter, stages: &Stages, read: &Read<'_>) -> Result<Figures, Fault> {
    let stalled: Expr = Expr::case(filter::stalled(stages, read.now()), 1).finally(0).into();
    let sums = Entity::find()
        .select_only()
        .column_as(Expr::cust("COUNT(*)"), "accounts")
        .column_as(sum(Expr::col(Column::OpenAmountMinor)), "open_amount")
        .column_as(sum(Expr::col(Column::OpenDeals)), "open_deals")
        .column_as(sum(stalled), "stalled")
        .filter(filter::condition(filter, stages, read.now()))
        .into_model::<Sums>()
        .one(read.db())
        .await?;
    let currency = queries::currency(read.db()).await?;
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    Ok(sums.map_or(
        Figures {
            accounts: 0,
            open_amount: Money::zero(currency),
            open_deals: 0,
            stalled: 0,
        },
        |sums| Figures {
            accounts: count(sums.accounts),
            open_amount: Money::new(sums.open_amount, currency),
            open_deals: count(sums.open_deals),
            stalled: count(sums.stalled),
        },
    ))
}

/// A sum of whole numbers; PostgreSQL would make it a decimal one.
fn sum(of: Expr) -> Expr {
    use sea_orm::sea_query::ExprTrait;
    Expr::from(Func::coalesce([Func::sum(of).into(), Expr::val(0_i64)])).cast_as("bigint")
}
