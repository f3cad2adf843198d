//! How a person at an account becomes known.

use model::{
    accounts::contacts::{Contact, create::CreateContact},
    activity::Fact,
    values::ids::ContactId,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{entity, queries};
use crate::{Done, Fault, Handle, Work, accounts};

impl Handle for CreateContact {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Contact>, Fault> {
        if let Some(account) = self.account {
            accounts::queries::lock(work.db(), account).await?;
        }
        let contact = ContactId(work.new_id());
        let name = self.name.to_string();
        let row = entity::ActiveModel {
            id: Set(contact.0),
            account_id: Set(self.account.map(|account| account.0)),
            name_key: Set(accounts::name_key(&name)),
            name: Set(name.clone()),
            email: Set(self.email.map(String::from)),
            phone: Set(self.phone.map(String::from)),
            job_title: Set(self.job_title.map(String::from)),
            buying_role: Set(self.buying_role.map(|role| role.key().to_owned())),
            created_at: Set(work.now()),
            updated_at: Set(work.now()),
            updated_by: Set(work.actor().person().map(|person| person.0)),
            trashed_at: Set(None),
            version: Set(1),
        };
        entity::Entity::insert(row).exec_without_returning(work.db()).await?;
        let stored = queries::find(work.db(), contact).await?;
        let answer = queries::told_one(work.db(), stored).await?;
        Ok(work
            .record(Fact::ContactAdded {
                account: self.account,
                contact,
                name,
            })
            .with(answer))
    }
}
