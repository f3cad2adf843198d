//! How a lead begins: somebody gave a name.

use chrono::Days;
use model::{
    Complaint, Failure, Refusal,
    activity::{Change, Fact},
    leads::{
        chain::{
            Lead, Owner,
            capture::{CaptureLead, USUAL_FIRST_TOUCH_DAYS},
            list::LeadRow,
        },
        matching::{Identity, Match},
        routing::Routed,
        rules::LeadRule,
    },
    values::ids::{AccountId, ContactId, LeadId},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter,
    QuerySelect as _,
};

use super::{
    entity::{Column, Entity, Model},
    held, rows, transitions,
};
use crate::{
    Done, Fault, Handle, Work,
    accounts::{self, contacts},
    leads::{matching, routing},
};

impl Handle for CaptureLead {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LeadRow>, Fault> {
        let known = self.known(work).await?;
        if let Some(contact) = &known {
            not_a_lead_yet(work, contact).await?;
        }
        let matched = match known.as_ref().and_then(|contact| contact.account_id) {
            Some(account) => Match::known(AccountId(account)),
            None => matching::find(work.db(), &self.identity(known.as_ref())).await?,
        };
        if let Some(account) = matched.account {
            accounts::queries::lock(work.db(), account).await?;
        }
        let contact = match known {
            Some(contact) => at_account(work, contact, matched.account).await?,
            None => self.become_known(work, matched.account).await?,
        };
        let (owner, routed) = self.owner(work, &matched).await?;
        let now = held::now(work).await?;
        let usual = now.day.checked_add_days(Days::new(USUAL_FIRST_TOUCH_DAYS));
        let (lead, step) = Lead::captured(
            LeadId(work.new_id()),
            ContactId(contact.id),
            matched.account,
            owner,
            self.next_on.or(usual).unwrap_or(now.day),
            work.actor(),
            now,
        )?;
        let mut row = Model::begun(&lead, work.now(), work.actor().person());
        row.set(&lead)?;
        row.matched = Some(serde_json::to_value(&matched)?);
        row.routed = routed.as_ref().map(serde_json::to_value).transpose()?;
        Entity::insert(row.clone().into_active_model().reset_all())
            .exec_without_returning(work.db())
            .await?;
        transitions::append(work, &lead, &[step]).await?;
        let answer = rows::told_one(work.db(), row).await?;
        Ok(work
            .record(Fact::LeadCaptured {
                account: lead.account,
                lead: lead.id,
                contact: lead.contact,
                name: contact.name,
            })
            .with(answer))
    }
}

trait Captures {
    /// The person, if known: named, or by the e-mail address.
    async fn known(&self, work: &Work<'_>) -> Result<Option<contacts::entity::Model>, Fault>;
    /// What is known of the person's company.
    fn identity(&self, known: Option<&contacts::entity::Model>) -> Identity;
    /// A person who was not known before.
    async fn become_known(
        &self,
        work: &mut Work<'_>,
        account: Option<AccountId>,
    ) -> Result<contacts::entity::Model, Fault>;
    /// Who owns the lead, and how that was found where nobody said so.
    async fn owner(&self, work: &Work<'_>, matched: &Match) -> Result<(Owner, Option<Routed>), Fault>;
}

impl Captures for CaptureLead {
    async fn known(&self, work: &Work<'_>) -> Result<Option<contacts::entity::Model>, Fault> {
        use contacts::entity::{Column, Entity};
        let contact = match (self.contact, &self.email) {
            (Some(contact), _) => {
                let found = Entity::find_by_id(contact.0).lock_exclusive().one(work.db()).await?;
                Some(found.ok_or_else(|| Failure::field("contact", Complaint::NoSuch))?)
            }
            (None, Some(email)) => {
                Entity::find()
                    .filter(Column::Email.eq(email.as_str()))
                    .filter(Column::TrashedAt.is_null())
                    .lock_exclusive()
                    .one(work.db())
                    .await?
            }
            (None, None) => None,
        };
        match contact {
            Some(contact) if contact.trashed_at.is_some() => Err(Refusal::InTrash.into()),
            contact => Ok(contact),
        }
    }

    fn identity(&self, known: Option<&contacts::entity::Model>) -> Identity {
        let stored = known.and_then(|contact| contact.email.as_deref()?.parse().ok());
        Identity {
            email: stored.or_else(|| self.email.clone()),
            website: self.website.clone(),
            company: self.company.as_ref().map(ToString::to_string),
            country: self.country.as_ref().map(ToString::to_string),
        }
    }

    async fn become_known(
        &self,
        work: &mut Work<'_>,
        account: Option<AccountId>,
    ) -> Result<contacts::entity::Model, Fault> {
        let name = self
            .name
            .as_ref()
            .ok_or_else(|| Failure::field("name", Complaint::Required))?;
        let by = work.actor().person().map(|person| person.0);
        let row = contacts::entity::Model {
            account_id: account.map(|account| account.0),
            email: self.email.clone().map(String::from),
            ..contacts::entity::Model::named(work.new_id(), name.as_str(), by, work.now())
        };
        contacts::entity::Entity::insert(row.clone().into_active_model().reset_all())
            .exec_without_returning(work.db())
            .await?;
        work.record(Fact::ContactAdded {
            account,
            contact: ContactId(row.id),
            name: row.name.clone(),
        });
        Ok(row)
    }

    async fn owner(&self, work: &Work<'_>, matched: &Match) -> Result<(Owner, Option<Routed>), Fault> {
        if let Some(person) = self.owner {
            return Ok((super::owner(work.db(), person, "owner").await?, None));
        }
        if let (Some(person), Some(department)) = (work.actor().person(), work.actor().department()) {
            return Ok((Owner { person, department }, None));
        }
        let routed = routing::route(work, matched).await?;
        Ok((super::owner(work.db(), routed.person, "owner").await?, Some(routed)))
    }
}

/// A person is one lead at a time. His row is held, so that two who capture him at once come one after the other.
async fn not_a_lead_yet(work: &Work<'_>, contact: &contacts::entity::Model) -> Result<(), Fault> {
    let open = Entity::find()
        .filter(Column::ContactId.eq(contact.id))
        .filter(Column::ClosedAt.is_null())
        .one(work.db())
        .await?;
    match open {
        Some(_) => Err(Refusal::from(LeadRule::LeadAlready).into()),
        None => Ok(()),
    }
}

/// A person of whom it became known at which account he is.
async fn at_account(
    work: &mut Work<'_>,
    mut contact: contacts::entity::Model,
    account: Option<AccountId>,
) -> Result<contacts::entity::Model, Fault> {
    let Some(account) = account.filter(|_| contact.account_id.is_none()) else {
        return Ok(contact);
    };
    contact.account_id = Some(account.0);
    contact.version += 1;
    contact.updated_at = work.now();
    contact.updated_by = work.actor().person().map(|person| person.0);
    let row = contacts::entity::ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(contact.id),
        account_id: Set(contact.account_id),
        version: Set(contact.version),
        updated_at: Set(contact.updated_at),
        updated_by: Set(contact.updated_by),
        ..Default::default()
    };
    contacts::entity::Entity::update(row).exec(work.db()).await?;
    let name = accounts::queries::find(work.db(), account).await?.name;
    work.record(Fact::ContactEdited {
        account: Some(account),
        contact: ContactId(contact.id),
        name: contact.name.clone(),
        changes: vec![Change {
            field: "account".to_owned(),
            before: None,
            after: Some(name),
        }],
    });
    Ok(contact)
}
