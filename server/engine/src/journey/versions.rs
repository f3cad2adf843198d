//! Versions of the journey: how drafts are changed, and what a version would do to the accounts.

mod entry;
mod preview;
mod replay;
mod show;
mod stages;

use std::collections::BTreeMap;

use model::{
    Refusal,
    agreement::State,
    agreements::Standing,
    journey::Journey,
    values::{Version, ids::AgreementVersionId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{
    Done, Fault, Work,
    accounts::entity as account,
    agreements::{content, versions::entity as versions},
};

/// Changes what a draft says, if it is the draft that the person was looking at.
async fn change(
    work: &mut Work<'_>,
    version: AgreementVersionId,
    seen: Version,
    change: impl FnOnce(&mut Journey) -> Result<(), Fault>,
) -> Result<Done<Standing>, Fault> {
    let mut journey: Journey = content::of(work.db(), version).await?;
    change(&mut journey)?;
    content::store(work, version, seen, &journey).await
}

/// How many accounts stand in each stage, those in the trash left out.
async fn standing(db: &impl ConnectionTrait) -> Result<BTreeMap<String, u64>, Fault> {
    let rows: Vec<(String, i64)> = account::Entity::find()
        .select_only()
        .column(account::Column::Stage)
        .column_as(account::Column::Id.count(), "accounts")
        .filter(account::Column::TrashedAt.is_null())
        .group_by(account::Column::Stage)
        .into_tuple()
        .all(db)
        .await?;
    let counted = rows
        .into_iter()
        .map(|(stage, accounts)| (stage, u64::try_from(accounts).unwrap_or(0)));
    Ok(counted.collect())
}

/// Refuses a version that drops a stage in which accounts stand and does not say where they go.
pub(crate) async fn may_propose(work: &Work<'_>, journey: &Journey) -> Result<(), Fault> {
    let stood = standing(work.db()).await?;
    let Some(stage) = journey.leaves(stood.keys().map(String::as_str)).first().copied() else {
        return Ok(());
    };
    Err(Refusal::StageHasAccounts {
        stage: work.stages().await?.name(stage).to_owned(),
        accounts: stood.get(stage).copied().unwrap_or(0),
    }
    .into())
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
