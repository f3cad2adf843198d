//! Opportunities.

mod create;
mod edit;
pub mod entity;
mod list;
mod lose;
pub mod queries;
mod reopen;
mod restore;
mod show;
mod trash;
mod win;

use model::values::ids::AccountId;
use sea_orm::{ConnectionTrait, DbErr, Statement};

/// Brings the sums of an account up to date with its deals. Called in the transaction that changes a deal, after the
/// account was locked: two commands on deals of one account must not each miss the other's.
pub async fn roll_up(db: &impl ConnectionTrait, account: AccountId) -> Result<(), DbErr> {
    const SUMS: &str = "UPDATE account SET \
        open_amount_minor = (SELECT COALESCE(SUM(amount_minor), 0) FROM deal \
            WHERE account_id = $1 AND state = 'open' AND trashed_at IS NULL), \
        open_deals = (SELECT COUNT(*) FROM deal \
            WHERE account_id = $1 AND state = 'open' AND trashed_at IS NULL), \
        won_deals = (SELECT COUNT(*) FROM deal \
            WHERE account_id = $1 AND state = 'won' AND trashed_at IS NULL), \
        next_close_on = (SELECT MIN(close_on) FROM deal \
            WHERE account_id = $1 AND state = 'open' AND trashed_at IS NULL) \
        WHERE id = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), SUMS, [account.0.into()]);
    db.execute_raw(statement).await.map(drop)
}
