//! Rows that are people at companies.

use std::collections::{HashMap, HashSet};

use model::{
    Complaint,
    accounts::contacts::BuyingRole,
    activity::{Changes, Fact},
    platform::imports::{Row, SkipReason, Subject, natural_key::company_of, row::ContactRow},
    values::{
        EmailAddress,
        ids::{AccountId, ContactId},
        text::{ExternalKey, Line, Name},
    },
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    Chunk,
    accounts::{Put, created},
    finder::{Finder, Found, Wanted},
    pool::{Held, Pool},
};
use crate::{
    Fault,
    accounts::{
        contacts::entity::{self, Model},
        name_key,
    },
};

pub async fn run(chunk: &mut Chunk<'_>, taken: Vec<(usize, Row)>) -> Result<(), Fault> {
    let rows: Vec<(usize, ContactRow)> = taken
        .into_iter()
        .filter_map(|(place, row)| match row {
            Row::Contact(row) => Some((place, row)),
            _ => None,
        })
        .collect();
    let keys: Vec<&str> = rows.iter().filter_map(|(_, row)| key_of(row)).collect();
    let links = chunk.links_of(Subject::Contacts, keys.clone()).await?;
    let mut wanted = Wanted::default();
    for (_, row) in &rows {
        wanted.add(&row.account);
        let company = row.email.as_ref().and_then(company_of);
        wanted.domains.extend(company.map(|domain| domain.to_string()));
        let linked = key_of(row).and_then(|key| links.get(key)).into_iter().flatten();
        wanted.keys.extend(linked.map(|(_, key)| key.clone()));
    }
    let finder = Finder::load(chunk, &wanted).await?;
    let mut known = Known::load(chunk, &rows, keys).await?;
    for (place, row) in &rows {
        let role = role_of(chunk, *place, row)?;
        let account = account_of(chunk, *place, row, &finder, &links)?;
        known.take(chunk, *place, row, role, account)?;
    }
    for held in &known.pool.write(chunk).await? {
        tell(chunk, held);
    }
    Ok(())
}

fn key_of(row: &ContactRow) -> Option<&str> {
    row.source_key.as_ref().map(ExternalKey::as_str)
}

/// The account of a contact, and whether the row says it itself: then it is put over another one.
fn account_of(
    chunk: &mut Chunk<'_>,
    place: usize,
    row: &ContactRow,
    finder: &Finder,
    links: &HashMap<String, Vec<(Subject, String)>>,
) -> Result<Option<(Uuid, bool)>, Fault> {
    let named = row.account.key.as_ref().and_then(|key| finder.by_key(key.as_str()));
    let named = named.or_else(|| {
        let domain = row.account.domain.as_ref()?;
        finder.by_domain(domain.as_str())
    });
    if let Some(account) = named {
        return Ok(Some((account, true)));
    }
    let mut linked = key_of(row).and_then(|key| links.get(key)).into_iter().flatten();
    let guessed = linked.find_map(|(_, key)| finder.by_key(key)).or_else(|| {
        let company = row.email.as_ref().and_then(company_of)?;
        finder.by_domain(company.as_str())
    });
    if let Some(account) = guessed {
        return Ok(Some((account, false)));
    }
    let Some(name) = &row.account.name else { return Ok(None) };
    match finder.by_name(name.as_str()) {
        Found::One(account) => Ok(Some((account, true))),
        Found::Several => {
            chunk.warn(place, "account_name", name.as_str(), Complaint::Ambiguous)?;
            Ok(None)
        }
        Found::Nothing => {
            chunk.warn(place, "account_name", name.as_str(), Complaint::NoSuch)?;
            Ok(None)
        }
    }
}

/// The buying role that a row says: our key or name, or what other systems call it.
fn role_of(chunk: &mut Chunk<'_>, place: usize, row: &ContactRow) -> Result<Option<BuyingRole>, Fault> {
    let Some(said) = row.buying_role.as_ref().map(Line::as_str) else {
        return Ok(None);
    };
    let plain = said.to_lowercase().replace([' ', '-'], "_");
    let role = BuyingRole::from_key(&plain).or(match plain.as_str() {
        "decision_maker" | "budget_holder" | "entscheider" => Some(BuyingRole::EconomicBuyer),
        "influencer" | "executive_sponsor" => Some(BuyingRole::Advisor),
        "end_user" | "anwender" => Some(BuyingRole::User),
        "technical_buyer" | "technical_evaluator" | "legal_and_compliance" => Some(BuyingRole::Evaluator),
        _ => None,
    });
    if role.is_none() {
        chunk.warn(place, "buying_role", said, Complaint::NotAChoice)?;
    }
    Ok(role)
}

/// Records what became of a contact.
pub fn tell(chunk: &mut Chunk<'_>, held: &Held<Model>) {
    let model = &held.model;
    let account = model.account_id.map(AccountId);
    let contact = ContactId(model.id);
    let name = model.name.clone();
    match &held.stored {
        None => chunk.facts.push(Fact::ContactAdded { account, contact, name }),
        Some(before) => chunk.facts.push(Fact::ContactEdited {
            account,
            contact,
            name,
            changes: changes(before, model).into_vec(),
        }),
    }
}

/// What differs between two states of a contact, as people read it.
pub fn changes(before: &Model, after: &Model) -> Changes {
    let mut changes = Changes::default();
    changes.note("name", Some(before.name.clone()), Some(after.name.clone()));
    changes.note("email", before.email.clone(), after.email.clone());
    changes.note("phone", before.phone.clone(), after.phone.clone());
    changes.note("job_title", before.job_title.clone(), after.job_title.clone());
    changes.note("buying_role", before.buying_role.clone(), after.buying_role.clone());
    let account = |id: Option<Uuid>| id.map(|id| id.to_string());
    changes.note("account", account(before.account_id), account(after.account_id));
    changes
}

/// The contacts that the rows may be about.
struct Known {
    pool: Pool<Model>,
    by_email: HashMap<String, usize>,
    trashed: HashSet<String>,
}

impl Known {
    async fn load(chunk: &Chunk<'_>, rows: &[(usize, ContactRow)], keys: Vec<&str>) -> Result<Self, Fault> {
        let by_key = chunk.records_of("contact", keys).await?;
        let emails: HashSet<&str> = rows
            .iter()
            .filter_map(|(_, row)| row.email.as_ref().map(EmailAddress::as_str))
            .collect();
        let mut which = Condition::any();
        if !by_key.is_empty() {
            which = which.add(entity::Column::Id.is_in(by_key.into_values()));
        }
        if !emails.is_empty() {
            which = which.add(entity::Column::Email.is_in(emails));
        }
        let found = if which.is_empty() {
            Vec::new()
        } else {
            entity::Entity::find().filter(which).all(chunk.db()).await?
        };
        let mut known = Self {
            pool: Pool::of(chunk, found).await?,
            by_email: HashMap::new(),
            trashed: HashSet::new(),
        };
        for (place, held) in known.pool.held.iter().enumerate() {
            let Some(email) = held.model.email.clone() else {
                continue;
            };
            if held.model.trashed_at.is_some() {
                known.trashed.insert(email);
            } else {
                known.by_email.insert(email, place);
            }
        }
        Ok(known)
    }

    fn take(
        &mut self,
        chunk: &mut Chunk<'_>,
        place: usize,
        row: &ContactRow,
        role: Option<BuyingRole>,
        account: Option<(Uuid, bool)>,
    ) -> Result<(), Fault> {
        let key = key_of(row);
        let email = row.email.as_ref().map(|email| email.as_str().to_owned());
        let by_email = email.as_ref().and_then(|email| self.by_email.get(email)).copied();
        let found = self.pool.by_key(key).or(by_email);
        let Some(found) = found else {
            if email.as_ref().is_some_and(|email| self.trashed.contains(email)) {
                return chunk.skip(place, SkipReason::InTrash);
            }
            let model = made(chunk, row, role, account.map(|(account, _)| account));
            let new = self.pool.make(chunk, place, model, key)?;
            self.by_email.extend(email.map(|email| (email, new)));
            return Ok(());
        };
        if self.pool.get(found)?.model.trashed_at.is_some() {
            return chunk.skip(place, SkipReason::InTrash);
        }
        let fills_only = self.pool.fills_only(found)?;
        let email = match email {
            Some(email) if by_email.is_some_and(|other| other != found) => {
                chunk.warn(place, "email", &email, Complaint::Taken)?;
                None
            }
            email => email,
        };
        let line = |line: &Option<Line>| line.as_ref().map(Line::to_string);
        self.pool.change(chunk, place, found, key, |model| {
            let put = Put { fills_only };
            if let Some(name) = name_of(row)
                && !fills_only
            {
                model.name_key = name_key(&name);
                model.name = name;
            }
            put.over(&mut model.email, email.clone());
            put.over(&mut model.phone, line(&row.phone));
            put.over(&mut model.job_title, line(&row.job_title));
            put.over(&mut model.buying_role, role.map(|role| role.key().to_owned()));
            if let Some((account, says_so)) = account {
                let put = Put {
                    fills_only: fills_only || !says_so,
                };
                put.over(&mut model.account_id, Some(account));
            }
        })?;
        self.by_email.extend(email.map(|email| (email, found)));
        Ok(())
    }
}

/// The name that a row says.
fn name_of(row: &ContactRow) -> Option<String> {
    let names: Vec<&str> = [&row.first_name, &row.last_name]
        .into_iter()
        .flatten()
        .map(Name::as_str)
        .collect();
    (!names.is_empty()).then(|| names.join(" "))
}

fn made(chunk: &Chunk<'_>, row: &ContactRow, role: Option<BuyingRole>, account: Option<Uuid>) -> Model {
    let email = row.email.as_ref().map(|email| email.as_str().to_owned());
    // Somebody of whom only the address or the key is known is called by it.
    let name = name_of(row)
        .or_else(|| email.clone())
        .unwrap_or_else(|| format!("Contact {}", key_of(row).unwrap_or_default()));
    let line = |line: &Option<Line>| line.as_ref().map(Line::to_string);
    Model {
        account_id: account,
        email,
        phone: line(&row.phone),
        job_title: line(&row.job_title),
        buying_role: role.map(|role| role.key().to_owned()),
        created_at: created(chunk, row.created.as_ref()),
        ..Model::named(chunk.new_id(), &name, chunk.by(), chunk.now())
    }
}
