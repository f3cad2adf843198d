//! At which account somebody is: the accounts that may be it are found by their domains and the beginnings of their names,
//! both from indexes.

use model::{
    leads::matching::{Candidate, Identity, Match, account_of},
    values::ids::AccountId,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    Fault,
    accounts::{
        beginnings::Beginnings,
        entity::{Column, Entity, Model},
    },
};

/// The account at which somebody is, and why.
pub(super) async fn find(db: &impl ConnectionTrait, identity: &Identity) -> Result<Match, Fault> {
    Ok(account_of(identity, &candidates(db, identity).await?))
}

async fn candidates(db: &impl ConnectionTrait, identity: &Identity) -> Result<Vec<Candidate>, Fault> {
    let mut which = Condition::any();
    let domains = identity.domains();
    if !domains.is_empty() {
        which = which.add(Column::Domain.is_in(domains));
    }
    let beginnings = Beginnings::of(identity.company.as_deref().into_iter());
    if !beginnings.is_empty() {
        which = which.add(beginnings.condition(db));
    }
    if which.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find()
        .filter(Column::TrashedAt.is_null())
        .filter(which)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(candidate).collect())
}

fn candidate(row: Model) -> Candidate {
    Candidate {
        account: AccountId(row.id),
        name: row.name,
        domain: row.domain,
        country: row.country,
        has_deals: row.open_deals > 0 || row.won_deals > 0,
        created_at: row.created_at,
    }
}
