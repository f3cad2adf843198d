//! Who did what.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, SecondsFormat, Utc};
use model::{
    platform::audit::list::{AuditEntry, ListAudit, Named},
    values::{
        Cursor, Page,
        ids::{AccountId, ActivityId, PersonId},
        zone::Zone,
    },
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Answer, Fault, Read,
    accounts::entity as accounts,
    activity::entity::{Column, Entity, Model},
    platform::people::{self, queries},
};

impl Answer for ListAudit {
    async fn answer(self, read: &Read<'_>) -> Result<Page<AuditEntry>, Fault> {
        let mut query = Entity::find();
        if let Some(person) = self.person {
            query = query.filter(
                Condition::any()
                    .add(Column::ActorId.eq(person.0))
                    .add(Column::SubjectId.eq(person.0)),
            );
        }
        if let Some(kind) = &self.fact {
            query = query.filter(Column::Kind.eq(kind.as_str()));
        }
        if let Some(account) = self.account {
            query = query.filter(Column::AccountId.eq(account.0));
        }
        if self.from.is_some() || self.until.is_some() {
            let zone = zone(read).await?;
            if let Some(begins) = self.from.and_then(|day| midnight(&zone, day)) {
                query = query.filter(Column::At.gte(begins));
            }
            let next = self.until.and_then(|day| day.checked_add_days(Days::new(1)));
            if let Some(ends) = next.and_then(|day| midnight(&zone, day)) {
                query = query.filter(Column::At.lt(ends));
            }
        }
        if let Some((at, id)) = self.cursor.as_ref().and_then(place) {
            query = query.filter(
                Condition::any()
                    .add(Column::At.lt(at))
                    .add(Condition::all().add(Column::At.eq(at)).add(Column::Id.lt(id))),
            );
        }
        let rows = query
            .order_by_desc(Column::At)
            .order_by_desc(Column::Id)
            .limit(u64::from(self.limit.get()) + 1)
            .all(read.db())
            .await?;
        let page = Page::of(rows, self.limit, |row| {
            let at = row.at.to_rfc3339_opts(SecondsFormat::Micros, true);
            Cursor::after(Some(&at), row.id)
        });
        let people: Vec<Uuid> = page
            .items
            .iter()
            .filter_map(who)
            .chain(page.items.iter().filter_map(|row| row.subject_id))
            .collect();
        let people = queries::names(read.db(), people).await?;
        let of: Vec<Uuid> = page.items.iter().filter_map(|row| row.account_id).collect();
        let accounts = account_names(read, of).await?;
        Ok(page.map(|row| entry(row, &people, &accounts)))
    }
}

fn place(cursor: &Cursor) -> Option<(DateTime<Utc>, Uuid)> {
    let (at, id) = cursor.place();
    Some((DateTime::parse_from_rfc3339(&at?).ok()?.to_utc(), id))
}

/// The reader's time zone; for the product itself it is UTC.
async fn zone(read: &Read<'_>) -> Result<Zone, Fault> {
    match read.actor().person() {
        Some(person) => {
            let row = queries::get(read.db(), person).await?;
            Ok(people::zone_around(&row.time_zone, read.now()))
        }
        None => Ok(Zone::utc()),
    }
}

fn midnight(zone: &Zone, day: NaiveDate) -> Option<DateTime<Utc>> {
    day.and_hms_opt(0, 0, 0).map(|local| zone.moment(local))
}

/// Who acted. Nobody is signed in yet at the door: there it is the person whom the fact is about.
fn who(row: &Model) -> Option<Uuid> {
    // Not "password_reset_asked": anybody can ask for anybody.
    const AT_THE_DOOR: [&str; 4] = ["set_up", "signed_in", "invitation_accepted", "password_changed"];
    row.actor_id.or_else(|| {
        let at_the_door = row.actor_kind == "anonymous" && AT_THE_DOOR.contains(&row.kind.as_str());
        at_the_door.then_some(row.subject_id).flatten()
    })
}

async fn account_names(read: &Read<'_>, mut ids: Vec<Uuid>) -> Result<HashMap<Uuid, String>, Fault> {
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String)> = accounts::Entity::find()
        .select_only()
        .columns([accounts::Column::Id, accounts::Column::Name])
        .filter(accounts::Column::Id.is_in(ids))
        .into_tuple()
        .all(read.db())
        .await?;
    Ok(rows.into_iter().collect())
}

fn entry(row: Model, people: &HashMap<Uuid, String>, accounts: &HashMap<Uuid, String>) -> AuditEntry {
    let who = who(&row);
    let named = |id: Uuid| {
        people.get(&id).map(|name| Named {
            id: PersonId(id),
            name: name.clone(),
        })
    };
    let account = row.account_id.and_then(|id| {
        accounts.get(&id).map(|name| Named {
            id: AccountId(id),
            name: name.clone(),
        })
    });
    AuditEntry {
        id: ActivityId(row.id),
        at: row.at,
        person: who.and_then(named),
        about: row.subject_id.filter(|subject| Some(*subject) != who).and_then(named),
        by_system: row.actor_kind == "system",
        account,
        operation: row.operation,
        request: row.request_id,
        kind: row.kind,
        fact: serde_json::from_value(row.fact).ok(),
    }
}
