//! Finds the account that a contact, a deal or an activity names.

use std::collections::{HashMap, HashSet};

use model::{
    platform::imports::{natural_key::plain_name, row::AccountRef},
    values::{
        Domain,
        text::{ExternalKey, Name},
    },
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::Chunk;
use crate::{
    Fault,
    accounts::{beginnings::Beginnings, entity},
};

/// What accounts are looked for by.
#[derive(Debug, Default)]
pub struct Wanted {
    pub keys: HashSet<String>,
    pub domains: HashSet<String>,
    pub names: HashSet<String>,
    pub ids: HashSet<Uuid>,
}

impl Wanted {
    pub fn add(&mut self, named: &AccountRef) {
        self.keys.extend(named.key.iter().map(ExternalKey::to_string));
        self.domains.extend(named.domain.iter().map(Domain::to_string));
        self.names.extend(named.name.iter().map(Name::to_string));
    }
}

/// What looking for an account came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// This one.
    One(Uuid),
    /// Several have the name.
    Several,
    /// None.
    Nothing,
}

/// The accounts that are named, without those in the trash.
pub struct Finder {
    by_key: HashMap<String, Uuid>,
    by_domain: HashMap<String, Uuid>,
    by_name: HashMap<String, Found>,
    live: HashSet<Uuid>,
}

impl Finder {
    pub async fn load(chunk: &Chunk<'_>, wanted: &Wanted) -> Result<Self, Fault> {
        let keys: Vec<&str> = wanted.keys.iter().map(String::as_str).collect();
        let by_key = chunk.records_of("account", keys).await?;
        let mut which = Condition::any();
        let ids: Vec<Uuid> = by_key.values().chain(&wanted.ids).copied().collect();
        if !ids.is_empty() {
            which = which.add(entity::Column::Id.is_in(ids));
        }
        if !wanted.domains.is_empty() {
            which = which.add(entity::Column::Domain.is_in(&wanted.domains));
        }
        let beginnings = Beginnings::of(wanted.names.iter().map(String::as_str));
        if !beginnings.is_empty() {
            which = which.add(beginnings.condition(chunk.db()));
        }
        let mut finder = Self {
            by_key: HashMap::new(),
            by_domain: HashMap::new(),
            by_name: HashMap::new(),
            live: HashSet::new(),
        };
        if which.is_empty() {
            return Ok(finder);
        }
        let rows: Vec<(Uuid, String, Option<String>)> = entity::Entity::find()
            .select_only()
            .column(entity::Column::Id)
            .column(entity::Column::Name)
            .column(entity::Column::Domain)
            .filter(entity::Column::TrashedAt.is_null())
            .filter(which)
            .into_tuple()
            .all(chunk.db())
            .await?;
        for (id, name, domain) in rows {
            finder.add(id, &name, domain);
        }
        finder.by_key = by_key.into_iter().filter(|(_, id)| finder.live.contains(id)).collect();
        Ok(finder)
    }

    pub fn add(&mut self, id: Uuid, name: &str, domain: Option<String>) {
        if !self.live.insert(id) {
            return;
        }
        if let Some(domain) = domain {
            self.by_domain.insert(domain, id);
        }
        let name = plain_name(name);
        if !name.is_empty() {
            self.by_name
                .entry(name)
                .and_modify(|found| *found = Found::Several)
                .or_insert(Found::One(id));
        }
    }

    pub fn by_key(&self, key: &str) -> Option<Uuid> {
        self.by_key.get(key).copied()
    }

    pub fn by_domain(&self, domain: &str) -> Option<Uuid> {
        self.by_domain.get(domain).copied()
    }

    pub fn is_here(&self, id: Uuid) -> bool {
        self.live.contains(&id)
    }

    /// The account by its key, else by its domain, else by its name.
    pub fn find(&self, named: &AccountRef) -> Found {
        let by_key = named.key.as_ref().and_then(|key| self.by_key(key.as_str()));
        let by_domain = || named.domain.as_ref().and_then(|domain| self.by_domain(domain.as_str()));
        match by_key.or_else(by_domain) {
            Some(id) => Found::One(id),
            None => named
                .name
                .as_ref()
                .map_or(Found::Nothing, |name| self.by_name(name.as_str())),
        }
    }

    pub fn by_name(&self, name: &str) -> Found {
        self.by_name.get(&plain_name(name)).copied().unwrap_or(Found::Nothing)
    }
}
