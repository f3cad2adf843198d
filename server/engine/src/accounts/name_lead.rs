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

#[cfg(test)]
mod tests {
    use model::{Complaint, Department, Failure, accounts::create::CreateAccount};

    use super::*;
    use crate::testing::{Who, World};

    crate::testing::on_both!(a_leg_is_led_by_somebody_of_its_department, a_leg_can_lose_its_lead);

    async fn account(world: &World) -> Account {
        let create: CreateAccount = serde_json::from_value(serde_json::json!({"name": "Brackwell Dairies"})).unwrap();
        world.as_seller().perform(create).await.unwrap()
    }

    async fn a_leg_is_led_by_somebody_of_its_department(world: World) {
        let account = account(&world).await;
        let name = |leg, who: Who| NameLead {
            account: account.id,
            leg,
            person: Some(who.id()),
        };
        let named = world
            .as_seller()
            .perform(name(Department::Marketing, Who::Marketer))
            .await
            .unwrap();
        assert_eq!(named.legs.leads(), [Who::Marketer.id()]);
        for who in [Who::Marketer, Who::Executive, Who::Admin] {
            let refused = world.as_seller().perform(name(Department::Sales, who)).await;
            let expected = Failure::field("person", Complaint::NoSuch);
            assert_eq!(refused.map(|account| account.legs), Err(expected), "{who:?}");
        }
    }

    async fn a_leg_can_lose_its_lead(world: World) {
        let account = account(&world).await;
        let name = |person| NameLead {
            account: account.id,
            leg: Department::Sales,
            person,
        };
        world.as_seller().perform(name(Some(Who::Seller.id()))).await.unwrap();
        let without = world.as_seller().perform(name(None)).await.unwrap();
        assert_eq!(without.legs.sales.lead, None);
        let facts = world.facts_of(account.id).await;
        let Some(Fact::LegLeadNamed { before, name, .. }) = facts.last() else {
            panic!("{facts:?}");
        };
        assert_eq!((before.as_deref(), name.as_deref()), (Some(Who::Seller.name()), None));
    }
}
