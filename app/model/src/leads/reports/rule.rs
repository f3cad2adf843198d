//! The rule of each figure for one row.

use chrono::{DateTime, Utc};

use super::Group;
use crate::{
    Department,
    business_time::BusinessTime,
    journey::whole_days,
    leads::{
        chain::{LeadState, RejectReason},
        engagement::{Duty, RulesOfEngagement, Trigger},
    },
};

/// Within how many minutes of business time sales owes a lead that is handed over a touch. Where rules differ by stage the
/// longest limit is meant: only behind it a lead is late whatever its stage was.
pub fn limit_minutes(rules: &RulesOfEngagement) -> Option<u32> {
    let touch = rules.rules.iter().filter(|rule| {
        rule.trigger == Trigger::LeadHandedOver && rule.receiving == Department::Sales && rule.duty == Duty::Touch
    });
    touch.map(|rule| rule.limit_minutes).max()
}

/// A hand-over to sales, as figures look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOver {
    /// When.
    pub at: DateTime<Utc>,
    /// Whether the lead met the definition then.
    pub met: bool,
    /// What sales answered.
    pub answered: Option<Answered>,
    /// When a person of sales first turned to the buyer, at the moment of the hand-over or later.
    pub touched_at: Option<DateTime<Utc>>,
}

/// What sales answered to a hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// When.
    pub at: DateTime<Utc>,
    /// The state that the lead entered.
    pub to: LeadState,
    /// Why sales does not take it.
    pub reasons: Vec<RejectReason>,
}

impl HandedOver {
    /// Touches after the lead was given back are about something else.
    fn touched_at(&self) -> Option<DateTime<Utc>> {
        let given_back = self.answered.as_ref().filter(|_| self.accepted() == Group::Rejected);
        self.touched_at
            .filter(|at| given_back.is_none_or(|answered| *at <= answered.at))
    }

    /// Whether it was followed up within a limit of so many minutes.
    pub fn followed_up(&self, limit: Option<u32>, sales: &BusinessTime, now: DateTime<Utc>) -> Group {
        let Some(limit) = limit else { return Group::NoLimit };
        let due = sales.due(self.at, limit);
        match self.touched_at() {
            _ if now < due => Group::Inside,
            // What happens in the moment in which the limit ends is late, as with every obligation.
            Some(at) if at < due => Group::Followed,
            _ => Group::Missed,
        }
    }

    /// Whether it was touched, and after how many whole minutes of business time.
    pub fn first_touch(&self, sales: &BusinessTime) -> (Group, Option<u32>) {
        match self.touched_at() {
            Some(at) => {
                let minutes = sales.elapsed(self.at, at).num_minutes();
                (Group::Touched, Some(u32::try_from(minutes).unwrap_or(u32::MAX)))
            }
            None => (Group::Untouched, None),
        }
    }

    /// What sales answered first.
    pub fn accepted(&self) -> Group {
        match self.answered.as_ref().map(|answered| answered.to) {
            None => Group::Undecided,
            Some(LeadState::Rejected | LeadState::Nurturing) => Group::Rejected,
            Some(_) => Group::Accepted,
        }
    }

    /// Whether it met the definition.
    pub const fn purity(&self) -> Group {
        if self.met { Group::Met } else { Group::Overridden }
    }
}

/// A lead whose deal was decided, or is still to be, as figures look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed {
    /// When it first met the definition, if it ever did.
    pub qualified_at: Option<DateTime<Utc>>,
    /// When its deal was decided, and whether it was won; nothing where it was open when the period ended.
    pub decided: Option<(DateTime<Utc>, bool)>,
}

impl Closed {
    /// What it is to the sales cycle, and how many whole days it took. What was lost is nothing to it.
    pub fn cycle(&self) -> Option<(Group, Option<u32>)> {
        match (self.decided, self.qualified_at) {
            (None, _) => Some((Group::Open, None)),
            (Some((_, false)), _) => None,
            (Some((at, true)), Some(since)) if since <= at => Some((Group::Won, Some(whole_days(since, at)))),
            (Some((_, true)), _) => Some((Group::NeverQualified, None)),
        }
    }

    /// What it is to the close ratio. What is open is nothing to it.
    pub fn close(&self) -> Option<Group> {
        let (_, won) = self.decided?;
        Some(if won { Group::Won } else { Group::Lost })
    }
}

/// Somebody of sales, and when that person was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rep {
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when; nothing for whoever still is.
    pub until: Option<DateTime<Utc>>,
}

/// How many reps there were in a period: who was there for half of it is half a one.
pub fn reps(people: impl IntoIterator<Item = Rep>, from: DateTime<Utc>, until: DateTime<Utc>) -> f64 {
    let whole = (until - from).num_seconds();
    if whole <= 0 {
        return 0.0;
    }
    let there: i64 = people
        .into_iter()
        .map(|rep| {
            let end = rep.until.map_or(until, |end| end.min(until));
            (end - rep.since.max(from)).num_seconds().max(0)
        })
        .sum();
    // A share of at most a few thousand people needs no more digits than a float has.
    there as f64 / whole as f64
}
