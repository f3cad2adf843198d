//! How the product notices that time has turned readiness.

use model::{
    activity::Fact,
    leads::pains::turn::{TurnReadiness, Turned},
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{LockBehavior, LockType},
};

use super::readiness;
use crate::{
    Done, Fault, Handle, Work,
    accounts::entity::{Column, Entity},
    store::{self, Kind},
};

impl Handle for TurnReadiness {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Turned>, Fault> {
        let mut due = Entity::find()
            .filter(Column::TrashedAt.is_null())
            .filter(Column::ReadinessTurnsAt.lte(work.now()))
            .order_by_asc(Column::ReadinessTurnsAt)
            .order_by_asc(Column::Id)
            .limit(u64::from(self.most));
        if store::kind_of(work.db()) == Kind::Postgres {
            // Accounts that another command holds are looked at by that command, or by the next run.
            due = due.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        }
        let rows = due.all(work.db()).await?;
        let looked = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let mut turned = 0;
        for row in rows {
            turned += readiness::look(work, &row).await?;
        }
        Ok(work
            .record(Fact::ReadinessLookedAt { looked, turned })
            .with(Turned { looked, turned }))
    }
}
