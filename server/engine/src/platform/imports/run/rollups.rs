//! What an account knows of its deals and touches.

use chrono::{DateTime, Utc};
use model::Department;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, Statement, Value};
use uuid::Uuid;

use crate::{Fault, accounts::entity};

/// Sums the deals of these accounts up again.
pub async fn deals(db: &DatabaseTransaction, mut accounts: Vec<Uuid>) -> Result<(), Fault> {
    const OF: &str = "FROM deal d WHERE d.account_id = account.id AND d.trashed_at IS NULL AND d.state =";
    accounts.sort_unstable();
    accounts.dedup();
    for some in accounts.chunks(1_000) {
        let places: Vec<String> = (1..=some.len()).map(|place| format!("${place}")).collect();
        let sql = format!(
            "UPDATE account SET \
             open_amount_minor = COALESCE((SELECT CAST(SUM(d.amount_minor) AS BIGINT) {OF} 'open'), 0), \
             open_deals = (SELECT COUNT(*) {OF} 'open'), \
             won_deals = (SELECT COUNT(*) {OF} 'won'), \
             next_close_on = (SELECT MIN(d.close_on) {OF} 'open') \
             WHERE id IN ({})",
            places.join(", ")
        );
        let values: Vec<Value> = some.iter().map(|id| (*id).into()).collect();
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values))
            .await?;
    }
    Ok(())
}

/// The column that says when a leg last acted.
pub const fn acted_column(leg: Department) -> entity::Column {
    match leg {
        Department::Marketing => entity::Column::MarketingActedAt,
        Department::Sales => entity::Column::SalesActedAt,
        Department::Service => entity::Column::ServiceActedAt,
    }
}

/// Notes that a leg acted for an account, unless it has acted later already.
pub async fn acted(db: &DatabaseTransaction, account: Uuid, leg: Department, at: DateTime<Utc>) -> Result<(), Fault> {
    use sea_orm::{Condition, sea_query::Expr};
    let column = acted_column(leg);
    entity::Entity::update_many()
        .col_expr(column, Expr::value(at))
        .filter(entity::Column::Id.eq(account))
        .filter(Condition::any().add(column.is_null()).add(column.lt(at)))
        .exec(db)
        .await?;
    Ok(())
}

/// Notes that a leg did not act at that time after all: it acted last when its other touches say.
pub async fn not_acted(
    db: &DatabaseTransaction,
    account: Uuid,
    leg: Department,
    at: DateTime<Utc>,
) -> Result<(), Fault> {
    use crate::accounts::touches::entity as touch;
    use sea_orm::{QuerySelect, sea_query::Expr};
    let last: Option<Option<DateTime<Utc>>> = touch::Entity::find()
        .select_only()
        .column_as(touch::Column::OccurredAt.max(), "last")
        .filter(touch::Column::AccountId.eq(account))
        .filter(touch::Column::Leg.eq(leg.key()))
        .filter(touch::Column::Kind.ne("note"))
        .filter(touch::Column::TrashedAt.is_null())
        .into_tuple()
        .one(db)
        .await?;
    let column = acted_column(leg);
    entity::Entity::update_many()
        .col_expr(column, Expr::value(last.flatten()))
        .filter(entity::Column::Id.eq(account))
        .filter(column.eq(at))
        .exec(db)
        .await?;
    Ok(())
}
