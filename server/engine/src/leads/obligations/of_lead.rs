//! How what is owed about one lead is told.

use model::{
    Failure,
    leads::obligations::{
        Standing, State,
        list::ObligationRow,
        of_lead::{OwedAboutLead, OwedLine},
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    entity::{Column, Entity},
    rows::told,
};
use crate::{Answer, Fault, Read, leads::chain::entity as lead};

/// The most that one lead's page shows; the list of obligations has them all.
const MOST: u64 = 50;

impl Answer for OwedAboutLead {
    async fn answer(self, read: &Read<'_>) -> Result<Vec<OwedLine>, Fault> {
        let known = lead::Entity::find_by_id(self.lead.0)
            .select_only()
            .column(lead::Column::Id);
        let known: Option<sea_orm::prelude::Uuid> = known.into_tuple().one(read.db()).await?;
        known.ok_or(Failure::NotFound)?;
        let rows = Entity::find()
            .filter(Column::LeadId.eq(self.lead.0))
            .order_by_desc(Column::OpenedAt)
            .order_by_asc(Column::Id)
            .limit(MOST)
            .all(read.db())
            .await?;
        let mut rows = told(read.db(), rows, read.now()).await?;
        rows.sort_by_key(|row| {
            let place = match row.standing {
                Standing::Open => 0_u8,
                Standing::Breached => 1,
                Standing::Met => 2,
                Standing::Void => 3,
            };
            (place, row.obligation.due_at.is_none(), row.obligation.due_at, row.id)
        });
        Ok(rows.into_iter().map(line).collect())
    }
}

fn line(row: ObligationRow) -> OwedLine {
    let owed = &row.obligation;
    OwedLine {
        leg: owed.leg,
        what: owed.clause(),
        terms: format!("{}: {}", owed.rule_name, owed.terms(row.trigger)),
        why_void: match owed.state {
            State::Void { why, .. } => Some(why.name().to_owned()),
            State::Open | State::Met { .. } | State::Breached { .. } => None,
        },
        opened_at: row.opened_at,
        clock: row.clock(),
        person_name: row.person_name,
    }
}
