//! How the product scores leads again.

use model::{
    activity::Fact,
    leads::scores::keep::{KeepScores, Kept},
    values::ids::LeadId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::LockType};
use uuid::Uuid;

use super::{accounts_of, follow, open};
use crate::{
    Done, Fault, Handle, Work,
    accounts::queries,
    leads::chain::entity::{Column, Entity, Model},
};

impl Handle for KeepScores {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Kept>, Fault> {
        let due = open().limit(u64::from(self.most));
        let due = match self.all_after {
            Some(after) => due.filter(Column::Id.gt(after.0)).order_by_asc(Column::Id),
            None => due
                .filter(Column::LookAgainAt.lte(work.now()))
                .order_by_asc(Column::LookAgainAt)
                .order_by_asc(Column::Id),
        };
        let leads = due.all(work.db()).await?;
        let last = leads.last().map(|lead| LeadId(lead.id));
        let looked = u32::try_from(leads.len()).unwrap_or(u32::MAX);
        let leads = hold(work, &leads).await?;
        let changed = follow(work, leads).await?;
        Ok(work
            .record(Fact::ScoresLookedAt { looked, changed })
            .with(Kept { looked, changed, last }))
    }
}

/// These leads as they are once nobody else can change what is known of them: by their accounts, or by themselves where
/// it is not known where they belong.
async fn hold(work: &Work<'_>, leads: &[Model]) -> Result<Vec<Model>, Fault> {
    let accounts = accounts_of(leads);
    queries::hold(work.db(), accounts.iter().map(|account| account.0)).await?;
    let nowhere: Vec<Uuid> = leads
        .iter()
        .filter(|lead| lead.account_id.is_none())
        .map(|lead| lead.id)
        .collect();
    if !nowhere.is_empty() {
        Entity::find()
            .filter(Column::Id.is_in(nowhere))
            .order_by_asc(Column::Id)
            .lock(LockType::NoKeyUpdate)
            .all(work.db())
            .await?;
    }
    let again = open()
        .filter(Column::Id.is_in(leads.iter().map(|lead| lead.id)))
        .all(work.db())
        .await?;
    // One that was placed meanwhile belongs to an account that is not held; whoever placed it scores it.
    let held = |lead: &Model| {
        lead.account_id
            .is_none_or(|account| accounts.iter().any(|one| one.0 == account))
    };
    Ok(again.into_iter().filter(held).collect())
}
