//! What is owed at accounts hears of what a command tells.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use model::{
    Department,
    accounts::touches::TouchKind,
    leads::{
        engagement::{Duty, Side},
        obligations::{Event, Instead, Obligation, Part, Proof, Standing, State, VoidReason},
    },
    values::ids::TouchId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Uuid};

use super::{
    entity::{Column, Entity, Model},
    news::{News, What, deed_of},
    store,
};
use crate::{
    Fault, Work,
    accounts::{contacts::entity as contact, deals::entity as deal, touches::entity as touch},
    leads::calendars,
    store::{Kind, kind_of},
};

/// Lets what is owed at these accounts hear of this, in its order.
pub(super) async fn all(work: &mut Work<'_>, accounts: &[Uuid], news: &[&News]) -> Result<(), Fault> {
    if news.is_empty() {
        return Ok(());
    }
    let rows = owed(work.db(), accounts, news).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let gone = gone(work.db(), &rows, news).await?;
    let legs = calendars::legs(work.db(), work.now()).await?;
    for row in rows {
        let mut obligation = row.obligation()?;
        as_of(&mut obligation, work.now());
        let before = obligation.clone();
        let mut changes = Vec::new();
        for one in news.iter().filter(|one| one.account == row.account_id) {
            if !one.about.concerns(&row) {
                continue;
            }
            let event = match &one.what {
                What::Event(Event::Reopened) if !gone.may_come_back(&row) => continue,
                What::Event(event) => event.clone(),
                What::TouchRemoved(touch) => {
                    let instead = instead(work.db(), &row, &obligation, *touch).await?;
                    Event::TakenBack(Proof::Touch(*touch), instead)
                }
            };
            changes.extend(obligation.follow(&event, work.now(), &legs.calendars()));
        }
        if obligation != before {
            store::changed(work, row, &obligation, &changes).await?;
        }
    }
    Ok(())
}

/// What may hear of this, held until the command is through.
async fn owed(db: &impl ConnectionTrait, accounts: &[Uuid], news: &[&News]) -> Result<Vec<Model>, Fault> {
    // What was breached hears of deeds that come too late.
    let mut states = vec![Standing::Open.key(), Standing::Breached.key()];
    if news.iter().any(|one| matches!(one.what, What::TouchRemoved(_))) {
        states.push(Standing::Met.key());
    }
    if news.iter().any(|one| matches!(one.what, What::Event(Event::Reopened))) {
        states.push(Standing::Void.key());
    }
    let mut query = Entity::find()
        .filter(Column::AccountId.is_in(accounts.iter().copied()))
        .filter(Column::State.is_in(states))
        .order_by_asc(Column::Id);
    if kind_of(db) == Kind::Postgres {
        query = query.lock_exclusive();
    }
    Ok(query.all(db).await?)
}

/// A look that was quicker than this command may have written down what lies ahead of its moment: at that moment the
/// limit had not ended.
fn as_of(obligation: &mut Obligation, now: DateTime<Utc>) {
    let by_time = match obligation.state {
        State::Breached { at, late: None } => {
            obligation.part != Part::Word && obligation.due_at == Some(at) && at > now
        }
        State::Met { at, deed: None } => obligation.due_at == Some(at) && at > now,
        _ => false,
    };
    if by_time {
        obligation.state = State::Open;
    }
}

/// The records that still lie in the trash.
struct Gone {
    contacts: HashSet<Uuid>,
    deals: HashSet<Uuid>,
}

impl Gone {
    /// Whether an obligation is void because its record was in the trash, and none of what it is about lies there.
    fn may_come_back(&self, row: &Model) -> bool {
        row.void_reason.as_deref() == Some(VoidReason::RecordGone.key())
            && row.contact_id.is_none_or(|contact| !self.contacts.contains(&contact))
            && row.deal_id.is_none_or(|deal| !self.deals.contains(&deal))
    }
}

async fn gone(db: &impl ConnectionTrait, rows: &[Model], news: &[&News]) -> Result<Gone, Fault> {
    let mut gone = Gone {
        contacts: HashSet::new(),
        deals: HashSet::new(),
    };
    if news.iter().any(|one| matches!(one.what, What::Event(Event::Reopened))) {
        let contacts: Vec<Uuid> = contact::Entity::find()
            .select_only()
            .column(contact::Column::Id)
            .filter(contact::Column::Id.is_in(rows.iter().filter_map(|row| row.contact_id)))
            .filter(contact::Column::TrashedAt.is_not_null())
            .into_tuple()
            .all(db)
            .await?;
        let deals: Vec<Uuid> = deal::Entity::find()
            .select_only()
            .column(deal::Column::Id)
            .filter(deal::Column::Id.is_in(rows.iter().filter_map(|row| row.deal_id)))
            .filter(deal::Column::TrashedAt.is_not_null())
            .into_tuple()
            .all(db)
            .await?;
        gone.contacts.extend(contacts);
        gone.deals.extend(deals);
    }
    Ok(gone)
}

/// The first other touch that keeps an obligation whose proof was taken off the timeline.
async fn instead(
    db: &impl ConnectionTrait,
    row: &Model,
    obligation: &Obligation,
    removed: TouchId,
) -> Result<Option<Instead>, Fault> {
    let proof = match obligation.state {
        State::Met { deed, .. } => deed,
        State::Breached { late, .. } => late.map(|(_, deed)| deed),
        State::Open | State::Void { .. } => None,
    };
    if proof.is_none_or(|deed| deed.proof != Proof::Touch(removed)) || obligation.duty != Duty::Touch {
        return Ok(None);
    }
    let others = touch::Entity::find()
        .filter(touch::Column::AccountId.eq(row.account_id))
        .filter(touch::Column::Leg.eq(acting(obligation).key()))
        .filter(touch::Column::Kind.ne(TouchKind::Note.key()))
        .filter(touch::Column::AuthorId.is_not_null())
        .filter(touch::Column::TrashedAt.is_null())
        .filter(touch::Column::OccurredAt.gte(obligation.running_since))
        .filter(touch::Column::Id.ne(removed.0))
        .order_by_asc(touch::Column::CreatedAt)
        .order_by_asc(touch::Column::OccurredAt)
        .order_by_asc(touch::Column::Id)
        .all(db)
        .await?;
    let about = |other: &&touch::Model| {
        row.lead_id.is_none() || other.contact_id.is_none() || other.contact_id == row.contact_id
    };
    let first = others.iter().filter(about).find_map(|other| {
        Some(Instead {
            deed: deed_of(other)?,
            logged_at: other.created_at,
        })
    });
    Ok(first)
}

/// The leg whose touch keeps it: a word belongs to the duty of the receiving leg.
const fn acting(obligation: &Obligation) -> Department {
    match (obligation.part, obligation.side) {
        (Part::Word, Side::Giver) => obligation.to,
        _ => obligation.leg,
    }
}
