//! How accounts lose a lead who goes to another department: a leg is led by somebody of its own.

use model::{
    Department, Failure, Refusal,
    activity::Fact,
    values::ids::{AccountId, PersonId},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Uuid,
    sea_query::Expr,
};

use super::{
    entity::{Column, Entity},
    queries,
};
use crate::{Fault, Work};

/// Leaves the accounts that a person leads for a leg without a lead there, if that is `agreed`; otherwise whoever leads
/// one is refused. What lies in the trash is no reason to refuse. Called while the person is held.
pub async fn release_leads(
    work: &mut Work<'_>,
    person: (PersonId, &str),
    leg: Department,
    agreed: bool,
) -> Result<(), Fault> {
    let (person, name) = person;
    let led = queries::lead_column(leg).eq(person.0);
    if !agreed {
        let here = Entity::find().filter(led.clone()).filter(Column::TrashedAt.is_null());
        let accounts = here.count(work.db()).await?;
        if accounts > 0 {
            let department = leg;
            return Err(Failure::Refused(Refusal::LeadsAccounts { department, accounts }).into());
        }
    }
    let accounts: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(led)
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(work.db())
        .await?;
    queries::hold(work.db(), accounts.iter().copied()).await?;
    for some in accounts.chunks(AT_ONCE) {
        // Somebody may have named another lead while this command waited.
        let still = Condition::all()
            .add(Column::Id.is_in(some.iter().copied()))
            .add(queries::lead_column(leg).eq(person.0));
        let released: Vec<Uuid> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(still.clone())
            .order_by_asc(Column::Id)
            .into_tuple()
            .all(work.db())
            .await?;
        Entity::update_many()
            .col_expr(queries::lead_column(leg), Expr::val(Option::<Uuid>::None))
            .col_expr(Column::UpdatedAt, Expr::val(work.now()))
            .col_expr(
                Column::UpdatedBy,
                Expr::val(work.actor().person().map(|person| person.0)),
            )
            .filter(still)
            .exec(work.db())
            .await?;
        for account in released {
            work.record(Fact::LegLeadNamed {
                account: AccountId(account),
                leg,
                person: None,
                name: None,
                before: Some(name.to_owned()),
            });
        }
    }
    Ok(())
}

/// How many accounts one statement writes.
const AT_ONCE: usize = 500;
