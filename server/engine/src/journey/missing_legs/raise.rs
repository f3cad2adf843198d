//! How the product notices legs that owe an act.

use model::{
    activity::Fact,
    journey::missing_legs::raise::{RaiseMissingLegs, Raised},
};
use sea_orm::{
    ColumnTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{LockBehavior, LockType},
};

use super::{Seen, seen, settle};
use crate::{
    Done, Fault, Handle, Work,
    accounts::entity::Column,
    store::{self, Kind},
};

impl Handle for RaiseMissingLegs {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Raised>, Fault> {
        let mut due = seen()
            .filter(Column::TrashedAt.is_null())
            .filter(Column::LegsDueAt.lte(work.now()))
            .order_by_asc(Column::LegsDueAt)
            .order_by_asc(Column::Id)
            .limit(u64::from(self.most));
        if store::kind_of(work.db()) == Kind::Postgres {
            // Held against a touch that is about to be stored. Accounts that another command holds are looked at when
            // it is through.
            due = due.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        }
        let rows: Vec<Seen> = due.into_model().all(work.db()).await?;
        let looked = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let raised = settle(work, rows, true).await?;
        Ok(work
            .record(Fact::LegsLookedAt { looked, raised })
            .with(Raised { looked, raised }))
    }
}
