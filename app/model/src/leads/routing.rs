//! To whom of sales a lead goes: to whoever leads sales at its account, else to somebody of its territory, else to
//! anybody; within each by turns, and as long as he has room. The reason is kept with the lead.

pub mod create_territory;
pub mod edit_desk;
pub mod edit_territory;
pub mod remove_territory;
pub mod show;
pub mod where_from;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{matching::Match, rules::LeadRule};
use crate::{
    criteria::{Criterion, facts::AccountFacts},
    keyed,
    receipt::{Line, Met, Receipt},
    values::ids::PersonId,
};

/// On how many leads somebody of sales can work at once, unless it is known better.
pub const USUAL_CAPACITY: u32 = 40;

/// Somebody of sales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seller {
    /// Who.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// Whether the person takes leads at present; nobody on leave does.
    pub takes_leads: bool,
    /// How many leads the person can work on at once.
    pub capacity: u32,
    /// How many the person has now: handed over, accepted or worked on.
    pub load: u32,
    /// When the person was given a lead last.
    pub given_at: Option<DateTime<Utc>>,
}

/// Some accounts, and the people who take leads from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Territory {
    /// What it is called.
    pub name: String,
    /// Which accounts belong to it.
    pub accounts: Criterion,
    /// Who takes leads from there.
    pub people: Vec<PersonId>,
}

keyed! {
    /// Why a lead went to whom it went.
    RouteReason {
        /// The person leads sales at the account.
        AccountOwner = "account_owner", "Leads sales at the account";
        /// The person takes leads of the territory, and it was his turn.
        Territory = "territory", "It was his turn in the territory";
        /// It was the person's turn.
        RoundRobin = "round_robin", "It was his turn";
        /// Nobody has room, and the person is the least overloaded.
        EverybodyFull = "everybody_full", "Nobody has room, and he is the least overloaded";
    }
}

/// To whom a lead goes, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadRoute)]
pub struct Routed {
    /// Who.
    pub person: PersonId,
    /// Why.
    pub reason: RouteReason,
    /// Why, in full, to be kept with the lead.
    pub receipt: Receipt,
}

/// What is known of sales when a lead is routed.
#[derive(Debug, Clone, Copy)]
pub struct Sales<'a> {
    /// Everybody who could take it.
    pub people: &'a [Seller],
    /// The territories, the first one that fits first.
    pub territories: &'a [Territory],
}

impl Seller {
    const fn has_room(&self) -> bool {
        self.takes_leads && self.load < self.capacity
    }

    /// Whose turn it is: whoever has waited longest; somebody who was never given one first.
    const fn turn(&self) -> (Option<DateTime<Utc>>, PersonId) {
        (self.given_at, self.person)
    }
}

/// To whom a lead goes, by the account that [`matching`](super::matching) found. The person who leads sales at the
/// account takes it also above his capacity: two people at one account are worse than a full desk. Where nobody has room
/// it goes to the least overloaded, because a lead always has an owner.
pub fn route(
    matched: &Match,
    leads_sales: Option<PersonId>,
    facts: &AccountFacts,
    sales: Sales<'_>,
    now: DateTime<Utc>,
) -> Result<Routed, LeadRule> {
    let mut lines = Vec::new();
    let person = |id: PersonId| sales.people.iter().find(|seller| seller.person == id);
    let owner = matched.account.and(leads_sales);
    let there = owner.and_then(person).filter(|seller| seller.takes_leads);
    lines.push(line(
        "somebody leads sales at the account, and takes leads",
        match (matched.account, owner, there) {
            (None, ..) => "no account was found".to_owned(),
            (_, None, _) => "nobody".to_owned(),
            (_, Some(_), None) => "takes no leads at present".to_owned(),
            (_, _, Some(seller)) => seller.name.clone(),
        },
        there.is_some(),
    ));
    if let Some(seller) = there {
        return Ok(routed(seller, RouteReason::AccountOwner, lines));
    }
    for territory in sales.territories {
        if !territory.accounts.holds(facts, now) {
            lines.push(line(&in_territory(territory), "not there".to_owned(), false));
            continue;
        }
        let people = territory.people.iter().filter_map(|id| person(*id));
        let next = people
            .filter(|seller| seller.has_room())
            .min_by_key(|seller| seller.turn());
        lines.push(line(
            &in_territory(territory),
            next.map_or_else(|| "nobody there has room".to_owned(), |seller| seller.name.clone()),
            next.is_some(),
        ));
        if let Some(seller) = next {
            return Ok(routed(seller, RouteReason::Territory, lines));
        }
        // The first territory that fits is the one of the account.
        break;
    }
    let people = || sales.people.iter();
    let next = people()
        .filter(|seller| seller.has_room())
        .min_by_key(|seller| seller.turn());
    lines.push(line(
        "whoever has room and has waited longest",
        next.map_or_else(|| "nobody has room".to_owned(), |seller| seller.name.clone()),
        next.is_some(),
    ));
    if let Some(seller) = next {
        return Ok(routed(seller, RouteReason::RoundRobin, lines));
    }
    let at_work = people().filter(|seller| seller.takes_leads);
    let least = at_work.min_by(|one, other| {
        let burden = |of: &Seller, against: &Seller| u64::from(of.load) * u64::from(against.capacity.max(1));
        let heavier = burden(one, other).cmp(&burden(other, one));
        heavier.then_with(|| one.turn().cmp(&other.turn()))
    });
    let least = least.ok_or(LeadRule::NobodyToRouteTo)?;
    lines.push(line("the least overloaded", least.name.clone(), true));
    Ok(routed(least, RouteReason::EverybodyFull, lines))
}

fn in_territory(territory: &Territory) -> String {
    [&territory.name, ": ", &territory.accounts.describe()].concat()
}

fn line(asked: &str, found: String, holds: bool) -> Line {
    Line {
        depth: 0,
        asked: asked.to_owned(),
        found,
        met: if holds { Met::Yes } else { Met::No },
        row_count: 0,
        rows: Vec::new(),
    }
}

fn routed(seller: &Seller, reason: RouteReason, lines: Vec<Line>) -> Routed {
    Routed {
        person: seller.person,
        reason,
        receipt: Receipt {
            rule:
                "whoever leads sales at the account, else somebody of its territory with room, else anybody with room, \
                   each by turns"
                    .to_owned(),
            holds: true,
            lines,
        },
    }
}

#[cfg(test)]
mod tests;
