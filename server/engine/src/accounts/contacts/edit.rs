//! How fields of a contact get other values.

use model::{
    Refusal,
    accounts::contacts::{
        BuyingRole, Contact, Influence, Seniority, Track, WinState,
        edit::{ContactField, EditContact},
    },
    activity::{Changes, Fact},
    values::ids::AccountId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    entity::{self, Column},
    queries,
};
use crate::{
    Done, Fault, Handle, Work,
    accounts::{self, queries::Compared},
};

impl Handle for EditContact {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Contact>, Fault> {
        let before = queries::hold(work.db(), self.contact, self.account).await?;
        if before.trashed_at.is_some() {
            return Err(Refusal::InTrash.into());
        }
        let after = applied(&self, &before);
        if let Some(account) = self.account {
            accounts::queries::lock(work.db(), account).await?;
        }
        let fields = compared(work, &before, &after).await?;
        if before.version != self.version.0 {
            return Err(accounts::queries::conflict(work.db(), before.version, before.updated_by, fields).await?);
        }
        let mut changes = Changes::default();
        for (field, before, after) in fields {
            changes.note(field, before, after);
        }
        if !changes.is_empty() {
            let row = entity::ActiveModel {
                account_id: Set(after.account_id),
                name_key: Set(accounts::name_key(&after.name)),
                name: Set(after.name.clone()),
                email: Set(after.email.clone()),
                phone: Set(after.phone.clone()),
                job_title: Set(after.job_title.clone()),
                buying_role: Set(after.buying_role.clone()),
                seniority: Set(after.seniority.clone()),
                influence: Set(after.influence.clone()),
                win: Set(after.win.clone()),
                win_state: Set(after.win_state.clone()),
                track: Set(after.track.clone()),
                updated_at: Set(work.now()),
                updated_by: Set(work.actor().person().map(|person| person.0)),
                version: Set(before.version + 1),
                ..Default::default()
            };
            let stored = entity::Entity::update_many()
                .set(row)
                .filter(Column::Id.eq(self.contact.0))
                .filter(Column::Version.eq(before.version))
                .exec(work.db())
                .await?;
            if stored.rows_affected == 0 {
                let now = queries::find(work.db(), self.contact).await?;
                let fields = compared(work, &now, &after).await?;
                return Err(accounts::queries::conflict(work.db(), now.version, now.updated_by, fields).await?);
            }
        }
        let stored = queries::find(work.db(), self.contact).await?;
        let answer = queries::told_one(work.db(), stored).await?;
        if let Some(left) = before.account_id.filter(|left| after.account_id != Some(*left)) {
            work.record(Fact::ContactLeft {
                account: AccountId(left),
                contact: self.contact,
                name: after.name.clone(),
            });
        }
        Ok(work
            .record(Fact::ContactEdited {
                account: after.account_id.map(AccountId),
                contact: self.contact,
                name: after.name,
                changes: changes.into_vec(),
            })
            .with(answer))
    }
}

/// The contact as it would be after the edit.
fn applied(edit: &EditContact, row: &entity::Model) -> entity::Model {
    let mut row = row.clone();
    for field in &edit.clear {
        match field {
            ContactField::Email => row.email = None,
            ContactField::Phone => row.phone = None,
            ContactField::JobTitle => row.job_title = None,
            ContactField::BuyingRole => row.buying_role = None,
            ContactField::Seniority => row.seniority = None,
            ContactField::Influence => row.influence = None,
            ContactField::Win => row.win = None,
            ContactField::WinState => row.win_state = None,
        }
    }
    if let Some(account) = edit.account {
        row.account_id = Some(account.0);
    }
    if let Some(name) = &edit.name {
        row.name = name.to_string();
    }
    if let Some(email) = &edit.email {
        row.email = Some(email.to_string());
    }
    if let Some(phone) = &edit.phone {
        row.phone = Some(phone.to_string());
    }
    if let Some(job_title) = &edit.job_title {
        row.job_title = Some(job_title.to_string());
    }
    if let Some(role) = edit.buying_role {
        row.buying_role = Some(role.key().to_owned());
    }
    if let Some(seniority) = edit.seniority {
        row.seniority = Some(seniority.key().to_owned());
    }
    if let Some(influence) = edit.influence {
        row.influence = Some(influence.key().to_owned());
    }
    if let Some(win) = &edit.win {
        row.win = Some(win.to_string());
    }
    if let Some(state) = edit.win_state {
        row.win_state = Some(state.key().to_owned());
    }
    if let Some(track) = edit.track {
        track.key().clone_into(&mut row.track);
    }
    row
}

/// The fields of two states of one contact, as people read them.
async fn compared(work: &Work<'_>, one: &entity::Model, other: &entity::Model) -> Result<Vec<Compared>, Fault> {
    let accounts = [one.account_id, other.account_id];
    let names = if one.account_id == other.account_id {
        accounts::queries::Names::new()
    } else {
        accounts::names(work.db(), accounts.into_iter().flatten()).await?
    };
    let texts = |row: &entity::Model| {
        [
            row.account_id.and_then(|account| names.get(&account).cloned()),
            Some(row.name.clone()),
            row.email.clone(),
            row.phone.clone(),
            row.job_title.clone(),
            row.buying_role
                .as_deref()
                .and_then(BuyingRole::from_key)
                .map(|role| role.name().to_owned()),
            row.seniority
                .as_deref()
                .and_then(Seniority::from_key)
                .map(|seniority| seniority.name().to_owned()),
            row.influence
                .as_deref()
                .and_then(Influence::from_key)
                .map(|influence| influence.name().to_owned()),
            row.win.clone(),
            row.win_state
                .as_deref()
                .and_then(WinState::from_key)
                .map(|state| state.name().to_owned()),
            Track::from_key(&row.track).map(|track| track.name().to_owned()),
        ]
    };
    let fields = [
        "account",
        "name",
        "email",
        "phone",
        "job_title",
        "buying_role",
        "seniority",
        "influence",
        "win",
        "win_state",
        "track",
    ];
    Ok(fields
        .into_iter()
        .zip(texts(one).into_iter().zip(texts(other)))
        .map(|(field, (one, other))| (field, one, other))
        .collect())
}
