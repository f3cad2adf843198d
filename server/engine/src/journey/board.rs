//! The board: stages as columns, accounts as cards.

mod card;
mod column;
mod show;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use model::{
    journey::{
        Stages,
        board::{BoardFilter, Card},
        whole_days,
    },
    values::{
        Currency, Cursor, Version,
        ids::{AccountId, PersonId},
        money::Money,
        text::SearchText,
    },
};
use sea_orm::{
    Condition, ConnectionTrait, DbErr, FromQueryResult, QueryResult,
    sea_query::{CommonTableExpression, Expr, LikeExpr, Order, Query, SelectStatement, UnionType, WithClause},
};
use uuid::Uuid;

pub(crate) use show::Columns;
pub(super) use show::{columns, count};

use crate::{
    Fault, Read,
    accounts::{self, entity::Column, members},
    platform::{organisation, people},
};

/// What is read of an account for its card and for the figures of its column.
const COLUMNS: [Column; 10] = [
    Column::Id,
    Column::Name,
    Column::Stage,
    Column::StageSince,
    Column::OpenAmountMinor,
    Column::MarketingLeadId,
    Column::SalesLeadId,
    Column::ServiceLeadId,
    Column::WonDeals,
    Column::Version,
];

/// Where a board's rows come from. A filtered board finds its accounts once and counts, sorts and cuts only those; an
/// unfiltered one reads the table's indexes.
pub(super) struct Source {
    filtered: Option<SelectStatement>,
}

impl Source {
    pub(super) fn new(filter: &BoardFilter) -> Self {
        let mut condition = Condition::all();
        if let Some(person) = filter.lead {
            condition = condition.add(led_by(person));
        }
        if let Some(person) = filter.worked_by {
            condition = condition.add(members::worked_by(person));
        }
        if let Some(industry) = &filter.industry {
            condition = condition.add(industry_contains(industry));
        }
        let filtered = (!condition.is_empty()).then(|| {
            Query::select()
                .columns(COLUMNS)
                .column(Column::TrashedAt)
                .from(accounts::entity::Entity)
                .cond_where(condition)
                .and_where(in_use())
                .take()
        });
        Self { filtered }
    }

    /// Whether it has all accounts that are not in the trash.
    const fn is_everything(&self) -> bool {
        self.filtered.is_none()
    }

    /// A selection of accounts that are not in the trash.
    fn select(&self) -> SelectStatement {
        let mut select = Query::select();
        match self.filtered {
            Some(_) => select.from("chosen"),
            None => select.from(accounts::entity::Entity),
        };
        select.and_where(in_use());
        select
    }

    async fn all(&self, db: &impl ConnectionTrait, query: SelectStatement) -> Result<Vec<QueryResult>, DbErr> {
        match &self.filtered {
            None => db.query_all(&query).await,
            Some(chosen) => {
                let chosen = CommonTableExpression::new()
                    .table_name("chosen")
                    .query(chosen.clone())
                    .materialized(true)
                    .to_owned();
                db.query_all(&query.with(WithClause::new().cte(chosen).to_owned()))
                    .await
            }
        }
    }
}

/// Not in the trash.
pub(super) fn in_use() -> Expr {
    use sea_orm::ExprTrait as _;

    Expr::col(Column::TrashedAt).is_null()
}

fn in_stage(stage: &str) -> Expr {
    use sea_orm::ExprTrait as _;

    Expr::col(Column::Stage).eq(stage)
}

/// Led by a person for any leg.
pub(super) fn led_by(person: PersonId) -> Condition {
    use sea_orm::ExprTrait as _;

    [Column::MarketingLeadId, Column::SalesLeadId, Column::ServiceLeadId]
        .into_iter()
        .fold(Condition::any(), |any, lead| any.add(Expr::col(lead).eq(person.0)))
}

/// Without a lead for at least one leg.
pub(super) fn leg_missing() -> Condition {
    use sea_orm::ExprTrait as _;

    [Column::MarketingLeadId, Column::SalesLeadId, Column::ServiceLeadId]
        .into_iter()
        .fold(Condition::any(), |any, lead| any.add(Expr::col(lead).is_null()))
}

fn industry_contains(text: &SearchText) -> Expr {
    use sea_orm::{ExprTrait as _, sea_query::Func};

    let pattern = format!("%{}%", accounts::escaped(&text.as_str().to_lowercase()));
    Expr::expr(Func::lower(Expr::col(Column::Industry))).like(LikeExpr::new(pattern).escape('\\'))
}

/// Several selections with their own order and limit as one statement.
pub(super) fn together(parts: impl IntoIterator<Item = SelectStatement>) -> Option<SelectStatement> {
    let mut parts = parts.into_iter().enumerate().map(|(place, part)| {
        // A part of a union has an order and a limit only as a table of its own.
        Query::select()
            .expr(Expr::cust("*"))
            .from_subquery(part, format!("part_{place}"))
            .take()
    });
    let mut first = parts.next()?;
    for part in parts {
        first.union(UnionType::All, part);
    }
    Some(first)
}

/// The cards of one stage, largest open amount first.
fn cards_of(source: &Source, stage: &str, cursor: Option<&Cursor>, rows: u64) -> Option<SelectStatement> {
    use sea_orm::ExprTrait as _;

    let mut select = source.select();
    select
        .columns(COLUMNS)
        .and_where(in_stage(stage))
        .order_by(Column::OpenAmountMinor, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .limit(rows);
    if let Some(cursor) = cursor {
        let (amount, id) = cursor.place();
        let amount: i64 = amount?.parse().ok()?;
        let smaller = Expr::col(Column::OpenAmountMinor).lt(amount);
        let as_large = Condition::all()
            .add(Expr::col(Column::OpenAmountMinor).eq(amount))
            .add(Expr::col(Column::Id).lt(id));
        select
            .and_where(Expr::col(Column::OpenAmountMinor).lte(amount))
            .cond_where(Condition::any().add(smaller).add(as_large));
    }
    Some(select)
}

/// An account as the board reads it.
#[derive(Debug, Clone, FromQueryResult)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) stage: String,
    stage_since: DateTime<Utc>,
    open_amount_minor: i64,
    marketing_lead_id: Option<Uuid>,
    sales_lead_id: Option<Uuid>,
    service_lead_id: Option<Uuid>,
    won_deals: i32,
    version: i32,
}

impl From<accounts::entity::Model> for Row {
    fn from(row: accounts::entity::Model) -> Self {
        Self {
            id: row.id,
            name: row.name,
            stage: row.stage,
            stage_since: row.stage_since,
            open_amount_minor: row.open_amount_minor,
            marketing_lead_id: row.marketing_lead_id,
            sales_lead_id: row.sales_lead_id,
            service_lead_id: row.service_lead_id,
            won_deals: row.won_deals,
            version: row.version,
        }
    }
}

impl Row {
    fn cursor(&self) -> Cursor {
        Cursor::after(Some(&self.open_amount_minor.to_string()), self.id)
    }

    fn leads(&self) -> impl Iterator<Item = Uuid> + use<> {
        [self.marketing_lead_id, self.sales_lead_id, self.service_lead_id]
            .into_iter()
            .flatten()
    }

    fn card(self, names: &HashMap<Uuid, String>, stages: &Stages, currency: Currency, now: DateTime<Utc>) -> Card {
        let name = |lead: Option<Uuid>| lead.and_then(|lead| names.get(&lead).cloned());
        Card {
            account: AccountId(self.id),
            stalled: stages.is_stalled(&self.stage, self.stage_since, now),
            name: self.name,
            stage: self.stage,
            open_amount: Money::new(self.open_amount_minor, currency),
            marketing_lead: name(self.marketing_lead_id),
            sales_lead: name(self.sales_lead_id),
            service_lead: name(self.service_lead_id),
            since: self.stage_since,
            days: whole_days(self.stage_since, now),
            has_won_deal: self.won_deals > 0,
            version: Version(self.version),
        }
    }
}

/// Rows as cards, with the names of the leads read at once for all.
pub(super) async fn cards(
    read: &Read<'_>,
    stages: &Stages,
    rows: Vec<Row>,
    currency: Currency,
) -> Result<Vec<Card>, Fault> {
    let names = people::names(read.db(), rows.iter().flat_map(Row::leads)).await?;
    let now = read.now();
    Ok(rows
        .into_iter()
        .map(|row| row.card(&names, stages, currency, now))
        .collect())
}

/// The currency that deals are kept in.
pub(super) async fn currency(read: &Read<'_>) -> Result<Currency, Fault> {
    let organisation = organisation::get(read.db()).await?;
    organisation
        .currency
        .parse()
        .map_err(|complaint| Fault::Stored(format!("the organisation's currency: {complaint}")))
}

fn read_rows<T: FromQueryResult>(rows: &[QueryResult]) -> Result<Vec<T>, DbErr> {
    rows.iter().map(|row| T::from_query_result(row, "")).collect()
}
