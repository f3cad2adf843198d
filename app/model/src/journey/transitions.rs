//! Moves along the journey, and what becomes of them when they are taken back.

pub mod list;
pub mod move_by_hand;
pub mod undo;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
    /// Until when it stands there against the criteria, as if it had never left.
    pub held_until: Option<DateTime<Utc>>,
}

/// The moves that still stand, oldest first: taking a move back removes both.
pub fn standing(history: &[Step]) -> Vec<&Step> {
    let mut standing = Vec::new();
    for step in history {
        if step.undoes {
            standing.pop();
        } else {
            standing.push(step);
        }
    }
    standing
}

/// The way back from one move along these stages; `None` when the account has moved on since. The history is the
/// account's, oldest first.
pub fn take_back<'a>(
    stages: &'a Stages,
    place: &Place,
    history: &[Step],
    which: TransitionId,
) -> Result<Option<WayBack<'a>>, Refusal> {
    let standing = standing(history);
    if !standing.iter().any(|step| step.id == which) {
        return Err(Refusal::NothingToUndo);
    }
    let mut newest_first = standing.iter().rev();
    match newest_first.next() {
        Some(last) if last.id == which && last.to == place.stage => {
            let before = newest_first.next();
            Ok(Some(WayBack {
                to: stages.enterable(place, &last.from)?,
                since: before.map(|before| before.at),
                held_until: before.and_then(|before| before.held_until),
            }))
        }
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
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
        let back = take_back(&stages, &place("selecting"), &history, id(2))
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
        assert_eq!(take_back(&stages, &place("selecting"), &history, id(1)), Ok(None));
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
                take_back(&stages, &place("loosening"), &history, id(which)),
                Err(Refusal::NothingToUndo)
            );
        }
    }

    #[test]
    fn the_way_back_keeps_to_the_rules() {
        let history = [step(1, "onboarding", "dormant", false)];
        let stages = Journey::shipped().stages();
        assert!(matches!(
            take_back(&stages, &place("dormant"), &history, id(1)),
            Err(Refusal::NotACustomerYet { .. })
        ));
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
                let back = take_back(&stages, &place(here), &history, last.id).unwrap().unwrap();
                prop_assert_eq!(back.to.key.as_str(), last.from.as_str());
                history.push(step(next, here, back.to.key.as_str(), true));
                here = back.to.key.as_str();
                next += 1;
            }
            prop_assert_eq!(here, "dormant");
        }
    }
}
