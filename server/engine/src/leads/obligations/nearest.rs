//! How one finds what is owed first about leads: one statement for all of them.

use std::collections::{HashMap, HashSet};

use model::{
    leads::obligations::{
        Part, Standing, State,
        nearest::{NearestOwed, Owed},
    },
    values::ids::LeadId,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, prelude::Uuid};

use super::{
    entity::{Column, Entity},
    rows::Clocks,
};
use crate::{Answer, Fault, Read, leads::chain::entity as lead};

impl Answer for NearestOwed {
    async fn answer(self, read: &Read<'_>) -> Result<Vec<Owed>, Fault> {
        let ids: Vec<Uuid> = self.leads.iter().map(|lead| lead.0).collect();
        let late = Condition::all()
            .add(Column::State.eq(Standing::Breached.key()))
            .add(Column::LateAt.is_null());
        let mut rows = Entity::find()
            .filter(Column::LeadId.is_in(ids.iter().copied()))
            // Nobody has to do anything about a word.
            .filter(Column::Part.ne(Part::Word.key()))
            .filter(Condition::any().add(Column::State.eq(Standing::Open.key())).add(late))
            .all(read.db())
            .await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        // A clock that stands still has no end, and the databases put it at different ends.
        rows.sort_by_key(|row| (row.due_at.is_none(), row.due_at, row.id));
        let owners: HashMap<Uuid, String> = lead::Entity::find()
            .select_only()
            .columns([lead::Column::Id, lead::Column::OwnerDepartment])
            .filter(lead::Column::Id.is_in(ids))
            .filter(lead::Column::ClosedAt.is_null())
            .into_tuple::<(Uuid, String)>()
            .all(read.db())
            .await?
            .into_iter()
            .collect();
        let clocks = Clocks::of(read.db(), &rows, read.now()).await?;
        let (mut seen, mut first) = (HashSet::new(), Vec::new());
        for row in rows {
            let (Some(lead), mut obligation) = (row.lead_id, row.obligation()?) else {
                continue;
            };
            obligation.state = obligation.state_at(read.now());
            // What passed on to another department is not made up for any more.
            let owed = match &obligation.state {
                State::Open => true,
                State::Breached { late: None, .. } => owners.get(&lead) == Some(&row.leg),
                State::Met { .. } | State::Breached { .. } | State::Void { .. } => false,
            };
            if owed && seen.insert(lead) {
                first.push(Owed {
                    lead: LeadId(lead),
                    leg: obligation.leg,
                    duty: obligation.duty,
                    clock: obligation.clock(clocks.left(&obligation)),
                });
            }
        }
        Ok(first)
    }
}
