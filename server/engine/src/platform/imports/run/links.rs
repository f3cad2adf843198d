//! Rows that say which records belong together, by their keys in the other system. A link is kept for good: what comes
//! in later finds by it what it belongs to.

use std::collections::{HashMap, HashSet};

use model::platform::imports::{Row, RowOutcome, SkipReason, Subject, row::LinkRow};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{Chunk, activities, contacts, deals, pool::Pool, rollups};
use crate::{
    Fault,
    accounts::{contacts::entity as contact, deals::entity as deal, entity as account, touches::entity as touch},
    platform::imports::links::{self, Model as Link},
};

pub async fn run(chunk: &mut Chunk<'_>, taken: Vec<(usize, Row)>) -> Result<(), Fault> {
    let rows: Vec<(usize, LinkRow)> = taken
        .into_iter()
        .filter_map(|(place, row)| match row {
            Row::Link(row) => Some((place, row)),
            _ => None,
        })
        .collect();
    let mut ends = Ends::load(chunk, &rows).await?;
    let mut new = Vec::new();
    for (place, row) in &rows {
        let link = Link {
            source: chunk.source().to_owned(),
            one_subject: row.one.subject.key().to_owned(),
            one_key: row.one.key.to_string(),
            other_subject: row.other.subject.key().to_owned(),
            other_key: row.other.key.to_string(),
        };
        let is_new = ends.stored.insert(link.clone());
        let one = ends.find(row.one.subject, row.one.key.as_str());
        let other = ends.find(row.other.subject, row.other.key.as_str());
        match (one, other) {
            (Some(one), Some(other)) => {
                let changed = ends.join(chunk, *place, row, one, other)?;
                let result = chunk.at(*place)?;
                result.record = Some(other);
                result.outcome = match (is_new, changed) {
                    (true, _) => RowOutcome::Created,
                    (false, true) => RowOutcome::Updated,
                    (false, false) => RowOutcome::Unchanged,
                };
            }
            _ => chunk.skip(*place, SkipReason::Waiting)?,
        }
        if is_new {
            chunk.at(*place)?.before.link = Some(link.clone());
            new.push(link);
        }
    }
    super::insert_many::<links::Entity, _, _>(chunk.db(), new).await?;
    ends.write(chunk).await
}

/// The records at both ends of the links.
struct Ends {
    /// Links that are known.
    stored: HashSet<Link>,
    /// Live records by subject and key.
    ids: HashMap<(Subject, String), Uuid>,
    /// Accounts that the other system links to a record, by subject and key of the record.
    accounts_of: HashMap<(Subject, String), HashSet<Uuid>>,
    /// Accounts that stand where only customers stand: what they bought stays theirs.
    customers: HashSet<Uuid>,
    contacts: Pool<contact::Model>,
    deals: Pool<deal::Model>,
    touches: Pool<touch::Model>,
}

impl Ends {
    async fn load(chunk: &Chunk<'_>, rows: &[(usize, LinkRow)]) -> Result<Self, Fault> {
        let keys = |subject: Subject| -> Vec<&str> {
            let mut keys: Vec<&str> = rows
                .iter()
                .flat_map(|(_, row)| [&row.one, &row.other])
                .filter(|end| end.subject == subject)
                .map(|end| end.key.as_str())
                .collect();
            keys.sort_unstable();
            keys.dedup();
            keys
        };
        let mut stored = HashSet::new();
        let mut linked_accounts: Vec<(Subject, String, String)> = Vec::new();
        for subject in [Subject::Contacts, Subject::Deals, Subject::Activities] {
            for (other, ends) in chunk.links_of(subject, keys(subject)).await? {
                for (one, key) in ends {
                    stored.insert(Link {
                        source: chunk.source().to_owned(),
                        one_subject: one.key().to_owned(),
                        one_key: key.clone(),
                        other_subject: subject.key().to_owned(),
                        other_key: other.clone(),
                    });
                    if one == Subject::Accounts {
                        linked_accounts.push((subject, other.clone(), key));
                    }
                }
            }
        }
        let mut account_keys = keys(Subject::Accounts);
        account_keys.extend(linked_accounts.iter().map(|(_, _, key)| key.as_str()));
        let accounts = chunk.records_of("account", account_keys).await?;
        let live = account::Entity::find()
            .filter(account::Column::Id.is_in(accounts.values().copied()))
            .filter(account::Column::TrashedAt.is_null());
        let live: HashSet<Uuid> = if accounts.is_empty() {
            HashSet::new()
        } else {
            live.all(chunk.db())
                .await?
                .into_iter()
                .map(|account| account.id)
                .collect()
        };
        let mut ids: HashMap<(Subject, String), Uuid> = HashMap::new();
        for (key, id) in accounts {
            if live.contains(&id) {
                ids.insert((Subject::Accounts, key), id);
            }
        }
        let mut accounts_of: HashMap<(Subject, String), HashSet<Uuid>> = HashMap::new();
        for (subject, record, account) in linked_accounts {
            if let Some(id) = ids.get(&(Subject::Accounts, account)) {
                accounts_of.entry((subject, record)).or_default().insert(*id);
            }
        }
        macro_rules! load {
            ($module:ident, $subject:expr, $name:literal) => {{
                let by_key = chunk.records_of($name, keys($subject)).await?;
                let models = if by_key.is_empty() {
                    Vec::new()
                } else {
                    $module::Entity::find()
                        .filter($module::Column::Id.is_in(by_key.values().copied()))
                        .filter($module::Column::TrashedAt.is_null())
                        .all(chunk.db())
                        .await?
                };
                let live: HashSet<Uuid> = models.iter().map(|model| model.id).collect();
                ids.extend(
                    by_key
                        .into_iter()
                        .filter(|(_, id)| live.contains(id))
                        .map(|(key, id)| (($subject, key), id)),
                );
                Pool::of(chunk, models).await?
            }};
        }
        let contacts = load!(contact, Subject::Contacts, "contact");
        let deals = load!(deal, Subject::Deals, "deal");
        let touches = load!(touch, Subject::Activities, "touch");
        Ok(Self {
            customers: deals::customers(chunk.db(), &chunk.stages, deals.held.iter().map(|held| &held.model)).await?,
            stored,
            ids,
            accounts_of,
            contacts,
            deals,
            touches,
        })
    }

    fn find(&self, subject: Subject, key: &str) -> Option<Uuid> {
        self.ids.get(&(subject, key.to_owned())).copied()
    }

    /// Does what a link says, as far as one record has a place for the other. A record that stands with an account which
    /// the other system links to it stays there: it may be linked to several.
    fn join(
        &mut self,
        chunk: &mut Chunk<'_>,
        place: usize,
        row: &LinkRow,
        one: Uuid,
        other: Uuid,
    ) -> Result<bool, Fault> {
        let end = (row.other.subject, row.other.key.to_string());
        let linked = self.accounts_of.entry(end).or_default();
        let to_account = row.one.subject == Subject::Accounts;
        let stays = |current: Option<Uuid>| current.is_some_and(|current| linked.contains(&current));
        let changed = match row.other.subject {
            Subject::Contacts if to_account => match self.contacts.by_id(other) {
                Some(held) => self.contacts.change(chunk, place, held, None, |contact| {
                    if contact.account_id.is_none() {
                        contact.account_id = Some(one);
                    }
                })?,
                None => false,
            },
            Subject::Deals if to_account => match self.deals.by_id(other) {
                Some(held) => {
                    let customers = &self.customers;
                    self.deals.change(chunk, place, held, None, |deal| {
                        let bought = deal.state == "won" && customers.contains(&deal.account_id);
                        if !bought && !stays(Some(deal.account_id)) {
                            deal.account_id = one;
                        }
                    })?
                }
                None => false,
            },
            Subject::Activities if to_account => match self.touches.by_id(other) {
                Some(held) => self.touches.change(chunk, place, held, None, |touch| {
                    if !stays(Some(touch.account_id)) {
                        touch.account_id = one;
                    }
                })?,
                None => false,
            },
            Subject::Activities if row.one.subject == Subject::Contacts => match self.touches.by_id(other) {
                Some(held) => self.touches.change(chunk, place, held, None, |touch| {
                    touch.contact_id = touch.contact_id.or(Some(one));
                })?,
                None => false,
            },
            // Which contact belongs to which deal is kept with the links only.
            _ => false,
        };
        if to_account {
            linked.insert(one);
        }
        Ok(changed)
    }

    async fn write(self, chunk: &mut Chunk<'_>) -> Result<(), Fault> {
        let people = super::people::People::load(chunk, std::iter::empty()).await?;
        for held in self.contacts.write(chunk).await? {
            contacts::tell(chunk, &held);
        }
        let mut touched = Vec::new();
        for held in self.deals.write(chunk).await? {
            deals::tell(chunk, &held, &people);
            touched.push(held.model.account_id);
            touched.extend(held.stored.map(|stored| stored.account_id));
        }
        rollups::deals(chunk.db(), touched).await?;
        let written = self.touches.write(chunk).await?;
        activities::tell(chunk, &written).await
    }
}
