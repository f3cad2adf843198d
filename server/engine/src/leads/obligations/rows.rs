//! Obligations as everybody sees them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use model::{
    Failure,
    leads::obligations::{Obligation, Part, Standing, list::ObligationRow},
    values::ids::{AccountId, AgreementVersionId, DealId, LeadId, ObligationId},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, prelude::Uuid};

use super::entity::{Column, Entity, Model};
use crate::{
    Fault,
    accounts::{self, contacts::entity as contact},
    leads::calendars,
    platform::people,
};

/// Those that stand so at a moment, though nobody looked since.
pub(super) fn standing(standing: Standing, now: DateTime<Utc>) -> Condition {
    let stored = Condition::all().add(Column::State.eq(standing.key()));
    let open = Column::State.eq(Standing::Open.key());
    let ended = Condition::all().add(open).add(Column::DueAt.lte(now));
    let word = Part::Word.key();
    match standing {
        Standing::Open => stored.add(Condition::any().add(Column::DueAt.is_null()).add(Column::DueAt.gt(now))),
        Standing::Met => Condition::any().add(stored).add(ended.add(Column::Part.eq(word))),
        Standing::Breached => Condition::any().add(stored).add(ended.add(Column::Part.ne(word))),
        Standing::Void => stored,
    }
}

/// The obligation.
pub(super) async fn find(db: &impl ConnectionTrait, obligation: ObligationId) -> Result<Model, Fault> {
    let row = Entity::find_by_id(obligation.0).one(db).await?;
    row.ok_or_else(|| Failure::NotFound.into())
}

/// Rows with the names of what they are about.
pub(super) async fn told(
    db: &impl ConnectionTrait,
    rows: Vec<Model>,
    now: DateTime<Utc>,
) -> Result<Vec<ObligationRow>, Fault> {
    let accounts = accounts::names(db, rows.iter().map(|row| row.account_id)).await?;
    let people = people::names(db, rows.iter().filter_map(|row| row.person_id)).await?;
    let contacts: HashMap<Uuid, String> = contact::Entity::find()
        .select_only()
        .columns([contact::Column::Id, contact::Column::Name])
        .filter(contact::Column::Id.is_in(rows.iter().filter_map(|row| row.contact_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let clocks = Clocks::of(db, &rows, now).await?;
    rows.into_iter()
        .map(|row| {
            let mut obligation = row.obligation()?;
            obligation.state = obligation.state_at(now);
            Ok(ObligationRow {
                left_minutes: clocks.left(&obligation),
                id: ObligationId(row.id),
                standing: obligation.state.standing(),
                obligation,
                trigger: row.trigger()?,
                opened_at: row.opened_at,
                rules: row.rules_version.map(AgreementVersionId),
                account: AccountId(row.account_id),
                account_name: accounts.get(&row.account_id).cloned().unwrap_or_default(),
                lead: row.lead_id.map(LeadId),
                lead_name: row.contact_id.and_then(|contact| contacts.get(&contact).cloned()),
                deal: row.deal_id.map(DealId),
                person_name: row.person_id.and_then(|person| people.get(&person).cloned()),
                stage: row.stage,
            })
        })
        .collect()
}

/// What the clocks of obligations show at a moment.
pub(super) struct Clocks {
    /// None where no clock runs.
    legs: Option<calendars::Legs>,
    now: DateTime<Utc>,
}

impl Clocks {
    /// Of these; what is settled needs no calendars.
    pub async fn of(db: &impl ConnectionTrait, rows: &[Model], now: DateTime<Utc>) -> Result<Self, Fault> {
        let any = rows.iter().any(|row| row.state == Standing::Open.key());
        let legs = if any {
            Some(calendars::legs(db, now).await?)
        } else {
            None
        };
        Ok(Self { legs, now })
    }

    /// Whole minutes of business time that are left; none where it is not open.
    pub fn left(&self, obligation: &Obligation) -> Option<u32> {
        let left = obligation.left(self.now, &self.legs.as_ref()?.calendars())?;
        Some(u32::try_from(left.num_minutes()).unwrap_or(0))
    }
}
