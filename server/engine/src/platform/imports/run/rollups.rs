//! What an account knows of its deals and touches: always counted again, never added up.

use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement, Value};
use uuid::Uuid;

use crate::Fault;

/// Sums the deals of these accounts up again.
pub async fn deals(db: &DatabaseTransaction, accounts: Vec<Uuid>) -> Result<(), Fault> {
    const OF: &str = "FROM deal d WHERE d.account_id = account.id AND d.trashed_at IS NULL AND d.state =";
    let set = format!(
        "open_amount_minor = COALESCE((SELECT CAST(SUM(d.amount_minor) AS BIGINT) {OF} 'open'), 0), \
         open_deals = (SELECT COUNT(*) {OF} 'open'), \
         won_deals = (SELECT COUNT(*) {OF} 'won'), \
         next_close_on = (SELECT MIN(d.close_on) {OF} 'open')"
    );
    update(db, &set, accounts).await
}

/// Looks again when each leg acted last for these accounts. A note is no act.
pub async fn acts(db: &DatabaseTransaction, accounts: Vec<Uuid>) -> Result<(), Fault> {
    let last = |leg: &str| {
        format!(
            "{leg}_acted_at = (SELECT MAX(t.occurred_at) FROM touch t WHERE t.account_id = account.id \
             AND t.leg = '{leg}' AND t.kind <> 'note' AND t.trashed_at IS NULL)"
        )
    };
    let set = ["marketing", "sales", "service"].map(last).join(", ");
    update(db, &set, accounts).await
}

async fn update(db: &DatabaseTransaction, set: &str, mut accounts: Vec<Uuid>) -> Result<(), Fault> {
    accounts.sort_unstable();
    accounts.dedup();
    crate::accounts::queries::hold(db, accounts.iter().copied()).await?;
    for some in accounts.chunks(1_000) {
        let places: Vec<String> = (1..=some.len()).map(|place| format!("${place}")).collect();
        let sql = format!("UPDATE account SET {set} WHERE id IN ({})", places.join(", "));
        let values: Vec<Value> = some.iter().map(|id| (*id).into()).collect();
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values))
            .await?;
    }
    Ok(())
}
