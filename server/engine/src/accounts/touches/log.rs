//! How a leg writes down what it did.

use model::{
    Failure,
    access::speaks_for,
    accounts::touches::{Touch, log::LogTouch},
    activity::Fact,
    values::ids::TouchId,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{contact_name, entity, moment, note_last_act};
use crate::{Done, Fault, Handle, Work, accounts::queries, leads::obligations::touches::may_touch};

impl Handle for LogTouch {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Touch>, Fault> {
        let leg = speaks_for(work.actor(), self.leg).map_err(|complaint| Failure::field("leg", complaint))?;
        let account = queries::lock(work.db(), self.account).await?;
        let occurred_at = moment(work, self.occurred_at.as_ref()).await?;
        may_touch(work, &account, leg, self.kind, occurred_at).await?;
        let contact_name = match self.contact {
            Some(contact) => Some(contact_name(work, self.account, contact).await?),
            None => None,
        };
        let touch = TouchId(work.new_id());
        let body = self.body.to_string();
        let row = entity::ActiveModel {
            id: Set(touch.0),
            account_id: Set(self.account.0),
            contact_id: Set(self.contact.map(|contact| contact.0)),
            leg: Set(leg.key().to_owned()),
            kind: Set(self.kind.key().to_owned()),
            body: Set(body.clone()),
            occurred_at: Set(occurred_at),
            author_id: Set(work.actor().person().map(|person| person.0)),
            created_at: Set(work.now()),
            trashed_at: Set(None),
            version: Set(1),
        };
        entity::Entity::insert(row).exec_without_returning(work.db()).await?;
        if self.kind.is_act() {
            note_last_act(work.db(), self.account, leg).await?;
        }
        let answer = Touch {
            id: touch,
            account: self.account,
            contact: self.contact,
            leg,
            kind: self.kind,
            body: body.clone(),
            occurred_at,
        };
        Ok(work
            .record(Fact::TouchLogged {
                account: self.account,
                touch,
                leg,
                touch_kind: self.kind,
                body,
                contact: self.contact,
                contact_name,
                occurred_at,
            })
            .with(answer))
    }
}
