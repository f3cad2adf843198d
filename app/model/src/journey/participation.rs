//! What each leg owes the buyer where an account stands, and whether it acted: the stool check.
//!
//! A stage names which legs owe an act in which window. A leg has acted when its last act is younger than the window. It
//! is missing when the window has passed since it was last heard of, and never before the account has stood here for as
//! long as the window: nobody is blamed on the day an account arrives. Whoever was found missing before and has not been
//! heard of since gets no new time by a move.

pub mod at;
pub mod show;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Stage, missing_legs::Cleared};
use crate::Department;

/// What is known of the legs of one account. Legs stand in the order of [`Department::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LegsSeen {
    /// Since when the account stands in its stage.
    pub here_since: DateTime<Utc>,
    /// When each leg last acted.
    pub acted_at: [Option<DateTime<Utc>>; 3],
    /// From which moment the silence counted of legs that were found missing, the last time that they were.
    pub silent_since: [Option<DateTime<Utc>>; 3],
    /// For which legs an alert is open.
    pub open: [bool; 3],
}

impl LegsSeen {
    /// From when the silence of a leg counts: its last act, or the day on which the account came, whichever is later. A leg
    /// that was found missing and has not been heard of since goes on being silent from the same moment, whether its alert
    /// is open or ended without an act: a move gives it no new time.
    pub fn silence(&self, leg: Department) -> DateTime<Utc> {
        let place = leg_place(leg);
        let act = self.acted_at[place];
        let since = self.silent_since[place];
        let goes_on = since.filter(|since| self.open[place] || act.is_none_or(|act| act <= *since));
        let from = goes_on.unwrap_or(self.here_since);
        act.map_or(from, |act| act.max(from))
    }

    /// Whether an alert is open for a leg.
    pub const fn is_open(&self, leg: Department) -> bool {
        self.open[leg_place(leg)]
    }
}

/// How a leg stands to what it owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LegState {
    /// It acted within its window.
    Acted,
    /// It has not acted within its window, and the account has not stood here for as long.
    HasTime,
    /// It owes an act.
    Missing,
}

/// One leg that owes an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LegShare {
    /// Which leg.
    pub leg: Department,
    /// Days within which it owes one.
    pub within_days: u16,
    /// When it last acted.
    pub last_act: Option<DateTime<Utc>>,
    /// From when its silence counts: its last act, or the day on which the account came, whichever is later; a move gives a
    /// leg that was found missing no new time.
    pub silent_since: DateTime<Utc>,
    /// The moment at which the window has passed: it is missing since then, or will be unless it acts.
    pub missing_since: DateTime<Utc>,
    /// How it stands.
    pub state: LegState,
}

/// Legs that acted of legs that owe an act; there is none where no leg owes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct StoolScore {
    /// How many legs acted within their windows.
    pub acted: u8,
    /// How many legs owe an act; at least one.
    pub owed: u8,
}

impl StoolScore {
    /// Whether every leg that owes an act acted.
    pub const fn is_full(self) -> bool {
        self.acted == self.owed
    }
}

impl std::fmt::Display for StoolScore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {}", self.acted, self.owed)
    }
}

/// The place of a leg in arrays of three.
pub const fn leg_place(leg: Department) -> usize {
    match leg {
        Department::Marketing => 0,
        Department::Sales => 1,
        Department::Service => 2,
    }
}

fn days_after(at: DateTime<Utc>, days: u16) -> DateTime<Utc> {
    at.checked_add_signed(TimeDelta::days(i64::from(days)))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// What each leg that owes an act at a stage did, in the order of [`Department::ALL`]. Nobody owes anything in a stage
/// that the journey does not have.
pub fn shares(stage: Option<&Stage>, seen: &LegsSeen, now: DateTime<Utc>) -> Vec<LegShare> {
    let owes = stage.map_or(&[][..], |stage| &stage.owes);
    Department::ALL
        .into_iter()
        .filter_map(|leg| {
            let owed = owes.iter().find(|owed| owed.leg == leg)?;
            let last_act = seen.acted_at[leg_place(leg)];
            let silent_since = seen.silence(leg);
            let missing_since = days_after(silent_since, owed.within_days);
            let state = if last_act.is_some_and(|act| days_after(act, owed.within_days) > now) {
                LegState::Acted
            } else if missing_since <= now {
                LegState::Missing
            } else {
                LegState::HasTime
            };
            Some(LegShare {
                leg,
                within_days: owed.within_days,
                last_act,
                silent_since,
                missing_since,
                state,
            })
        })
        .collect()
}

/// Legs that acted of legs that owe an act.
pub fn score(shares: &[LegShare]) -> Option<StoolScore> {
    let count = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
    let acted = shares.iter().filter(|share| share.state == LegState::Acted).count();
    (!shares.is_empty()).then(|| StoolScore {
        acted: count(acted),
        owed: count(shares.len()),
    })
}

/// When to look at the account again: the next moment at which a leg is missing unless it acts, of legs without an open
/// alert. In the past where an alert is to be raised.
pub fn look_again(shares: &[LegShare], seen: &LegsSeen) -> Option<DateTime<Utc>> {
    shares
        .iter()
        .filter(|share| !seen.is_open(share.leg))
        .map(|share| share.missing_since)
        .min()
}

/// The legs for which an alert is to be raised.
pub fn to_raise<'a>(shares: &'a [LegShare], seen: &'a LegsSeen) -> impl Iterator<Item = &'a LegShare> + use<'a> {
    shares
        .iter()
        .filter(|share| share.state == LegState::Missing && !seen.is_open(share.leg))
}

/// How an open alert stands by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertNow {
    /// The leg still owes an act, since this moment.
    Open(DateTime<Utc>),
    /// It ended.
    Over(Cleared),
}

/// How the open alert of a leg, raised while the account stood in `raised_in`, stands by now.
pub fn alert_now(leg: Department, raised_in: &str, stands_in: &str, shares: &[LegShare], seen: &LegsSeen) -> AlertNow {
    let moved = raised_in != stands_in;
    let elsewhere = if moved { Cleared::MovedOn } else { Cleared::NoLongerOwed };
    let Some(share) = shares.iter().find(|share| share.leg == leg) else {
        return AlertNow::Over(elsewhere);
    };
    if share.state == LegState::Missing {
        return AlertNow::Open(share.missing_since);
    }
    let counted_from = seen.silent_since[leg_place(leg)].unwrap_or(seen.here_since);
    if share.last_act.is_some_and(|act| act > counted_from) {
        AlertNow::Over(Cleared::Acted)
    } else {
        AlertNow::Over(elsewhere)
    }
}

#[cfg(test)]
mod tests;
