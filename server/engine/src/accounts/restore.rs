//! How an account comes back, with those who went into the trash in the same moment.

use chrono::{DateTime, Utc};
use model::{
    Refusal,
    access::Action,
    accounts::{restore::RestoreAccount, trash::AccountNamed},
    activity::Fact,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{contacts, deals, entity, queries};
use crate::{Done, Fault, Handle, Work};

impl Handle for RestoreAccount {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<AccountNamed>, Fault> {
        const NEVER: Option<DateTime<Utc>> = None;
        let row = queries::lock_anywhere(work.db(), self.account).await?;
        let Some(trashed_at) = row.trashed_at else {
            return Err(Refusal::NotInTrash.into());
        };
        work.require(Action::TrashAccount { owners: &row.leads() })?;

        entity::Entity::update_many()
            .col_expr(entity::Column::TrashedAt, Expr::val(NEVER))
            .filter(entity::Column::Id.eq(self.account.0))
            .exec(work.db())
            .await?;
        contacts::entity::Entity::update_many()
            .col_expr(contacts::entity::Column::TrashedAt, Expr::val(NEVER))
            .filter(contacts::entity::Column::AccountId.eq(self.account.0))
            .filter(contacts::entity::Column::TrashedAt.eq(trashed_at))
            .exec(work.db())
            .await?;
        deals::entity::Entity::update_many()
            .col_expr(deals::entity::Column::TrashedAt, Expr::val(NEVER))
            .filter(deals::entity::Column::AccountId.eq(self.account.0))
            .filter(deals::entity::Column::TrashedAt.eq(trashed_at))
            .exec(work.db())
            .await?;
        deals::roll_up(work.db(), self.account).await?;
        Ok(work
            .record(Fact::AccountRestored {
                account: self.account,
                name: row.name.clone(),
            })
            .with(AccountNamed {
                account: self.account,
                name: row.name,
            }))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use model::{
        Failure,
        accounts::{
            Account,
            contacts::{create::CreateContact, list::ListContacts, trash::TrashContact},
            create::CreateAccount,
            deals::create::CreateDeal,
            list::ListAccounts,
            show::ShowAccount,
            trash::TrashAccount,
            trash_list::{ListTrash, TrashKind},
        },
    };

    use super::*;
    use crate::testing::{Who, World};

    crate::testing::on_both!(
        an_account_comes_back_with_those_who_went_with_it,
        only_leads_and_managers_put_an_account_into_the_trash,
        a_domain_that_was_taken_meanwhile_keeps_an_account_in_the_trash,
    );

    async fn account(world: &World, domain: &str) -> Account {
        let create = serde_json::json!({"name": "Brackwell Dairies", "domain": domain, "sales_lead": Who::Seller.id()});
        let create: CreateAccount = serde_json::from_value(create).unwrap();
        world.as_seller().perform(create).await.unwrap()
    }

    async fn contact(world: &World, account: &Account, name: &str) -> model::values::ids::ContactId {
        let create = serde_json::json!({"account": account.id, "name": name});
        let create: CreateContact = serde_json::from_value(create).unwrap();
        world.as_seller().perform(create).await.unwrap().id
    }

    async fn an_account_comes_back_with_those_who_went_with_it(world: World) {
        let account = account(&world, "brackwell.example").await;
        contact(&world, &account, "Marta Quell").await;
        let gone = contact(&world, &account, "Osric Fenn").await;
        world.as_seller().perform(TrashContact { contact: gone }).await.unwrap();
        let deal = serde_json::json!({"account": account.id, "name": "Metering", "amount": "186400"});
        let deal: CreateDeal = serde_json::from_value(deal).unwrap();
        world.as_seller().perform(deal).await.unwrap();
        world.clock.advance(TimeDelta::minutes(1));

        world
            .as_seller()
            .perform(TrashAccount { account: account.id })
            .await
            .unwrap();
        assert!(
            world
                .as_seller()
                .ask(ListAccounts::default())
                .await
                .unwrap()
                .items
                .is_empty()
        );
        assert!(
            world
                .as_seller()
                .ask(ListContacts::default())
                .await
                .unwrap()
                .items
                .is_empty()
        );
        let in_trash = |kind| ListTrash {
            kind: Some(kind),
            limit: None,
            cursor: None,
        };
        for (kind, names) in [
            (TrashKind::Accounts, vec!["Brackwell Dairies"]),
            (TrashKind::Contacts, vec!["Osric Fenn"]),
            (TrashKind::Deals, vec![]),
        ] {
            let listed = world.as_executive().ask(in_trash(kind)).await.unwrap().items;
            assert_eq!(listed.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), names);
        }

        world
            .as_seller()
            .perform(RestoreAccount { account: account.id })
            .await
            .unwrap();
        let full = world
            .as_seller()
            .ask(ShowAccount { account: account.id })
            .await
            .unwrap();
        let names: Vec<_> = full.contacts.iter().map(|contact| contact.name.as_str()).collect();
        assert_eq!(names, ["Marta Quell"]);
        assert_eq!(full.account.open_amount.minor, 18_640_000);
        assert_eq!(full.deal_count, 1);
    }

    async fn only_leads_and_managers_put_an_account_into_the_trash(world: World) {
        let account = account(&world, "brackwell.example").await;
        let trash = TrashAccount { account: account.id };
        for who in [Who::Marketer, Who::ServiceMember, Who::Executive] {
            let refused = world.acting(who).perform(trash.clone()).await;
            assert_eq!(refused, Err(Failure::Forbidden), "{who:?}");
        }
        world.as_marketing_manager().perform(trash).await.unwrap();
        let restore = RestoreAccount { account: account.id };
        assert_eq!(
            world.as_marketer().perform(restore.clone()).await,
            Err(Failure::Forbidden)
        );
        world.as_seller().perform(restore.clone()).await.unwrap();
        let again = world.as_seller().perform(restore).await;
        assert_eq!(again, Err(Failure::Refused(Refusal::NotInTrash)));
    }

    async fn a_domain_that_was_taken_meanwhile_keeps_an_account_in_the_trash(world: World) {
        let first = account(&world, "brackwell.example").await;
        world
            .as_seller()
            .perform(TrashAccount { account: first.id })
            .await
            .unwrap();
        account(&world, "brackwell.example").await;
        let refused = world.as_seller().perform(RestoreAccount { account: first.id }).await;
        assert_eq!(refused, Err(Failure::field("domain", model::Complaint::Taken)));
    }
}
