//! Moves along the journey, and what becomes of them when they are taken back.

pub mod list;
pub mod move_by_hand;
pub mod undo;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use self::move_by_hand::USUAL_HOLD;
use super::{Cause, Place, Stage, Stages};
use crate::{
    Refusal,
    values::{
        Version,
        ids::{AccountId, TransitionId},
    },
};

/// A move that was just made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Transition {
    /// Which move.
    pub id: TransitionId,
    /// Which account.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// Key of the stage that it left.
    pub from: String,
    /// Key of the stage that it entered.
    pub to: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom or what.
    pub cause: Cause,
    /// Until when it holds against the journey's criteria.
    pub held_until: Option<DateTime<Utc>>,
    /// The account's version after the move.
    pub version: Version,
}

/// One move in the history of an account, as far as taking it back needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which move.
    pub id: TransitionId,
    /// Key of the stage that it left.
    pub from: String,
    /// Key of the stage that it entered.
    pub to: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it took another move back.
    pub undoes: bool,
    /// Whether the product made it, and no person.
    pub by_rule: bool,
    /// Until when it holds against the criteria, where somebody made it by hand.
    pub held_until: Option<DateTime<Utc>>,
}

/// The way back from a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayBack<'a> {
    /// The stage that the account returns to.
    pub to: &'a Stage,
    /// Since when it stands there, as if it had never left; `None` where no move says when it came.
    pub since: Option<DateTime<Utc>>,
    /// Until when it stands there against the criteria: as if it had never left, and for the usual time at least where a
    /// person overrules the criteria by it.
    pub held_until: Option<DateTime<Utc>>,
}

/// The moves that still stand, oldest first: taking a move back removes both.
pub fn standing(history: &[Step]) -> Vec<&Step> {
    holds(history).0
}

/// The moves that still stand, and until when each of the places holds where they led, the beginning first: whoever took
/// a move back may have said anew how long the account is held where it stood.
fn holds(history: &[Step]) -> (Vec<&Step>, Vec<Option<DateTime<Utc>>>) {
    let mut standing = Vec::new();
    let mut holds = vec![None];
    for step in history {
        if !step.undoes {
            standing.push(step);
            holds.push(step.held_until);
            continue;
        }
        if standing.pop().is_some() {
            holds.pop();
        }
        if let Some(hold) = holds.last_mut() {
            *hold = step.held_until;
        }
    }
    (standing, holds)
}

/// The way back from one move along these stages, taken at `now`; `None` when the account has moved on since. The history
/// is the account's, oldest first.
///
/// Whoever takes back what the product did decides against the criteria: that holds like a move by hand, or they would do
/// it again at the next look.
pub fn take_back<'a>(
    stages: &'a Stages,
    place: &Place,
    history: &[Step],
    which: TransitionId,
    now: DateTime<Utc>,
) -> Result<Option<WayBack<'a>>, Refusal> {
    let (standing, holds) = holds(history);
    if !standing.iter().any(|step| step.id == which) {
        return Err(Refusal::NothingToUndo);
    }
    let mut newest_first = standing.iter().rev();
    match newest_first.next() {
        Some(last) if last.id == which && last.to == place.stage => {
            let said = holds.iter().rev().nth(1).copied().flatten();
            let usual = now.checked_add_signed(TimeDelta::days(USUAL_HOLD.into()));
            Ok(Some(WayBack {
                to: stages.enterable(place, &last.from)?,
                since: newest_first.next().map(|before| before.at),
                held_until: if last.by_rule { said.max(usual) } else { said },
            }))
        }
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::journey::Journey;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(hour)
    }

    fn step(id: u128, from: &str, to: &str, undoes: bool) -> Step {
        Step {
            id: TransitionId(Uuid::from_u128(id)),
            from: from.to_owned(),
            to: to.to_owned(),
            at: at(i64::try_from(id).unwrap()),
            undoes,
            by_rule: false,
            held_until: None,
        }
    }

    fn place(stage: &str) -> Place {
        Place {
            stage: stage.to_owned(),
            since: at(0),
            has_won_deal: false,
        }
    }

    fn id(number: u128) -> TransitionId {
        TransitionId(Uuid::from_u128(number))
    }

    #[test]
    fn taken_back_an_account_stands_where_it_stood_and_since_then() {
        let history = [
            step(1, "loosening", "exploring", false),
            step(2, "exploring", "selecting", false),
        ];
        let stages = Journey::shipped().stages();
        let back = take_back(&stages, &place("selecting"), &history, id(2), at(9))
            .unwrap()
            .unwrap();
        assert_eq!((back.to.key.as_str(), back.since), ("exploring", Some(at(1))));
    }

    #[test]
    fn an_earlier_move_is_not_taken_back_over_a_later_one() {
        let history = [
            step(1, "loosening", "exploring", false),
            step(2, "exploring", "selecting", false),
        ];
        let stages = Journey::shipped().stages();
        assert_eq!(
            take_back(&stages, &place("selecting"), &history, id(1), at(9)),
            Ok(None)
        );
    }

    #[test]
    fn a_move_is_taken_back_once() {
        let history = [
            step(1, "loosening", "exploring", false),
            step(2, "exploring", "loosening", true),
        ];
        let stages = Journey::shipped().stages();
        for which in [1, 2] {
            assert_eq!(
                take_back(&stages, &place("loosening"), &history, id(which), at(9)),
                Err(Refusal::NothingToUndo)
            );
        }
    }

    #[test]
    fn the_way_back_keeps_to_the_rules() {
        let history = [step(1, "onboarding", "dormant", false)];
        let stages = Journey::shipped().stages();
        assert!(matches!(
            take_back(&stages, &place("dormant"), &history, id(1), at(9)),
            Err(Refusal::NotACustomerYet { .. })
        ));
    }

    #[test]
    fn whoever_takes_back_what_a_rule_did_holds_the_account() {
        let stages = Journey::shipped().stages();
        let held = Some(at(24 * 30));
        let by_hand = Step {
            held_until: held,
            ..step(1, "loosening", "exploring", false)
        };
        let by_rule = Step {
            by_rule: true,
            ..step(2, "exploring", "selecting", false)
        };
        let usual = Some(at(9) + TimeDelta::days(90));
        let mut history = vec![by_hand, by_rule];
        let back = |history: &[Step], stage: &str, which| {
            let back = take_back(&stages, &place(stage), history, id(which), at(9)).unwrap();
            let back = back.unwrap();
            (back.to.key.to_string(), back.held_until)
        };
        assert_eq!(back(&history, "selecting", 2), ("exploring".to_owned(), usual));
        history.push(Step {
            held_until: usual,
            ..step(3, "selecting", "exploring", true)
        });
        // Whoever moves it from there and thinks better of it leaves it held as it was.
        history.push(step(4, "exploring", "dormant", false));
        assert_eq!(back(&history, "dormant", 4), ("exploring".to_owned(), usual));
        // The move by hand itself is taken back as ever.
        history.push(Step {
            held_until: usual,
            ..step(5, "dormant", "exploring", true)
        });
        assert_eq!(back(&history, "exploring", 1), ("loosening".to_owned(), None));
        // What holds for longer than usual goes on doing so.
        history.truncate(2);
        history[0].held_until = Some(at(24 * 300));
        assert_eq!(back(&history, "selecting", 2).1, Some(at(24 * 300)));
    }

    proptest! {
        #[test]
        fn moves_taken_back_one_by_one_lead_to_the_beginning(moves in proptest::collection::vec(0_usize..6, 1..12)) {
            let stages = Journey::shipped().stages();
            let key = |number: usize| stages.iter().nth(number).unwrap().key.as_str();
            let mut history = Vec::new();
            let mut here = "dormant";
            for (number, stage) in moves.iter().enumerate() {
                if key(*stage) != here {
                    history.push(step(number as u128 + 1, here, key(*stage), false));
                    here = key(*stage);
                }
            }
            let mut next = 1_000;
            while let Some(last) = standing(&history).last().map(|step| (*step).clone()) {
                let back = take_back(&stages, &place(here), &history, last.id, at(9)).unwrap().unwrap();
                prop_assert_eq!(back.to.key.as_str(), last.from.as_str());
                history.push(step(next, here, back.to.key.as_str(), true));
                here = back.to.key.as_str();
                next += 1;
            }
            prop_assert_eq!(here, "dormant");
        }
    }
}
