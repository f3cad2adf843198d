use proptest::prelude::*;

use super::*;
use crate::journey::{Journey, Vocabulary};

/// Accounts that begin at the first stage and move on by these numbers of stages.
fn histories() -> impl Strategy<Value = Vec<Vec<usize>>> {
    proptest::collection::vec(proptest::collection::vec(0_usize..14, 0..8), 0..20)
}

/// The moves of all histories behind the first `skip` of each, and where accounts stood then and stand now.
fn told(histories: &[Vec<usize>], skip: usize) -> (Vec<Moves>, Vec<String>, Vec<String>) {
    let stages = Journey::shipped().stages();
    let key = |place: usize| stages.iter().nth(place).unwrap().key.to_string();
    let (mut moves, mut then, mut now) = (Vec::new(), Vec::new(), Vec::new());
    for history in histories {
        let mut here = key(0);
        let mut before = here.clone();
        for (number, place) in history.iter().enumerate() {
            let to = key(*place);
            if to != here {
                if number >= skip {
                    moves.push(Moves {
                        from: here,
                        to: to.clone(),
                        count: 1,
                    });
                }
                here = to;
            }
            if number < skip {
                before.clone_from(&here);
            }
        }
        then.push(before);
        now.push(here);
    }
    (moves, then, now)
}

proptest! {
    #[test]
    fn what_came_less_what_left_is_the_change_of_standing(histories in histories(), skip in 0_usize..4) {
        let (moves, then, now) = told(&histories, skip);
        for vocabulary in Vocabulary::ALL {
            let steps = Journey::shipped().steps(vocabulary);
            let stand = |keys: &[String], place: usize| {
                i64::try_from(keys.iter().filter(|key| steps.place_of(key) == Some(place)).count()).unwrap()
            };
            for (place, flow) in flow(&steps, &moves).into_iter().enumerate() {
                let change = stand(&now, place) - stand(&then, place);
                prop_assert_eq!(i64::from(flow.entered) - i64::from(flow.left), change);
            }
        }
    }

    #[test]
    fn sums_over_steps_match(histories in histories()) {
        let (moves, _, _) = told(&histories, 0);
        let steps = Journey::shipped().steps(Vocabulary::Stages);
        let flows = flow(&steps, &moves);
        let entered: u32 = flows.iter().map(|flow| flow.entered).sum();
        let left: u32 = flows.iter().map(|flow| flow.left).sum();
        prop_assert_eq!((entered, left), (u32::try_from(moves.len()).unwrap(), u32::try_from(moves.len()).unwrap()));
        for flow in flows {
            prop_assert_eq!(flow.left, flow.forward + flow.back + flow.detours + flow.elsewhere);
            prop_assert_eq!(flow.left, flow.next.iter().map(|target| target.count).sum::<u32>());
            prop_assert!(flow.next.is_sorted_by(|one, next| one.count >= next.count));
        }
    }

    #[test]
    fn quartiles_are_values_between_the_least_and_the_most(days in proptest::collection::vec(0_u32..1_000, 1..60)) {
        let stay = Stay::of(days.clone()).unwrap();
        let quartiles = [stay.least_days, stay.lower_days, stay.median_days, stay.upper_days, stay.most_days];
        prop_assert!(quartiles.is_sorted());
        prop_assert!(quartiles.iter().all(|value| days.contains(value)));
        let up_to = |value: u32| days.iter().filter(|day| **day <= value).count();
        prop_assert!(up_to(stay.lower_days) * 4 >= days.len());
        prop_assert!(up_to(stay.median_days) * 2 >= days.len());
    }

    #[test]
    fn a_share_is_within_its_whole(whole in 1_u32..10_000, part in 0_u32..10_000) {
        prop_assert!(percent(part.min(whole), whole).is_some_and(|percent| percent <= 100));
    }
}

#[test]
fn no_data_is_no_data_and_never_nought() {
    let steps = Journey::shipped().steps(Vocabulary::Stages);
    for flow in flow(&steps, &[]) {
        assert_eq!(flow, Flow::default());
        assert_eq!(flow.conversion_percent, None);
    }
    assert_eq!(Stay::of(Vec::new()), None);
    assert_eq!(percent(0, 0), None);
    assert_eq!(percent(0, 3), Some(0));
    assert_eq!(percent(2, 3), Some(67));
}

#[test]
fn stages_that_the_journey_no_longer_has_are_elsewhere() {
    let steps = Journey::shipped().steps(Vocabulary::Stages);
    let moved = |from: &str, to: &str| Moves {
        from: from.to_owned(),
        to: to.to_owned(),
        count: 2,
    };
    let flows = flow(&steps, &[moved("loosening", "gone"), moved("gone", "exploring")]);
    assert_eq!(
        (flows[0].left, flows[0].elsewhere, flows[0].conversion_percent),
        (2, 2, Some(0))
    );
    assert_eq!(flows[2].entered, 2);
}
