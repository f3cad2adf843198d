//! Versions of the journey: how drafts are changed, and what a version would do to the accounts.

mod entry;
mod preview;
mod replay;
mod show;
mod stages;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use model::{
    Refusal,
    agreement::State,
    failure::StageWithAccounts,
    journey::Journey,
    values::{Version, ids::AgreementVersionId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QuerySelect, sea_query::Expr};

use crate::{Fault, Work, accounts::entity as account, agreements::versions::entity as versions};

/// The accounts in one stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Stood {
    accounts: u64,
    /// How many of them somebody holds there.
    held: u64,
}

/// The accounts in each stage, those in the trash left out.
async fn standing(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<BTreeMap<String, Stood>, Fault> {
    let held: Expr = Expr::case(account::Column::HeldUntil.gt(now), account::Column::Id.into_expr()).into();
    let rows: Vec<(String, i64, i64)> = account::Entity::find()
        .select_only()
        .column(account::Column::Stage)
        .column_as(account::Column::Id.count(), "accounts")
        .column_as(held.count(), "held")
        .filter(account::Column::TrashedAt.is_null())
        .group_by(account::Column::Stage)
        .into_tuple()
        .all(db)
        .await?;
    let many = |number: i64| u64::try_from(number).unwrap_or(0);
    let counted = rows.into_iter().map(|(stage, accounts, held)| {
        let stood = Stood {
            accounts: many(accounts),
            held: many(held),
        };
        (stage, stood)
    });
    Ok(counted.collect())
}

/// Refuses a version that drops stages in which accounts stand and does not say where they go.
pub(crate) async fn may_propose(work: &Work<'_>, journey: &Journey) -> Result<(), Fault> {
    let stood = standing(work.db(), work.now()).await?;
    let left = journey.leaves(stood.keys().map(String::as_str));
    if left.is_empty() {
        return Ok(());
    }
    let stages = work.stages().await?;
    let mut left: Vec<_> = left
        .into_iter()
        .map(|key| {
            let Stood { accounts, held } = stood.get(key).copied().unwrap_or_default();
            StageWithAccounts {
                key: key.to_owned(),
                name: stages.name(key).to_owned(),
                accounts,
                held,
            }
        })
        .collect();
    left.sort_by_key(|stage| stages.position(&stage.key));
    Err(Refusal::StageHasAccounts { stages: left }.into())
}

/// Where a version stands.
struct About {
    number: Option<i32>,
    state: State,
    edition: Version,
}

async fn about(db: &impl ConnectionTrait, version: AgreementVersionId) -> Result<About, Fault> {
    let row: Option<versions::Row> = versions::rows()
        .filter(versions::Column::Id.eq(version.0))
        .into_model()
        .one(db)
        .await?;
    let row = row.ok_or(model::Failure::NotFound)?;
    Ok(About {
        number: row.number,
        state: row.state()?,
        edition: Version(row.version),
    })
}

#[cfg(test)]
mod tests;
