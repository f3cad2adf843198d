//! The people of the three departments.

mod accept_invitation;
mod add;
pub(crate) mod ask_password_reset;
mod change_password;
mod choose_password;
mod deactivate;
mod edit;
mod edit_profile;
pub mod entity;
mod invite;
mod invite_again;
mod letters;
mod list;
mod offer_new_password;
pub(crate) mod queries;
mod reactivate;
mod reset_password;
mod set_theme;
mod set_up;
mod show;
mod show_link;
mod sign_in;
mod sign_out;
mod time_zones;
mod viewer;

use std::collections::HashMap;

use chrono::{DateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use model::{Complaint, Failure, values::zone::Zone};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// Names of people, read at once.
pub(crate) async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, DbErr> {
    let mut ids: Vec<Uuid> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String)> = entity::Entity::find()
        .select_only()
        .columns([entity::Column::Id, entity::Column::Name])
        .filter(entity::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The IANA name of a time zone that exists, or a complaint about the field.
pub(crate) fn known_time_zone(field: &str, name: &str) -> Result<String, Failure> {
    name.parse::<Tz>()
        .map(|zone| zone.name().to_owned())
        .or(Err(Failure::field(field, Complaint::NotATimeZone)))
}

/// A time zone for the browser: its changes from some years before to some years after `now`. Whoever looks at older
/// days sees them by the oldest offset, at most an hour off.
pub(crate) fn zone_around(name: &str, now: DateTime<Utc>) -> Zone {
    const BEFORE: TimeDelta = TimeDelta::days(5 * 366);
    const AFTER: TimeDelta = TimeDelta::days(3 * 366);
    zone_between(name, now - BEFORE, now + AFTER)
}

/// A time zone with its changes between two moments.
pub(crate) fn zone_between(name: &str, from: DateTime<Utc>, until: DateTime<Utc>) -> Zone {
    let Ok(zone) = name.parse::<Tz>() else {
        return Zone::utc();
    };
    let ahead = |at: DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc();
    let mut changes = vec![(from.timestamp(), ahead(from))];
    let mut day = from;
    while day < until {
        let next = day + TimeDelta::days(7);
        if ahead(next) != ahead(day) {
            // The change lies in this week: halve until it is found to the second.
            let (mut early, mut late) = (day.timestamp(), next.timestamp());
            while late - early > 1 {
                let middle = early + (late - early) / 2;
                let same = DateTime::from_timestamp(middle, 0).is_some_and(|at| ahead(at) == ahead(day));
                if same { early = middle } else { late = middle }
            }
            changes.push((late, ahead(next)));
        }
        day = next;
    }
    Zone::new(zone.name(), changes)
}
