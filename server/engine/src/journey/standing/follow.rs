//! How the product looks again where accounts stand.

use model::{
    activity::Fact,
    journey::standing::follow::{FollowJourney, Followed},
    values::ids::AccountId,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Uuid};

use super::{follow, put_in_order};
use crate::{Done, Fault, Handle, Work, accounts::entity as account, journey::missing_legs};

impl Handle for FollowJourney {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Followed>, Fault> {
        let query = account::Entity::find()
            .select_only()
            .column(account::Column::Id)
            .filter(account::Column::TrashedAt.is_null())
            .limit(u64::from(self.most));
        let query = match self.all_after {
            Some(after) => query
                .filter(account::Column::Id.gt(after.0))
                .order_by_asc(account::Column::Id),
            None => query
                .filter(account::Column::LookAgainAt.lte(work.now()))
                .order_by_asc(account::Column::LookAgainAt)
                .order_by_asc(account::Column::Id),
        };
        let ids: Vec<Uuid> = query.into_tuple().all(work.db()).await?;
        let moved = follow(work, ids.iter().copied().map(AccountId).collect()).await?;
        if self.all_after.is_some() {
            // A command that was under way when the version came into force may have sorted by the order before.
            let these = Condition::all().add(account::Column::Id.is_in(ids.iter().copied()));
            put_in_order(work, &work.stages().await?, these).await?;
            missing_legs::follow(work, &ids).await?;
        }
        let looked = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let followed = Followed {
            looked,
            moved,
            last: ids.last().copied().map(AccountId),
        };
        Ok(work.record(Fact::JourneyFollowed { looked, moved }).with(followed))
    }
}
