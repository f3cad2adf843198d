//! How a leg gets a lead.

use model::{
    accounts::{Account, name_lead::NameLead},
    activity::Fact,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    entity::{Column, Entity},
    queries,
};
use crate::{Done, Fault, Handle, Work};

impl Handle for NameLead {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Account>, Fault> {
        let row = queries::lock(work.db(), self.account).await?;
        let name = match self.person {
            Some(person) => Some(queries::lead_name(work.db(), self.leg, person, "person").await?),
            None => None,
        };
        let before = row.lead_id(self.leg);
        let before = queries::lead(&queries::names(work.db(), [before]).await?, before).map(|lead| lead.name);
        // Not a new version: whoever edits fields at the same time is not in the way of whoever names a lead.
        Entity::update_many()
            .col_expr(
                queries::lead_column(self.leg),
                Expr::val(self.person.map(|person| person.0)),
            )
            .col_expr(Column::UpdatedAt, Expr::val(work.now()))
            .col_expr(
                Column::UpdatedBy,
                Expr::val(work.actor().person().map(|person| person.0)),
            )
            .filter(Column::Id.eq(self.account.0))
            .exec(work.db())
            .await?;
        let stored = queries::find(work.db(), self.account).await?;
        let answer = queries::told_one(work.db(), stored).await?;
        Ok(work
            .record(Fact::LegLeadNamed {
                account: self.account,
                leg: self.leg,
                person: self.person,
                name,
                before,
            })
            .with(answer))
    }
}
