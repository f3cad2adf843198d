//! Reading accounts: rows become what everybody sees, with the names of their leads found in one query.

use std::collections::{BTreeMap, HashMap};

use model::{
    Complaint, Department, Failure, Refusal,
    accounts::{Account, AccountKind, Lead, Leg, Legs},
    failure::Conflict,
    platform::people::PersonState,
    values::{
        Currency, Money, Version,
        ids::{AccountId, PersonId},
    },
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, prelude::Uuid};

use super::entity;
pub use super::held::{hold, hold_where, note_moments};
use crate::{
    Fault,
    platform::{organisation, people},
};

/// Names of people, by id.
pub type Names = HashMap<Uuid, String>;

/// The names of these people, in one query.
pub async fn names(db: &impl ConnectionTrait, people: impl IntoIterator<Item = Option<Uuid>>) -> Result<Names, Fault> {
    let mut ids: Vec<Uuid> = people.into_iter().flatten().collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Names::new());
    }
    let rows: Vec<(Uuid, String)> = people::entity::Entity::find()
        .select_only()
        .columns([people::entity::Column::Id, people::entity::Column::Name])
        .filter(people::entity::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The names of these people and the organisation's currency, in one statement: what every answer about accounts needs
/// besides their rows.
pub async fn names_and_currency(
    db: &impl ConnectionTrait,
    people: impl IntoIterator<Item = Option<Uuid>>,
) -> Result<(Names, Currency), Fault> {
    use sea_orm::{
        ExprTrait as _, FromQueryResult,
        sea_query::{Expr, Query, UnionType},
    };

    #[derive(FromQueryResult)]
    struct Told {
        id: Option<Uuid>,
        says: String,
    }

    let mut ids: Vec<Uuid> = people.into_iter().flatten().collect();
    ids.sort_unstable();
    ids.dedup();
    let mut named = Query::select()
        .expr_as(Expr::col(people::entity::Column::Id), "id")
        .expr_as(Expr::col(people::entity::Column::Name), "says")
        .from(people::entity::Entity)
        .and_where(Expr::col(people::entity::Column::Id).is_in(ids))
        .take();
    let ours = Query::select()
        .expr(Expr::cust("NULL"))
        .column(organisation::Column::Currency)
        .from(organisation::Entity)
        .take();
    named.union(UnionType::All, ours);
    let mut names = Names::new();
    let mut currency = None;
    for row in db.query_all(&named).await? {
        match Told::from_query_result(&row, "")? {
            Told { id: Some(id), says } => drop(names.insert(id, says)),
            Told { id: None, says } => currency = Some(read_currency(&says)?),
        }
    }
    let currency = currency.ok_or_else(|| Fault::Stored("the organisation is not set up".to_owned()))?;
    Ok((names, currency))
}

fn read_currency(code: &str) -> Result<Currency, Fault> {
    code.parse()
        .map_err(|complaint| Fault::Stored(format!("currency {code}: {complaint}")))
}

/// The person of this id with the name, if both are known.
pub fn lead(names: &Names, person: Option<Uuid>) -> Option<Lead> {
    let person = person?;
    names.get(&person).map(|name| Lead {
        person: PersonId(person),
        name: name.clone(),
    })
}

/// The organisation's currency.
pub async fn currency(db: &impl ConnectionTrait) -> Result<Currency, Fault> {
    let code = organisation::get(db).await?.currency;
    read_currency(&code)
}

/// The account, wherever it lies.
pub async fn find(db: &impl ConnectionTrait, account: AccountId) -> Result<entity::Model, Fault> {
    entity::Entity::find_by_id(account.0)
        .one(db)
        .await?
        .ok_or_else(|| Failure::NotFound.into())
}

/// The account, held against other commands until this one is through; one in the trash is refused. Whatever changes a
/// deal or a touch begins with it, so that sums over them never miss what another command is about to store.
pub async fn lock(db: &impl ConnectionTrait, account: AccountId) -> Result<entity::Model, Fault> {
    let row = lock_anywhere(db, account).await?;
    if row.trashed_at.is_some() {
        return Err(Refusal::InTrash.into());
    }
    Ok(row)
}

/// The account, held against other commands, wherever it lies.
pub async fn lock_anywhere(db: &impl ConnectionTrait, account: AccountId) -> Result<entity::Model, Fault> {
    entity::Entity::find_by_id(account.0)
        .lock_exclusive()
        .one(db)
        .await?
        .ok_or_else(|| Failure::NotFound.into())
}

/// Rows as everybody sees them.
pub async fn told(db: &impl ConnectionTrait, rows: Vec<entity::Model>) -> Result<Vec<Account>, Fault> {
    let people = rows
        .iter()
        .flat_map(|row| [row.marketing_lead_id, row.sales_lead_id, row.service_lead_id]);
    let (names, currency) = names_and_currency(db, people).await?;
    Ok(rows.into_iter().map(|row| account(row, &names, currency)).collect())
}

/// One row as everybody sees it.
pub async fn told_one(db: &impl ConnectionTrait, row: entity::Model) -> Result<Account, Fault> {
    let mut accounts = told(db, vec![row]).await?;
    accounts.pop().ok_or_else(|| Failure::NotFound.into())
}

/// A row as everybody sees it, where the names of its leads are known.
pub fn account(row: entity::Model, names: &Names, currency: Currency) -> Account {
    let leg = |person, acted_at| Leg {
        lead: lead(names, person),
        acted_at,
    };
    Account {
        id: AccountId(row.id),
        name: row.name,
        kind: AccountKind::from_key(&row.kind).unwrap_or(AccountKind::Buyer),
        parent: row.parent_id.map(AccountId),
        domain: row.domain,
        industry: row.industry,
        city: row.city,
        country: row.country,
        employees: row.employees.and_then(|employees| u32::try_from(employees).ok()),
        annual_revenue: row.annual_revenue_minor.map(|minor| Money::new(minor, currency)),
        stage: row.stage,
        stage_since: row.stage_since,
        legs: Legs {
            marketing: leg(row.marketing_lead_id, row.marketing_acted_at),
            sales: leg(row.sales_lead_id, row.sales_acted_at),
            service: leg(row.service_lead_id, row.service_acted_at),
        },
        open_amount: Money::new(row.open_amount_minor, currency),
        open_deals: u32::try_from(row.open_deals).unwrap_or(0),
        won_deals: u32::try_from(row.won_deals).unwrap_or(0),
        next_close_on: row.next_close_on,
        created_at: row.created_at,
        updated_at: row.updated_at,
        trashed_at: row.trashed_at,
        version: Version(row.version),
    }
}

impl entity::Model {
    /// Who leads a leg.
    pub const fn lead_id(&self, leg: Department) -> Option<Uuid> {
        match leg {
            Department::Marketing => self.marketing_lead_id,
            Department::Sales => self.sales_lead_id,
            Department::Service => self.service_lead_id,
        }
    }

    /// Everybody who leads a leg.
    pub fn leads(&self) -> Vec<PersonId> {
        Department::ALL
            .into_iter()
            .filter_map(|leg| self.lead_id(leg).map(PersonId))
            .collect()
    }
}

/// The column that holds the lead of a leg.
pub const fn lead_column(leg: Department) -> entity::Column {
    match leg {
        Department::Marketing => entity::Column::MarketingLeadId,
        Department::Sales => entity::Column::SalesLeadId,
        Department::Service => entity::Column::ServiceLeadId,
    }
}

/// The name of somebody who can lead a leg: he belongs to that department and can sign in, and goes on doing so until
/// this command is through. Anybody else is a complaint about the field.
pub async fn lead_name(
    db: &impl ConnectionTrait,
    leg: Department,
    person: PersonId,
    field: &str,
) -> Result<String, Fault> {
    let person = people::entity::Entity::find_by_id(person.0).lock_shared();
    let row = person.one(db).await?;
    row.filter(|row| row.state() == Some(PersonState::Active) && row.department() == Some(leg))
        .map(|row| row.name)
        .ok_or_else(|| Failure::field(field, Complaint::NoSuch).into())
}

/// The name of somebody who can own a deal: anybody who can sign in.
pub async fn owner_name(db: &impl ConnectionTrait, person: PersonId, field: &str) -> Result<String, Fault> {
    let row = people::entity::Entity::find_by_id(person.0).one(db).await?;
    row.filter(|row| row.state() == Some(PersonState::Active))
        .map(|row| row.name)
        .ok_or_else(|| Failure::field(field, Complaint::NoSuch).into())
}

/// A field of a record: its name, what is stored, what was sent.
pub type Compared = (&'static str, Option<String>, Option<String>);

/// What the second editor is told: who was first, and what is stored now where it differs from what he sent.
pub async fn conflict(
    db: &impl ConnectionTrait,
    version: i32,
    by: Option<Uuid>,
    fields: Vec<Compared>,
) -> Result<Fault, Fault> {
    let by = names(db, [by]).await?.into_values().next();
    let stored: BTreeMap<String, String> = fields
        .into_iter()
        .filter(|(_, stored, sent)| stored != sent)
        .map(|(field, stored, _)| (field.to_owned(), stored.unwrap_or_default()))
        .collect();
    Ok(Failure::Conflict(Conflict { version, by, stored }).into())
}
