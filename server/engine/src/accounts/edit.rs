//! How fields of an account get other values, and how the second of two editors is told.

use model::{
    Complaint, Failure, Refusal,
    accounts::{
        Account, AccountKind,
        edit::{AccountField, EditAccount},
    },
    activity::{Changes, Fact},
    values::{Currency, Money},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    entity::{self, Column},
    name_key,
    queries::{self, Compared},
};
use crate::{Done, Fault, Handle, Work};

impl Handle for EditAccount {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Account>, Fault> {
        let account = self.account;
        let before = queries::find(work.db(), account).await?;
        if before.trashed_at.is_some() {
            return Err(Refusal::InTrash.into());
        }
        let currency = queries::currency(work.db()).await?;
        let after = applied(&self, &before, currency)?;
        if before.version != self.version.0 {
            return Err(refused(work, &before, &after, currency).await?);
        }
        let mut changes = Changes::default();
        for (field, before, after) in compared(&before, &after, currency) {
            changes.note(field, before, after);
        }
        if !changes.is_empty() {
            let row = entity::ActiveModel {
                name_key: Set(name_key(&after.name)),
                name: Set(after.name.clone()),
                kind: Set(after.kind.clone()),
                domain: Set(after.domain.clone()),
                industry: Set(after.industry.clone()),
                city: Set(after.city.clone()),
                country: Set(after.country.clone()),
                employees: Set(after.employees),
                annual_revenue_minor: Set(after.annual_revenue_minor),
                updated_at: Set(work.now()),
                updated_by: Set(work.actor().person().map(|person| person.0)),
                version: Set(before.version + 1),
                ..Default::default()
            };
            let stored = entity::Entity::update_many()
                .set(row)
                .filter(Column::Id.eq(account.0))
                .filter(Column::Version.eq(before.version))
                .exec(work.db())
                .await?;
            if stored.rows_affected == 0 {
                let now = queries::find(work.db(), account).await?;
                return Err(refused(work, &now, &after, currency).await?);
            }
        }
        let stored = queries::find(work.db(), account).await?;
        let answer = queries::told_one(work.db(), stored).await?;
        Ok(work
            .record(Fact::AccountEdited {
                account,
                changes: changes.into_vec(),
            })
            .with(answer))
    }
}

/// What the second editor is told about an account.
async fn refused(
    work: &Work<'_>,
    stored: &entity::Model,
    sent: &entity::Model,
    currency: Currency,
) -> Result<Fault, Fault> {
    let fields = compared(stored, sent, currency);
    queries::conflict(work.db(), stored.version, stored.updated_by, fields).await
}

/// The account as it would be after the edit.
fn applied(edit: &EditAccount, row: &entity::Model, currency: Currency) -> Result<entity::Model, Fault> {
    let mut row = row.clone();
    for field in &edit.clear {
        match field {
            AccountField::Domain => row.domain = None,
            AccountField::Industry => row.industry = None,
            AccountField::City => row.city = None,
            AccountField::Country => row.country = None,
            AccountField::Employees => row.employees = None,
            AccountField::AnnualRevenue => row.annual_revenue_minor = None,
        }
    }
    if let Some(name) = &edit.name {
        row.name = name.to_string();
    }
    if let Some(kind) = edit.kind {
        kind.key().clone_into(&mut row.kind);
    }
    if let Some(domain) = &edit.domain {
        row.domain = Some(domain.to_string());
    }
    if let Some(industry) = &edit.industry {
        row.industry = Some(industry.to_string());
    }
    if let Some(city) = &edit.city {
        row.city = Some(city.to_string());
    }
    if let Some(country) = &edit.country {
        row.country = Some(country.to_string());
    }
    if let Some(employees) = edit.employees {
        let employees = i32::try_from(employees).or(Err(Failure::field("employees", Complaint::NotANumber)))?;
        row.employees = Some(employees);
    }
    if let Some(amount) = &edit.annual_revenue {
        let minor = amount
            .in_minor(currency)
            .map_err(|complaint| Failure::field("annual_revenue", complaint))?;
        row.annual_revenue_minor = Some(minor);
    }
    Ok(row)
}

/// The fields of two states of one account, as people read them.
fn compared(one: &entity::Model, other: &entity::Model, currency: Currency) -> Vec<Compared> {
    let texts = |row: &entity::Model| {
        [
            Some(row.name.clone()),
            AccountKind::from_key(&row.kind).map(|kind| kind.name().to_owned()),
            row.domain.clone(),
            row.industry.clone(),
            row.city.clone(),
            row.country.clone(),
            row.employees.map(|employees| employees.to_string()),
            row.annual_revenue_minor
                .map(|minor| Money::new(minor, currency).decimal()),
        ]
    };
    let fields = [
        "name",
        "kind",
        "domain",
        "industry",
        "city",
        "country",
        "employees",
        "annual_revenue",
    ];
    fields
        .into_iter()
        .zip(texts(one).into_iter().zip(texts(other)))
        .map(|(field, (one, other))| (field, one, other))
        .collect()
}

#[cfg(test)]
mod tests {
    use model::{accounts::create::CreateAccount, values::Version};

    use super::*;
    use crate::testing::{Who, World};

    crate::testing::on_both!(
        the_second_of_two_editors_is_told_and_nothing_is_overwritten,
        a_field_is_emptied_only_when_it_is_named,
        a_domain_belongs_to_one_account,
        an_executive_changes_nothing,
        an_edit_names_what_it_changed,
    );

    async fn account(world: &World, name: &str, domain: &str) -> Account {
        let create = serde_json::json!({"name": name, "domain": domain, "city": "Port Ellerby"});
        let create: CreateAccount = serde_json::from_value(create).unwrap();
        world.as_seller().perform(create).await.unwrap()
    }

    fn edit(account: &Account) -> EditAccount {
        serde_json::from_value(serde_json::json!({"account": account.id, "version": account.version})).unwrap()
    }

    async fn the_second_of_two_editors_is_told_and_nothing_is_overwritten(world: World) {
        let seen = account(&world, "Brackwell Dairies", "brackwell.example").await;
        let first = EditAccount {
            industry: Some("Dairy".parse().unwrap()),
            ..edit(&seen)
        };
        world.as_marketer().perform(first).await.unwrap();
        let second = EditAccount {
            industry: Some("Food".parse().unwrap()),
            city: Some("Port Ellerby".parse().unwrap()),
            ..edit(&seen)
        };
        let refused = world.as_seller().perform(second.clone()).await.unwrap_err();
        let Failure::Conflict(told) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(told.by.as_deref(), Some(Who::Marketer.name()));
        assert_eq!(
            told.stored.into_iter().collect::<Vec<_>>(),
            [("industry".to_owned(), "Dairy".to_owned())]
        );

        let again = EditAccount {
            version: Version(told.version),
            ..second
        };
        let stored = world.as_seller().perform(again).await.unwrap();
        assert_eq!(stored.industry.as_deref(), Some("Food"));
    }

    async fn a_field_is_emptied_only_when_it_is_named(world: World) {
        let seen = account(&world, "Brackwell Dairies", "brackwell.example").await;
        let cleared = EditAccount {
            clear: vec![AccountField::Domain, AccountField::Industry],
            industry: Some("Dairy".parse().unwrap()),
            ..edit(&seen)
        };
        let stored = world.as_seller().perform(cleared).await.unwrap();
        assert_eq!(stored.domain, None);
        assert_eq!(stored.industry.as_deref(), Some("Dairy"));
        assert_eq!(stored.city.as_deref(), Some("Port Ellerby"));
    }

    async fn a_domain_belongs_to_one_account(world: World) {
        account(&world, "Brackwell Dairies", "brackwell.example").await;
        let other = account(&world, "Hallorend Glass", "hallorend.example").await;
        let taken = EditAccount {
            domain: Some("https://www.brackwell.example/".parse().unwrap()),
            ..edit(&other)
        };
        let refused = world.as_seller().perform(taken).await;
        assert_eq!(
            refused.map(|account| account.domain),
            Err(Failure::field("domain", Complaint::Taken))
        );
    }

    async fn an_executive_changes_nothing(world: World) {
        let seen = account(&world, "Brackwell Dairies", "brackwell.example").await;
        let refused = world.as_executive().perform(edit(&seen)).await;
        assert_eq!(refused.map(|account| account.version), Err(Failure::Forbidden));
    }

    async fn an_edit_names_what_it_changed(world: World) {
        let seen = account(&world, "Brackwell Dairies", "brackwell.example").await;
        let renamed = EditAccount {
            name: Some("Brackwell".parse().unwrap()),
            city: Some("Port Ellerby".parse().unwrap()),
            ..edit(&seen)
        };
        world.as_seller().perform(renamed).await.unwrap();
        let facts = world.facts_of(seen.id).await;
        let Some(Fact::AccountEdited { changes, .. }) = facts.last() else {
            panic!("{facts:?}");
        };
        let fields: Vec<_> = changes.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, ["name"]);
    }
}
