//! How what is owed is counted, by one statement whatever the table holds.

use std::collections::BTreeMap;

use model::{
    Department,
    leads::obligations::{
        Standing, Tally,
        count::{Kept, PairKept, TallyObligations},
    },
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, sea_query::CaseStatement};

use super::{
    entity::{Column, Entity},
    rows,
};
use crate::{Answer, Fault, Read};

impl Answer for TallyObligations {
    async fn answer(self, read: &Read<'_>) -> Result<Kept, Fault> {
        let condition = Condition::all()
            .add_option(self.leg.map(|leg| Column::Leg.eq(leg.key())))
            .add_option(self.person.map(|person| Column::PersonId.eq(person.0)))
            .add_option(self.account.map(|account| Column::AccountId.eq(account.0)))
            .add_option(self.from.map(|from| Column::OpenedAt.gte(from)))
            .add_option(self.until.map(|until| Column::OpenedAt.lt(until)));
        let standing = Standing::ALL.iter().fold(CaseStatement::new(), |cases, one| {
            cases.case(rows::standing(*one, read.now()), one.key())
        });
        let counted: Vec<(String, String, Option<String>, i64)> = Entity::find()
            .select_only()
            .columns([Column::Leg, Column::ToLeg])
            .expr_as(standing, "standing")
            .column_as(Column::Id.count(), "number")
            .filter(condition)
            .group_by(Column::Leg)
            .group_by(Column::ToLeg)
            .group_by(sea_orm::sea_query::Expr::cust("3"))
            .into_tuple()
            .all(read.db())
            .await?;
        let mut pairs: BTreeMap<(Department, Department), Tally> = BTreeMap::new();
        for (leg, to, standing, number) in counted {
            let (Some(leg), Some(to), Some(standing)) = (
                Department::from_key(&leg),
                Department::from_key(&to),
                standing.as_deref().and_then(Standing::from_key),
            ) else {
                return Err(Fault::Stored(format!("an obligation of {leg} to {to}")));
            };
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            let pair = pairs.entry((leg, to)).or_default();
            *pair = pair.plus(Tally::of_standing(standing, number));
        }
        let pairs: Vec<PairKept> = pairs
            .into_iter()
            .map(|((leg, to), tally)| PairKept {
                leg,
                to,
                tally,
                compliance: tally.compliance(),
            })
            .collect();
        Ok(pairs.into())
    }
}
