//! Who works a leg of an account beside its lead.

mod add;
mod ends;
pub mod entity;
mod list;
mod remove;

use model::{
    Department,
    accounts::members::{LegMember, LegMembers},
    values::ids::{AccountId, PersonId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QueryTrait,
    sea_query::{Expr, UnionType},
};

pub(crate) use self::ends::follow_facts;
use super::entity::{Column as Account, Entity as Accounts};
use crate::{Fault, platform::people};

/// The accounts that somebody works on: those of which he leads a leg, and those of which he works one beside its lead.
/// A condition on the id of the account, which is looked up in one index per way.
pub(crate) fn worked_by(person: PersonId) -> Expr {
    use sea_orm::{ExprTrait as _, QuerySelect as _};

    let led = |lead: Account| {
        Accounts::find()
            .select_only()
            .column(Account::Id)
            .filter(lead.eq(person.0))
            .filter(Account::TrashedAt.is_null())
            .into_query()
    };
    let beside = entity::Entity::find()
        .select_only()
        .column(entity::Column::AccountId)
        .filter(entity::Column::PersonId.eq(person.0))
        .into_query();
    let mut any = led(Account::MarketingLeadId);
    any.union(UnionType::All, led(Account::SalesLeadId))
        .union(UnionType::All, led(Account::ServiceLeadId))
        .union(UnionType::All, beside);
    Expr::col((Accounts, Account::Id)).in_subquery(any)
}

/// The members of an account, or of one of its legs, who came first standing first.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    account: AccountId,
    leg: Option<Department>,
) -> Result<Vec<LegMember>, Fault> {
    use entity::{Column, Entity};

    let mut found = Entity::find().filter(Column::AccountId.eq(account.0));
    if let Some(leg) = leg {
        found = found.filter(Column::Leg.eq(leg.key()));
    }
    let rows = found
        .order_by_asc(Column::Since)
        .order_by_asc(Column::PersonId)
        .all(db)
        .await?;
    let names = people::names(db, rows.iter().map(|row| row.person_id)).await?;
    let mut members: Vec<LegMember> = rows
        .into_iter()
        .map(|row| {
            Ok(LegMember {
                leg: row.leg()?,
                name: names.get(&row.person_id).cloned().unwrap_or_default(),
                person: PersonId(row.person_id),
                since: row.since,
            })
        })
        .collect::<Result<_, Fault>>()?;
    members.sort_by_key(|member| member.leg);
    Ok(members)
}

/// The members of one leg, as everybody sees them.
async fn of_leg(db: &impl ConnectionTrait, account: AccountId, leg: Department) -> Result<LegMembers, Fault> {
    Ok(LegMembers {
        account,
        leg,
        members: of(db, account, Some(leg)).await?,
    })
}

#[cfg(test)]
mod tests;
