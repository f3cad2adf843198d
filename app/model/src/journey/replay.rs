//! The history of an account run again under other rules, in memory. It looks where the product would have looked: when
//! a fact comes, when somebody moves the account, and every night; but only at those moments at which the answer can be
//! another one, which the evaluator itself tells.

mod tally;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};

pub use self::tally::{Flow, Standing, Tally};
use super::evaluation::{Decider, Hold, Rules};
use crate::criteria::{evaluate::sooner, facts::AccountFacts};

/// Something that a person did about an account's stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByHand<'h> {
    /// When.
    pub at: DateTime<Utc>,
    /// The move that holds from then on; `None` where the last move was taken back, so that the criteria decide.
    pub hold: Option<Hold<'h>>,
}

/// A move that the rules would have made, or that a person made under them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved<'a> {
    /// Key of the stage that the account left.
    pub from: &'a str,
    /// Key of the stage that it entered.
    pub to: &'a str,
    /// When.
    pub at: DateTime<Utc>,
    /// What decided.
    pub by: Decider,
}

/// Where a replay ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended<'a> {
    /// Key of the stage where the account stands at the end.
    pub stage: &'a str,
    /// Since when.
    pub since: DateTime<Utc>,
    /// When to look again; `None`: never, unless something happens.
    pub look_again: Option<DateTime<Utc>>,
    /// How many moments were looked at.
    pub looks: u32,
}

/// Runs an account's history from its beginning until a moment, which is looked at in any case; tells each move.
///
/// The account begins in the first stage when it was created, or with its first fact where that is older. `by_hand`
/// stands in the order of time. The standing of the facts is overwritten.
pub fn replay<'a>(
    rules: &Rules<'a>,
    facts: &mut AccountFacts,
    by_hand: &[ByHand<'_>],
    created_at: DateTime<Utc>,
    until: DateTime<Utc>,
    mut tell: impl FnMut(Moved<'a>),
) -> Ended<'a> {
    let mut by_hand = by_hand.iter().copied().peekable();
    let first_move = by_hand.peek().map(|hand| hand.at);
    let oldest = facts.first_from(DateTime::<Utc>::MIN_UTC);
    let begins = sooner(sooner(first_move, oldest), Some(created_at)).unwrap_or(created_at);
    let mut ended = Ended {
        stage: rules.first(),
        since: begins,
        look_again: None,
        looks: 0,
    };
    facts.stand(ended.stage, begins);
    let mut now = begins.min(until);
    let mut hold = None;
    loop {
        while let Some(hand) = by_hand.next_if(|hand| hand.at <= now) {
            hold = hand.hold;
        }
        let decision = rules.decide(facts, hold, now);
        ended.looks += 1;
        ended.look_again = decision.until;
        if decision.stage != ended.stage {
            tell(Moved {
                from: ended.stage,
                to: decision.stage,
                at: now,
                by: decision.by,
            });
            ended.stage = decision.stage;
            ended.since = now;
            facts.stand(decision.stage, now);
            // Where criteria ask for the stage the move itself may change their answer, at whatever look comes next.
            if rules.asks().stage {
                let at_once = now.checked_add_signed(TimeDelta::nanoseconds(1));
                ended.look_again = sooner(ended.look_again, at_once);
            }
        }
        // The end is looked at itself, because the next night may come after it.
        let change = ended.look_again.filter(|change| *change <= until);
        let next = change.map(|change| look_from(facts, created_at, change).min(until));
        let hand = by_hand.peek().map(|hand| hand.at).filter(|at| *at <= until);
        match sooner(next, hand) {
            Some(next) if next > now => now = next,
            _ => return ended,
        }
    }
}

/// The first moment, from this one on, at which the product looks: when a fact comes, that the account is there among
/// them, or at night.
fn look_from(facts: &AccountFacts, created_at: DateTime<Utc>, from: DateTime<Utc>) -> DateTime<Utc> {
    let night = night_from(from);
    let created = Some(created_at).filter(|at| *at >= from);
    sooner(facts.first_from(from), created).map_or(night, |fact| fact.min(night))
}

/// The first midnight from this moment on, by the clocks of UTC; the end of time where there is none.
pub fn night_from(from: DateTime<Utc>) -> DateTime<Utc> {
    let day = from.date_naive();
    if from.time() == NaiveTime::MIN {
        return from;
    }
    day.checked_add_days(Days::new(1))
        .map_or(DateTime::<Utc>::MAX_UTC, |next| next.and_time(NaiveTime::MIN).and_utc())
}
