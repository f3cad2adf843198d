//! How fields of a deal get other values.

use model::{
    Failure,
    accounts::deals::{
        Deal,
        edit::{DealField, EditDeal},
    },
    activity::{Changes, Fact, day_text},
    values::{Currency, Money, ids::AccountId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    entity::{self, Column},
    queries, roll_up,
};
use crate::{
    Done, Fault, Handle, Work,
    accounts::{self, queries::Compared},
};

impl Handle for EditDeal {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Deal>, Fault> {
        let before = queries::lock(work.db(), self.deal).await?;
        let currency = accounts::queries::currency(work.db()).await?;
        queries::same_currency(self.currency, currency)?;
        if let Some(owner) = self.owner {
            accounts::queries::owner_name(work.db(), owner, "owner").await?;
        }
        let after = applied(&self, &before, currency)?;
        let fields = compared(work, &before, &after, currency).await?;
        // The account is held, so nobody can come in between this look and the update.
        if before.version != self.version.0 {
            return Err(accounts::queries::conflict(work.db(), before.version, before.updated_by, fields).await?);
        }
        let mut changes = Changes::default();
        for (field, before, after) in fields {
            changes.note(field, before, after);
        }
        let account = AccountId(before.account_id);
        if !changes.is_empty() {
            let row = entity::ActiveModel {
                name_key: Set(accounts::name_key(&after.name)),
                name: Set(after.name.clone()),
                amount_minor: Set(after.amount_minor),
                close_on: Set(after.close_on),
                owner_id: Set(after.owner_id),
                updated_at: Set(work.now()),
                updated_by: Set(work.actor().person().map(|person| person.0)),
                version: Set(before.version + 1),
                ..Default::default()
            };
            entity::Entity::update_many()
                .set(row)
                .filter(Column::Id.eq(self.deal.0))
                .exec(work.db())
                .await?;
            roll_up(work.db(), account).await?;
        }
        let answer = queries::told_one(work.db(), self.deal).await?;
        Ok(work
            .record(Fact::DealEdited {
                account,
                deal: self.deal,
                name: after.name,
                changes: changes.into_vec(),
            })
            .with(answer))
    }
}

/// The deal as it would be after the edit.
fn applied(edit: &EditDeal, row: &entity::Model, currency: Currency) -> Result<entity::Model, Fault> {
    let mut row = row.clone();
    for field in &edit.clear {
        match field {
            DealField::CloseOn => row.close_on = None,
            DealField::Owner => row.owner_id = None,
        }
    }
    if let Some(name) = &edit.name {
        row.name = name.to_string();
    }
    if let Some(amount) = &edit.amount {
        row.amount_minor = amount
            .in_minor(currency)
            .map_err(|complaint| Failure::field("amount", complaint))?;
    }
    if let Some(close_on) = edit.close_on {
        row.close_on = Some(close_on);
    }
    if let Some(owner) = edit.owner {
        row.owner_id = Some(owner.0);
    }
    Ok(row)
}

/// The fields of two states of one deal, as people read them.
async fn compared(
    work: &Work<'_>,
    one: &entity::Model,
    other: &entity::Model,
    currency: Currency,
) -> Result<Vec<Compared>, Fault> {
    let names = accounts::queries::names(work.db(), [one.owner_id, other.owner_id]).await?;
    let texts = |row: &entity::Model| {
        [
            Some(row.name.clone()),
            Some(Money::new(row.amount_minor, currency).decimal()),
            row.close_on.map(day_text),
            row.owner_id.and_then(|owner| names.get(&owner).cloned()),
        ]
    };
    let fields = ["name", "amount", "close_on", "owner"];
    Ok(fields
        .into_iter()
        .zip(texts(one).into_iter().zip(texts(other)))
        .map(|(field, (one, other))| (field, one, other))
        .collect())
}
