//! Who works beside the leads: where an account is far enough on that one person is not enough.

use chrono::{DateTime, TimeDelta, Utc};
use model::{Department, journey::participation::leg_place};

use super::{
    dice::Dice,
    people::{Colleague, Staff},
};

/// How many of a hundred legs somebody works beside the lead.
const SHARED: i64 = 22;

/// Somebody begins to work a leg beside its lead, who says so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Joins<'a> {
    pub leg: Department,
    pub who: &'a Colleague,
    pub by: &'a Colleague,
    pub at: DateTime<Utc>,
}

/// Those who work the legs of an account that began at some time, beside its leads.
pub(super) fn of_account<'a>(
    leads: [Option<&'a Colleague>; 3],
    staff: &'a Staff,
    begun: DateTime<Utc>,
    now: DateTime<Utc>,
    dice: &mut Dice,
) -> Vec<Joins<'a>> {
    let mut joins: Vec<Joins<'a>> = Vec::new();
    for leg in Department::ALL {
        let Some(lead) = leads[leg_place(leg)] else {
            continue;
        };
        if !dice.chance(SHARED) {
            continue;
        }
        for _ in 0..dice.between(1, 2) {
            let who = staff.anybody(leg, dice);
            let known = who.id == lead.id || joins.iter().any(|other| other.who.id == who.id);
            let hours = dice.between(0, (now - begun).num_hours().max(1) - 1);
            // Leads are named within the first day.
            let at = begun + TimeDelta::hours(hours).max(TimeDelta::days(1));
            if !known && at < now {
                joins.push(Joins { leg, who, by: lead, at });
            }
        }
    }
    joins
}
