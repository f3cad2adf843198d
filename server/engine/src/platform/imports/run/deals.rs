//! Rows that are opportunities.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use model::{
    Complaint,
    activity::{Changes, Fact, day_text},
    journey::Stages,
    platform::imports::{
        Identity, Match, Row, SkipReason, Subject,
        natural_key::best_match,
        row::{AccountRef, DealRow, DealState},
    },
    values::{
        Money,
        ids::{AccountId, DealId},
        text::{ExternalKey, Name},
    },
};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{
    Chunk,
    accounts::{Put, created, holder},
    finder::{Finder, Found, Wanted},
    people::{People, Person},
    pool::{Held, Pool},
    rollups,
};
use crate::{
    Fault,
    accounts::{
        contacts,
        deals::entity::{self, Model},
        entity as account, name_key,
    },
};

pub async fn run(chunk: &mut Chunk<'_>, taken: Vec<(usize, Row)>) -> Result<(), Fault> {
    let rows: Vec<(usize, DealRow)> = taken
        .into_iter()
        .filter_map(|(place, row)| match row {
            Row::Deal(row) => Some((place, row)),
            _ => None,
        })
        .collect();
    let people = People::load(chunk, rows.iter().filter_map(|(_, row)| row.owner.as_ref())).await?;
    let named: Vec<Named<'_>> = rows
        .iter()
        .map(|(_, row)| Named {
            own: key_of(row),
            account: &row.account,
            contact: row.contact_key.as_ref().map(ExternalKey::as_str),
            deal: None,
        })
        .collect();
    let mut belongings = Belongings::load(chunk, Subject::Deals, &named).await?;
    let mut places = Vec::with_capacity(rows.len());
    for ((place, _), named) in rows.iter().zip(&named) {
        places.push(belongings.account_of(chunk, *place, named)?);
    }
    let mut known = Known::load(chunk, &rows, &places).await?;
    for ((place, row), account) in rows.iter().zip(places) {
        let said = Said::by(chunk, *place, row, &people)?;
        known.take(chunk, *place, row, &said, account, &mut belongings).await?;
    }
    let written = known.pool.write(chunk).await?;
    let mut touched = Vec::new();
    for held in &written {
        tell(chunk, held, &people);
        touched.push(held.model.account_id);
        touched.extend(held.stored.as_ref().map(|stored| stored.account_id));
    }
    rollups::deals(chunk.db(), touched).await
}

fn key_of(row: &DealRow) -> Option<&str> {
    row.source_key.as_ref().map(ExternalKey::as_str)
}

/// How a row names what it belongs to.
pub struct Named<'r> {
    /// Its own key.
    pub own: Option<&'r str>,
    /// Its account.
    pub account: &'r AccountRef,
    /// Key of its contact.
    pub contact: Option<&'r str>,
    /// Key of its deal.
    pub deal: Option<&'r str>,
}

/// The account that a deal or an activity belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    /// This one; the row says so itself.
    Said(Uuid),
    /// This one, by a link, by its contact or by its deal.
    Follows(Uuid),
    /// None that is here.
    Nowhere,
}

impl Belongs {
    pub const fn account(self) -> Option<Uuid> {
        match self {
            Self::Said(account) | Self::Follows(account) => Some(account),
            Self::Nowhere => None,
        }
    }
}

/// What deals and activities belong to: by what the row says, else by what the other system says about their keys.
pub struct Belongings {
    finder: Finder,
    links: HashMap<String, Vec<(Subject, String)>>,
    /// By key of a contact: the contact and its account.
    contacts: HashMap<String, (Uuid, Option<Uuid>)>,
    /// By key of a deal: its account.
    deals: HashMap<String, Uuid>,
    holder: Option<Uuid>,
}

impl Belongings {
    pub async fn load(chunk: &Chunk<'_>, subject: Subject, named: &[Named<'_>]) -> Result<Self, Fault> {
        let own: Vec<&str> = named.iter().filter_map(|named| named.own).collect();
        let links = chunk.links_of(subject, own).await?;
        let linked = |wanted: Subject| {
            links
                .values()
                .flatten()
                .filter(move |(subject, _)| *subject == wanted)
                .map(|(_, key)| key.as_str())
        };
        let contact_keys: HashSet<&str> = named
            .iter()
            .filter_map(|named| named.contact)
            .chain(linked(Subject::Contacts))
            .collect();
        let deal_keys: HashSet<&str> = named
            .iter()
            .filter_map(|named| named.deal)
            .chain(linked(Subject::Deals))
            .collect();
        let contacts = live_contacts(chunk, contact_keys.into_iter().collect()).await?;
        let deals = live_deals(chunk, deal_keys.into_iter().collect()).await?;
        let mut wanted = Wanted::default();
        for named in named {
            wanted.add(named.account);
        }
        wanted.keys.extend(linked(Subject::Accounts).map(str::to_owned));
        wanted.ids.extend(contacts.values().filter_map(|(_, account)| *account));
        wanted.ids.extend(deals.values().copied());
        Ok(Self {
            finder: Finder::load(chunk, &wanted).await?,
            links,
            contacts,
            deals,
            holder: None,
        })
    }

    fn linked(&self, named: &Named<'_>, wanted: Subject) -> impl Iterator<Item = &str> {
        named
            .own
            .and_then(|own| self.links.get(own))
            .into_iter()
            .flatten()
            .filter(move |(subject, _)| *subject == wanted)
            .map(|(_, key)| key.as_str())
    }

    /// The contact that a row belongs to.
    pub fn contact_of(&self, named: &Named<'_>) -> Option<Uuid> {
        named
            .contact
            .into_iter()
            .chain(self.linked(named, Subject::Contacts))
            .find_map(|key| self.contacts.get(key))
            .map(|(contact, _)| *contact)
    }

    /// The account that a row belongs to.
    pub fn account_of(&self, chunk: &mut Chunk<'_>, place: usize, named: &Named<'_>) -> Result<Belongs, Fault> {
        match self.finder.find(named.account) {
            Found::One(account) => return Ok(Belongs::Said(account)),
            Found::Several => {
                let said = named.account.name.as_ref().map(Name::as_str).unwrap_or_default();
                chunk.warn(place, "account_name", said, Complaint::Ambiguous)?;
            }
            Found::Nothing => {}
        }
        let here = |account: &Uuid| self.finder.is_here(*account);
        let by_link = self
            .linked(named, Subject::Accounts)
            .find_map(|key| self.finder.by_key(key));
        let by_deal = || {
            let mut keys = named.deal.into_iter().chain(self.linked(named, Subject::Deals));
            keys.find_map(|key| self.deals.get(key).copied().filter(here))
        };
        let by_contact = || {
            let mut keys = named.contact.into_iter().chain(self.linked(named, Subject::Contacts));
            keys.find_map(|key| self.contacts.get(key)?.1.filter(here))
        };
        Ok(by_link
            .or_else(by_deal)
            .or_else(by_contact)
            .map_or(Belongs::Nowhere, Belongs::Follows))
    }

    /// The account for whatever belongs nowhere, if the mapping names one.
    pub async fn holder(&mut self, chunk: &mut Chunk<'_>, place: usize) -> Result<Option<Uuid>, Fault> {
        let Some(name) = chunk.mapping.otherwise_account.clone() else {
            return Ok(None);
        };
        if self.holder.is_none() {
            let (account, made) = holder(chunk, name.as_str()).await?;
            if made {
                chunk.at(place)?.before.holder = Some(account);
            }
            self.holder = Some(account);
        }
        Ok(self.holder)
    }
}

async fn live_contacts(chunk: &Chunk<'_>, keys: Vec<&str>) -> Result<HashMap<String, (Uuid, Option<Uuid>)>, Fault> {
    let by_key = chunk.records_of("contact", keys).await?;
    if by_key.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, Option<Uuid>)> = contacts::entity::Entity::find()
        .select_only()
        .column(contacts::entity::Column::Id)
        .column(contacts::entity::Column::AccountId)
        .filter(contacts::entity::Column::Id.is_in(by_key.values().copied()))
        .filter(contacts::entity::Column::TrashedAt.is_null())
        .into_tuple()
        .all(chunk.db())
        .await?;
    let live: HashMap<Uuid, Option<Uuid>> = rows.into_iter().collect();
    Ok(by_key
        .into_iter()
        .filter_map(|(key, id)| live.get(&id).map(|account| (key, (id, *account))))
        .collect())
}

async fn live_deals(chunk: &Chunk<'_>, keys: Vec<&str>) -> Result<HashMap<String, Uuid>, Fault> {
    let by_key = chunk.records_of("deal", keys).await?;
    if by_key.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, Uuid)> = entity::Entity::find()
        .select_only()
        .column(entity::Column::Id)
        .column(entity::Column::AccountId)
        .filter(entity::Column::Id.is_in(by_key.values().copied()))
        .filter(entity::Column::TrashedAt.is_null())
        .into_tuple()
        .all(chunk.db())
        .await?;
    let live: HashMap<Uuid, Uuid> = rows.into_iter().collect();
    Ok(by_key
        .into_iter()
        .filter_map(|(key, id)| live.get(&id).map(|account| (key, *account)))
        .collect())
}

/// Those accounts of these deals that somebody put where only customers stand. Whom criteria put there they take away
/// again.
pub async fn customers<'d>(
    db: &DatabaseTransaction,
    stages: &Stages,
    deals: impl Iterator<Item = &'d Model>,
) -> Result<HashSet<Uuid>, Fault> {
    let won: HashSet<Uuid> = deals
        .filter(|deal| deal.state == "won")
        .map(|deal| deal.account_id)
        .collect();
    if won.is_empty() {
        return Ok(HashSet::new());
    }
    let of_customers = stages.iter().filter(|stage| stage.is_of_customers());
    let found: Vec<Uuid> = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .filter(account::Column::Id.is_in(won))
        .filter(account::Column::HeldUntil.is_not_null())
        .filter(account::Column::Stage.is_in(of_customers.map(|stage| stage.key.as_str())))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}

/// What a row says, in our own terms.
struct Said {
    amount: Option<Money>,
    /// The amount is in another currency, so the row cannot come in.
    other_currency: bool,
    /// Open, won or lost, where the row says it.
    state: Option<DealState>,
    close_on: Option<NaiveDate>,
    owner: Option<Person>,
}

impl Said {
    fn by(chunk: &mut Chunk<'_>, place: usize, row: &DealRow, people: &People) -> Result<Self, Fault> {
        let other_currency = row.amount.is_some_and(|amount| amount.currency != chunk.currency);
        let amount = match row.amount {
            Some(amount) if amount.minor < 0 => {
                chunk.warn(place, "amount", &amount.decimal(), Complaint::AtLeast(0))?;
                None
            }
            amount => amount,
        };
        let has = |key: &str| {
            chunk
                .mapping
                .columns
                .iter()
                .any(|column| column.field.as_deref() == Some(key))
        };
        // A file without such a column does not say that its deals are open.
        let says = has("state") || row.state != DealState::Open;
        let state = says.then_some(row.state);
        Ok(Self {
            amount,
            other_currency,
            state,
            close_on: row.closes_on.map(|day| day.day(&chunk.zone)),
            owner: people.resolve(chunk, place, "owner", row.owner.as_ref())?,
        })
    }
}

/// The deals that the rows may be about.
struct Known {
    pool: Pool<Model>,
    by_name: HashMap<(Uuid, String), Vec<usize>>,
    /// Accounts that stand where only customers stand: what they bought stays bought, and theirs.
    customers: HashSet<Uuid>,
}

impl Known {
    async fn load(chunk: &Chunk<'_>, rows: &[(usize, DealRow)], places: &[Belongs]) -> Result<Self, Fault> {
        let keys: Vec<&str> = rows.iter().filter_map(|(_, row)| key_of(row)).collect();
        let by_key = chunk.records_of("deal", keys).await?;
        let mut accounts: HashSet<Uuid> = places.iter().filter_map(|place| place.account()).collect();
        if let Some(name) = &chunk.mapping.otherwise_account {
            let mut wanted = Wanted::default();
            wanted.names.insert(name.to_string());
            if let Found::One(account) = Finder::load(chunk, &wanted).await?.by_name(name.as_str()) {
                accounts.insert(account);
            }
        }
        let names: HashSet<String> = rows.iter().map(|(_, row)| name_key(row.name.as_str())).collect();
        let mut which = Condition::any();
        if !by_key.is_empty() {
            which = which.add(entity::Column::Id.is_in(by_key.into_values()));
        }
        if !accounts.is_empty() {
            let named = Condition::all()
                .add(entity::Column::AccountId.is_in(accounts))
                .add(entity::Column::NameKey.is_in(names))
                .add(entity::Column::TrashedAt.is_null());
            which = which.add(named);
        }
        let found = if which.is_empty() {
            Vec::new()
        } else {
            entity::Entity::find().filter(which).all(chunk.db()).await?
        };
        let mut known = Self {
            customers: customers(chunk.db(), &chunk.stages, found.iter()).await?,
            pool: Pool::of(chunk, found).await?,
            by_name: HashMap::new(),
        };
        for place in 0..known.pool.held.len() {
            known.list(place)?;
        }
        Ok(known)
    }

    fn list(&mut self, place: usize) -> Result<(), Fault> {
        let model = &self.pool.get(place)?.model;
        if model.trashed_at.is_none() {
            let named = self
                .by_name
                .entry((model.account_id, model.name_key.clone()))
                .or_default();
            if !named.contains(&place) {
                named.push(place);
            }
        }
        Ok(())
    }

    fn find(&self, row: &DealRow, account: Uuid) -> Result<Match, Fault> {
        let Some(places) = self.by_name.get(&(account, name_key(row.name.as_str()))) else {
            return Ok(Match::None);
        };
        let mut identities = Vec::with_capacity(places.len());
        for place in places {
            let held = self.pool.get(*place)?;
            identities.push(Identity {
                source_key: held.keys.first().map(String::as_str),
                address: None,
                name: Some(&held.model.name),
                place: None,
            });
        }
        Ok(match best_match(&row.identity(), identities) {
            Match::One { candidate, by } => places
                .get(candidate)
                .map_or(Match::None, |place| Match::One { candidate: *place, by }),
            other => other,
        })
    }

    async fn take(
        &mut self,
        chunk: &mut Chunk<'_>,
        place: usize,
        row: &DealRow,
        said: &Said,
        belongs: Belongs,
        belongings: &mut Belongings,
    ) -> Result<(), Fault> {
        let key = key_of(row);
        let by_key = self.pool.by_key(key);
        if said.other_currency {
            return chunk.skip(place, SkipReason::OtherCurrency);
        }
        if let Some(found) = by_key {
            if self.pool.get(found)?.model.trashed_at.is_some() {
                return chunk.skip(place, SkipReason::InTrash);
            }
            return self.change(chunk, place, row, said, found, belongs);
        }
        let account = match belongs.account() {
            Some(account) => account,
            None => match belongings.holder(chunk, place).await? {
                Some(account) => account,
                None => return chunk.skip(place, SkipReason::NothingToBelongTo),
            },
        };
        match self.find(row, account)? {
            Match::One { candidate, .. } => self.change(chunk, place, row, said, candidate, belongs),
            Match::Several { .. } => chunk.skip(place, SkipReason::SeveralFit),
            Match::None => {
                let model = made(chunk, row, said, account);
                let new = self.pool.make(chunk, place, model, key)?;
                self.list(new)
            }
        }
    }

    fn change(
        &mut self,
        chunk: &mut Chunk<'_>,
        place: usize,
        row: &DealRow,
        said: &Said,
        found: usize,
        belongs: Belongs,
    ) -> Result<(), Fault> {
        let fills_only = self.pool.fills_only(found)?;
        let model = &self.pool.get(found)?.model;
        let bought = model.state == "won" && self.customers.contains(&model.account_id);
        if bought && !fills_only && said.state.is_some_and(|state| state != DealState::Won) {
            let said = said.state.map(state_key).unwrap_or_default();
            chunk.warn(place, "state", said, Complaint::NotACustomerYet)?;
        }
        let decided_at = decided_at(chunk, said);
        let reason = lost_reason(chunk);
        self.pool.change(chunk, place, found, key_of(row), |model| {
            let put = Put { fills_only };
            put.over(&mut model.close_on, said.close_on);
            put.over(&mut model.owner_id, said.owner.as_ref().map(|owner| owner.id));
            if fills_only {
                return;
            }
            model.name = row.name.to_string();
            model.name_key = name_key(&model.name);
            if let Some(amount) = said.amount {
                model.amount_minor = amount.minor;
            }
            if bought {
                return;
            }
            if let Belongs::Said(account) = belongs {
                model.account_id = account;
            }
            if let Some(state) = said.state
                && state_key(state) != model.state
            {
                state_key(state).clone_into(&mut model.state);
                model.closed_at = (state != DealState::Open).then_some(decided_at);
                model.lost_reason = (state == DealState::Lost).then(|| reason.clone());
            }
        })?;
        self.list(found)
    }
}

const fn state_key(state: DealState) -> &'static str {
    match state {
        DealState::Open => "open",
        DealState::Won => "won",
        DealState::Lost => "lost",
    }
}

/// When a closed deal was decided: on the day that the file says, if that is not in the future.
fn decided_at(chunk: &Chunk<'_>, said: &Said) -> DateTime<Utc> {
    let day = said.close_on.map(|day| {
        let noon = day.and_hms_opt(12, 0, 0).unwrap_or_default();
        chunk.zone.moment(noon)
    });
    day.unwrap_or_else(|| chunk.now()).min(chunk.now())
}

/// Files say that a deal was lost and not why.
fn lost_reason(chunk: &Chunk<'_>) -> String {
    format!("Lost according to {}", chunk.import.file_name)
}

fn made(chunk: &Chunk<'_>, row: &DealRow, said: &Said, account: Uuid) -> Model {
    let state = said.state.unwrap_or_default();
    let closed = state != DealState::Open;
    Model {
        id: chunk.new_id(),
        account_id: account,
        name: row.name.to_string(),
        name_key: name_key(row.name.as_str()),
        amount_minor: said.amount.map_or(0, |amount| amount.minor),
        currency: chunk.currency.code().to_owned(),
        state: state_key(state).to_owned(),
        close_on: said.close_on,
        closed_at: closed.then(|| decided_at(chunk, said)),
        lost_reason: (state == DealState::Lost).then(|| lost_reason(chunk)),
        owner_id: said.owner.as_ref().map(|owner| owner.id),
        created_at: created(chunk, row.created.as_ref()),
        updated_at: chunk.now(),
        updated_by: chunk.by(),
        trashed_at: None,
        version: 1,
    }
}

/// Records what became of a deal.
pub fn tell(chunk: &mut Chunk<'_>, held: &Held<Model>, people: &People) {
    let model = &held.model;
    let (account, deal) = (AccountId(model.account_id), DealId(model.id));
    let name = || model.name.clone();
    if held.stored.is_none() {
        chunk.facts.push(Fact::DealOpened {
            account,
            deal,
            name: name(),
            amount_minor: model.amount_minor,
            currency: model.currency.clone(),
        });
    }
    if let Some(before) = &held.stored {
        let changes = changes(before, model, people);
        if !changes.is_empty() {
            chunk.facts.push(Fact::DealEdited {
                account,
                deal,
                name: name(),
                changes: changes.into_vec(),
            });
        }
    }
    let was = held.stored.as_ref().map_or("open", |before| before.state.as_str());
    if was == model.state {
        return;
    }
    chunk.facts.push(match model.state.as_str() {
        "won" => Fact::DealWon {
            account,
            deal,
            name: name(),
            amount_minor: model.amount_minor,
            currency: model.currency.clone(),
        },
        "lost" => Fact::DealLost {
            account,
            deal,
            name: name(),
            reason: model.lost_reason.clone().unwrap_or_default(),
        },
        _ => Fact::DealReopened {
            account,
            deal,
            name: name(),
        },
    });
}

/// What differs between two states of a deal but for its being open or closed, as people read it.
pub fn changes(before: &Model, after: &Model, people: &People) -> Changes {
    let mut changes = Changes::default();
    changes.note("name", Some(before.name.clone()), Some(after.name.clone()));
    let amount = |minor: i64| Some(minor.to_string());
    changes.note("amount_minor", amount(before.amount_minor), amount(after.amount_minor));
    changes.note("close_on", before.close_on.map(day_text), after.close_on.map(day_text));
    let owner = |id| people.named(id).map(|person| person.name.clone());
    changes.note("owner", owner(before.owner_id), owner(after.owner_id));
    let account = |id: Uuid| Some(id.to_string());
    changes.note("account", account(before.account_id), account(after.account_id));
    changes
}
