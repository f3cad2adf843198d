//! How a person at an account becomes known.

use model::{
    accounts::contacts::{Contact, Track, create::CreateContact},
    activity::Fact,
    values::ids::ContactId,
};
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel as _};

use super::{entity, queries};
use crate::{Done, Fault, Handle, Work, accounts};

impl Handle for CreateContact {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Contact>, Fault> {
        if let Some(account) = self.account {
            accounts::queries::lock(work.db(), account).await?;
        }
        let contact = ContactId(work.new_id());
        let name = self.name.to_string();
        let by = work.actor().person().map(|person| person.0);
        let row = entity::Model {
            account_id: self.account.map(|account| account.0),
            email: self.email.map(String::from),
            phone: self.phone.map(String::from),
            job_title: self.job_title.map(String::from),
            buying_role: self.buying_role.map(|role| role.key().to_owned()),
            seniority: self.seniority.map(|seniority| seniority.key().to_owned()),
            influence: self.influence.map(|influence| influence.key().to_owned()),
            win: self.win.map(String::from),
            win_state: self.win_state.map(|state| state.key().to_owned()),
            track: self.track.unwrap_or(Track::Buying).key().to_owned(),
            ..entity::Model::named(contact.0, &name, by, work.now())
        };
        entity::Entity::insert(row.into_active_model().reset_all())
            .exec_without_returning(work.db())
            .await?;
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
