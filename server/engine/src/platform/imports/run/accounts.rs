//! Rows that are companies.

use std::collections::{HashMap, HashSet};

use model::{
    Complaint, Department,
    activity::{Changes, Fact},
    journey::{Cause, Stage, Stages},
    platform::imports::{
        Identity, Match, Row, SkipReason,
        natural_key::{best_match, plain_name},
        row::AccountRow,
    },
    values::{
        Money,
        ids::{AccountId, PersonId},
        text::{ExternalKey, Line},
    },
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    Chunk,
    people::{People, Person},
    pool::{Held, Pool},
};
use crate::{
    Fault,
    accounts::{
        beginnings::Beginnings,
        entity::{self, Model},
        name_key,
    },
    journey::{facts::usual_hold, transitions},
};

pub async fn run(chunk: &mut Chunk<'_>, taken: Vec<(usize, Row)>) -> Result<(), Fault> {
    let rows: Vec<(usize, AccountRow)> = taken
        .into_iter()
        .filter_map(|(place, row)| match row {
            Row::Account(row) => Some((place, row)),
            _ => None,
        })
        .collect();
    let owners = rows.iter().flat_map(|(_, row)| {
        [&row.marketing_owner, &row.sales_owner, &row.service_owner]
            .into_iter()
            .flatten()
    });
    let people = People::load(chunk, owners).await?;
    let mut known = Known::load(chunk, &rows).await?;
    let mut moves = Vec::new();
    let stages = chunk.stages.clone();
    for (place, row) in &rows {
        let said = Said::by(chunk, *place, row, &stages, &people)?;
        known.take(chunk, *place, row, &said, &mut moves)?;
    }
    let written = known.pool.write(chunk).await?;
    for held in &written {
        tell(chunk, held, &people);
    }
    super::insert_many::<transitions::entity::Entity, _, _>(chunk.db(), moves).await
}

/// Records what became of an account.
fn tell(chunk: &mut Chunk<'_>, held: &Held<Model>, people: &People) {
    let account = AccountId(held.model.id);
    let Some(before) = &held.stored else {
        chunk.facts.push(Fact::AccountCreated {
            account,
            name: held.model.name.clone(),
        });
        return;
    };
    let changes = changes(before, &held.model);
    if !changes.is_empty() {
        chunk.facts.push(Fact::AccountEdited {
            account,
            changes: changes.into_vec(),
        });
    }
    chunk.facts.extend(leads_named(before, &held.model, people));
    if before.stage != held.model.stage {
        chunk.facts.push(Fact::AccountMoved {
            account,
            from: before.stage.clone(),
            to: held.model.stage.clone(),
            cause: Cause::Import {
                file: chunk.import.file_name.clone(),
            },
        });
    }
}

/// Which legs have another lead in another state of an account.
pub fn leads_named(before: &Model, after: &Model, people: &People) -> Vec<Fact> {
    let name = |id| people.named(id).map(|person| person.name.clone());
    Department::ALL
        .into_iter()
        .map(|leg| (leg, before.lead_id(leg), after.lead_id(leg)))
        .filter(|(_, was, is)| was != is)
        .map(|(leg, was, is)| Fact::LegLeadNamed {
            account: AccountId(after.id),
            leg,
            person: is.map(PersonId),
            name: name(is),
            before: name(was),
        })
        .collect()
}

/// What differs between two states of an account, as people read it.
pub fn changes(before: &Model, after: &Model) -> Changes {
    let mut changes = Changes::default();
    let mut text = |field: &str, before: &Option<String>, after: &Option<String>| {
        changes.note(field, before.clone(), after.clone());
    };
    text("name", &Some(before.name.clone()), &Some(after.name.clone()));
    text("domain", &before.domain, &after.domain);
    text("industry", &before.industry, &after.industry);
    text("city", &before.city, &after.city);
    text("country", &before.country, &after.country);
    let number = |number: Option<i32>| number.map(|number| number.to_string());
    text("employees", &number(before.employees), &number(after.employees));
    let amount = |minor: Option<i64>| minor.map(|minor| minor.to_string());
    text(
        "annual_revenue_minor",
        &amount(before.annual_revenue_minor),
        &amount(after.annual_revenue_minor),
    );
    changes
}

/// What a row says, in our own terms.
struct Said<'a> {
    employees: Option<i32>,
    revenue: Option<Money>,
    stage: Option<&'a Stage>,
    leads: [Option<Person>; 3],
}

impl<'a> Said<'a> {
    fn by(
        chunk: &mut Chunk<'_>,
        place: usize,
        row: &AccountRow,
        stages: &'a Stages,
        people: &People,
    ) -> Result<Self, Fault> {
        let employees = row.employees.map(|employees| (employees, i32::try_from(employees)));
        if let Some((employees, Err(_))) = employees {
            let most = Complaint::AtMost(i64::from(i32::MAX));
            chunk.warn(place, "employees", &employees.to_string(), most)?;
        }
        let revenue = match row.annual_revenue {
            Some(revenue) if revenue.currency != chunk.currency => {
                let said = format!("{} {}", revenue.decimal(), revenue.currency);
                chunk.warn(place, "annual_revenue", &said, Complaint::OtherCurrency)?;
                None
            }
            revenue => revenue,
        };
        let stage = row.stage.as_ref().map(Line::as_str);
        let found = stage.and_then(|said| stage_said(stages, said));
        if let (Some(said), None) = (stage, found) {
            chunk.warn(place, "stage", said, Complaint::NotAChoice)?;
        }
        Ok(Self {
            employees: employees.and_then(|(_, employees)| employees.ok()),
            revenue,
            stage: found,
            leads: [
                people.lead(chunk, place, Department::Marketing, row.marketing_owner.as_ref())?,
                people.lead(chunk, place, Department::Sales, row.sales_owner.as_ref())?,
                people.lead(chunk, place, Department::Service, row.service_owner.as_ref())?,
            ],
        })
    }
}

/// The stage with this key or name.
fn stage_said<'a>(stages: &'a Stages, said: &str) -> Option<&'a Stage> {
    stages.by_key(said).or_else(|| {
        let said = said.trim().to_lowercase();
        stages
            .iter()
            .find(|stage| stage.name.to_lowercase() == said || stage.key == said)
    })
}

/// The accounts that the rows may be about.
struct Known {
    pool: Pool<Model>,
    by_domain: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
}

impl Known {
    async fn load(chunk: &Chunk<'_>, rows: &[(usize, AccountRow)]) -> Result<Self, Fault> {
        let keys: Vec<&str> = rows
            .iter()
            .filter_map(|(_, row)| row.source_key.as_ref().map(ExternalKey::as_str))
            .collect();
        let by_key = chunk.records_of("account", keys).await?;
        let unknown = rows.iter().filter(|(_, row)| {
            row.source_key
                .as_ref()
                .is_none_or(|key| !by_key.contains_key(key.as_str()))
        });
        let beginnings = Beginnings::of(unknown.map(|(_, row)| row.name.as_str()));
        let domains: HashSet<&str> = rows
            .iter()
            .filter_map(|(_, row)| row.domain.as_ref().map(model::values::Domain::as_str))
            .collect();
        let mut which = Condition::any();
        if !by_key.is_empty() {
            which = which.add(entity::Column::Id.is_in(by_key.values().copied()));
        }
        if !domains.is_empty() {
            which = which.add(entity::Column::Domain.is_in(domains));
        }
        let mut found = if which.is_empty() {
            Vec::new()
        } else {
            entity::Entity::find().filter(which).all(chunk.db()).await?
        };
        if !beginnings.is_empty() {
            let named = entity::Entity::find()
                .filter(entity::Column::TrashedAt.is_null())
                .filter(beginnings.condition(chunk.db()))
                .all(chunk.db())
                .await?;
            found.extend(named);
        }
        let mut known = Self {
            pool: Pool::of(chunk, found).await?,
            by_domain: HashMap::new(),
            by_name: HashMap::new(),
        };
        for place in 0..known.pool.held.len() {
            known.list(place)?;
        }
        Ok(known)
    }

    fn list(&mut self, place: usize) -> Result<(), Fault> {
        let model = &self.pool.get(place)?.model;
        if let Some(domain) = &model.domain {
            self.by_domain.entry(domain.clone()).or_default().push(place);
        }
        self.by_name.entry(plain_name(&model.name)).or_default().push(place);
        Ok(())
    }

    /// Whether another account that is not in the trash has the domain.
    fn is_taken(&self, domain: &str, by_other_than: usize) -> bool {
        let holds = |place: &usize| {
            let held = self.pool.held.get(*place);
            *place != by_other_than
                && held
                    .is_some_and(|held| held.model.trashed_at.is_none() && held.model.domain.as_deref() == Some(domain))
        };
        self.by_domain
            .get(domain)
            .is_some_and(|places| places.iter().any(holds))
    }

    fn candidates(&self, row: &AccountRow, trashed: bool) -> Vec<usize> {
        let by_domain = row
            .domain
            .as_ref()
            .and_then(|domain| self.by_domain.get(domain.as_str()));
        let by_name = self.by_name.get(&plain_name(row.name.as_str()));
        let mut places: Vec<usize> = by_domain.into_iter().chain(by_name).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places.retain(|place| {
            self.pool
                .held
                .get(*place)
                .is_some_and(|held| held.model.trashed_at.is_some() == trashed)
        });
        places
    }

    fn find(&self, row: &AccountRow, trashed: bool) -> Result<Option<Vec<usize>>, Fault> {
        let places = self.candidates(row, trashed);
        let mut identities = Vec::with_capacity(places.len());
        for place in &places {
            identities.push(identity(self.pool.get(*place)?));
        }
        Ok(match best_match(&row.identity(), identities) {
            Match::None => None,
            Match::One { candidate, .. } => places.get(candidate).map(|place| vec![*place]),
            Match::Several { candidates, .. } => Some(candidates),
        })
    }

    fn take(
        &mut self,
        chunk: &mut Chunk<'_>,
        place: usize,
        row: &AccountRow,
        said: &Said<'_>,
        moves: &mut Vec<transitions::entity::Model>,
    ) -> Result<(), Fault> {
        let key = row.source_key.as_ref().map(ExternalKey::as_str);
        let by_key = self.pool.by_key(key);
        if let Some(found) = by_key
            && self.pool.get(found)?.model.trashed_at.is_some()
        {
            return chunk.skip(place, SkipReason::InTrash);
        }
        let found = match by_key {
            Some(found) => Some(found),
            None => match self.find(row, false)?.as_deref() {
                Some([found]) => Some(*found),
                Some(_) => return chunk.skip(place, SkipReason::SeveralFit),
                None if self.find(row, true)?.is_some() => return chunk.skip(place, SkipReason::InTrash),
                None => None,
            },
        };
        match found {
            Some(found) => self.change(chunk, place, row, said, found, by_key.is_some(), moves),
            None => {
                let stage = self.stage(chunk, place, said, None)?;
                let model = made(chunk, row, said, stage);
                let new = self.pool.make(chunk, place, model, key)?;
                self.list(new)
            }
        }
    }

    /// The stage that a row leads to. A customer has won a deal, whoever says otherwise.
    fn stage<'a>(
        &self,
        chunk: &mut Chunk<'_>,
        place: usize,
        said: &Said<'a>,
        found: Option<usize>,
    ) -> Result<Option<&'a Stage>, Fault> {
        let Some(stage) = said.stage else { return Ok(None) };
        let (won, stays) = match found {
            Some(found) => {
                let model = &self.pool.get(found)?.model;
                (model.won_deals > 0, stage.key == model.stage)
            }
            None => (false, false),
        };
        if won || stays || !stage.is_of_customers() {
            return Ok(Some(stage));
        }
        chunk.warn(place, "stage", &stage.name, Complaint::NotACustomerYet)?;
        Ok(None)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a row, where it stands, what it says, and what was found for it"
    )]
    fn change(
        &mut self,
        chunk: &mut Chunk<'_>,
        place: usize,
        row: &AccountRow,
        said: &Said<'_>,
        found: usize,
        by_key: bool,
        moves: &mut Vec<transitions::entity::Model>,
    ) -> Result<(), Fault> {
        let now = chunk.now();
        let fills_only = self.pool.fills_only(found)?;
        let stage = if fills_only {
            None
        } else {
            self.stage(chunk, place, said, Some(found))?
        };
        let held = self.pool.get(found)?;
        let called_by_domain = row
            .domain
            .as_ref()
            .is_some_and(|domain| domain.as_str() == row.name.as_str());
        // The same name but for its legal form is no change of name.
        let renames = by_key && !called_by_domain && plain_name(&held.model.name) != plain_name(row.name.as_str());
        let domain = row.domain.as_ref().map(|domain| domain.as_str().to_owned());
        let domain = match &domain {
            Some(said) if held.model.domain.as_ref() != Some(said) && self.is_taken(said, found) => {
                if !fills_only {
                    chunk.warn(place, "domain", said, Complaint::Taken)?;
                }
                None
            }
            _ => domain,
        };
        let (id, from) = (held.model.id, held.model.stage.clone());
        let line = |line: &Option<Line>| line.as_ref().map(Line::to_string);
        let key = row.source_key.as_ref().map(ExternalKey::as_str);
        let stages = chunk.stages.clone();
        self.pool.change(chunk, place, found, key, |model| {
            let put = Put { fills_only };
            if renames && !fills_only {
                model.name = row.name.to_string();
                model.name_key = name_key(&model.name);
            }
            put.over(&mut model.domain, domain.clone());
            put.over(&mut model.industry, line(&row.industry));
            put.over(&mut model.city, line(&row.city));
            put.over(&mut model.country, line(&row.country));
            put.over(&mut model.employees, said.employees);
            put.over(&mut model.annual_revenue_minor, said.revenue.map(|money| money.minor));
            let [marketing, sales, service] = said.leads.each_ref().map(|lead| lead.as_ref().map(|lead| lead.id));
            put.over(&mut model.marketing_lead_id, marketing);
            put.over(&mut model.sales_lead_id, sales);
            put.over(&mut model.service_lead_id, service);
            if let Some(stage) = stage
                && stage.key != model.stage
            {
                model.stage = stage.key.to_string();
                model.stage_position = stages.position(&model.stage);
                model.stage_since = now;
                model.held_until = Some(usual_hold(now));
                model.look_again_at = model.held_until;
            }
        })?;
        let to = self.pool.get(found)?.model.stage.clone();
        if to != from {
            let transition = transitions::entity::Model {
                id: chunk.new_id(),
                account_id: id,
                from_stage: from,
                to_stage: to,
                at: now,
                cause: serde_json::to_value(Cause::Import {
                    file: chunk.import.file_name.clone(),
                })?,
                person_id: chunk.by(),
                journey_version: chunk.journey_version.map(|version| version.0),
                held_until: Some(usual_hold(now)),
                receipt: None,
            };
            chunk.at(place)?.before.transition = Some(transition.id);
            moves.push(transition);
        }
        self.list(found)
    }
}

/// How values of a file go over those that are there.
#[derive(Clone, Copy)]
pub struct Put {
    /// Only what is empty is filled.
    pub fills_only: bool,
}

impl Put {
    /// An empty cell says nothing: it empties nothing.
    pub fn over<T>(self, there: &mut Option<T>, said: Option<T>) {
        if said.is_some() && !(self.fills_only && there.is_some()) {
            *there = said;
        }
    }
}

fn identity(held: &Held<Model>) -> Identity<'_> {
    Identity {
        source_key: held.keys.first().map(String::as_str),
        address: held.model.domain.as_deref(),
        name: Some(&held.model.name),
        place: held.model.country.as_deref(),
    }
}

fn made(chunk: &Chunk<'_>, row: &AccountRow, said: &Said<'_>, stage: Option<&Stage>) -> Model {
    let held_until = stage.map(|_| usual_hold(chunk.now()));
    let stage = &stage.unwrap_or(&chunk.first).key;
    let line = |line: &Option<Line>| line.as_ref().map(Line::to_string);
    let [marketing, sales, service] = said.leads.each_ref().map(|lead| lead.as_ref().map(|lead| lead.id));
    let now = chunk.now();
    Model {
        domain: row.domain.as_ref().map(|domain| domain.as_str().to_owned()),
        industry: line(&row.industry),
        city: line(&row.city),
        country: line(&row.country),
        employees: said.employees,
        annual_revenue_minor: said.revenue.map(|money| money.minor),
        marketing_lead_id: marketing,
        sales_lead_id: sales,
        service_lead_id: service,
        created_at: created(chunk, row.created.as_ref()),
        stage: stage.to_string(),
        stage_position: chunk.stages.position(stage.as_str()),
        stage_since: now,
        held_until,
        look_again_at: held_until,
        ..bare(chunk, row.name.as_str())
    }
}

/// When the other system learned of a record; not in the future.
pub fn created(chunk: &Chunk<'_>, written: Option<&model::values::Written>) -> chrono::DateTime<chrono::Utc> {
    let now = chunk.now();
    written.map_or(now, |written| written.moment(&chunk.zone).min(now))
}

/// An account of which only the name is known.
pub fn bare(chunk: &Chunk<'_>, name: &str) -> Model {
    Model::named(chunk.new_id(), name, &chunk.first, chunk.by(), chunk.now())
}

/// The account that holds deals and activities which name none: found by its name, else made.
pub async fn holder(chunk: &mut Chunk<'_>, name: &str) -> Result<(Uuid, bool), Fault> {
    let named = entity::Entity::find()
        .filter(entity::Column::TrashedAt.is_null())
        .filter(Beginnings::of(std::iter::once(name)).condition(chunk.db()))
        .all(chunk.db())
        .await?;
    let plain = plain_name(name);
    if let Some(found) = named.into_iter().find(|account| plain_name(&account.name) == plain) {
        return Ok((found.id, false));
    }
    let model = bare(chunk, name);
    let id = model.id;
    super::insert_many::<entity::Entity, _, _>(chunk.db(), vec![model]).await?;
    chunk.facts.push(Fact::AccountCreated {
        account: AccountId(id),
        name: name.to_owned(),
    });
    Ok((id, true))
}
