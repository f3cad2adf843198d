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

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use model::{
        Complaint, Failure,
        activity::Fact,
        platform::people::{set_theme::SetTheme, sign_in::SignIn},
        values::Theme,
    };

    use super::*;
    use crate::testing::{PASSWORD, Who, World};

    crate::testing::on_both!(
        the_log_says_who_came_in,
        the_log_is_read_in_pages_and_by_day,
        only_admins_read_the_log,
    );

    async fn the_log_says_who_came_in(world: World) {
        let sign_in = SignIn {
            email: Who::Seller.email().parse().unwrap(),
            password: PASSWORD.to_owned().try_into().unwrap(),
        };
        world.as_nobody().perform(sign_in).await.unwrap();
        world
            .as_marketer()
            .perform(SetTheme { theme: Theme::Dark })
            .await
            .unwrap();
        let asked = ListAudit {
            person: Some(Who::Seller.id()),
            ..ListAudit::default()
        };
        let page = world.as_admin().ask(asked).await.unwrap();
        let [entry] = page.items.as_slice() else {
            panic!("one entry, not {page:?}");
        };
        assert_eq!(
            entry.person.as_ref().map(|person| person.name.as_str()),
            Some(Who::Seller.name())
        );
        assert_eq!(entry.request, "test");
        assert_eq!(
            entry.fact,
            Some(Fact::SignedIn {
                person: Who::Seller.id()
            })
        );
    }

    async fn the_log_is_read_in_pages_and_by_day(world: World) {
        for theme in [Theme::Dark, Theme::Light, Theme::System, Theme::Dark] {
            world.as_seller().perform(SetTheme { theme }).await.unwrap();
            world.clock.advance(TimeDelta::hours(12));
        }
        let mut asked = ListAudit {
            fact: Some("profile_edited".parse().unwrap()),
            limit: 3.try_into().unwrap(),
            ..ListAudit::default()
        };
        let first = world.as_admin().ask(asked.clone()).await.unwrap();
        assert_eq!(first.items.len(), 3);
        asked.cursor.clone_from(&first.next);
        let second = world.as_admin().ask(asked).await.unwrap();
        assert_eq!((second.items.len(), second.next), (1, None));
        assert!(first.items.iter().all(|entry| entry.at > second.items[0].at));

        // 2 March 2026, 9 and 21 o'clock in London are 10 and 22 o'clock in Berlin, where the reader is.
        let day = NaiveDate::from_ymd_opt(2026, 3, 2);
        let on_the_day = ListAudit {
            from: day,
            until: day,
            ..ListAudit::default()
        };
        assert_eq!(world.as_admin().ask(on_the_day).await.unwrap().items.len(), 2);
        let backwards = ListAudit {
            from: day,
            until: NaiveDate::from_ymd_opt(2026, 3, 1),
            ..ListAudit::default()
        };
        let refused = world.as_admin().ask(backwards).await;
        assert_eq!(refused, Err(Failure::field("until", Complaint::BeforeTheStart)));
    }

    async fn only_admins_read_the_log(world: World) {
        for who in Who::ALL {
            let answer = world.acting(who).ask(ListAudit::default()).await;
            assert_eq!(answer.is_ok(), who == Who::Admin);
        }
    }
}
