use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::criteria::samples::today;

fn days(days: i64) -> TimeDelta {
    TimeDelta::days(days)
}

proptest! {
    #[test]
    fn a_share_lies_in_its_interval(part in 0_u32..500, more in 0_u32..500) {
        let whole = part + more;
        match Share::of(part, whole) {
            None => prop_assert_eq!(whole, 0),
            Some(found) => {
                prop_assert!(0.0 <= found.low && found.low <= found.share);
                prop_assert!(found.share <= found.high && found.high <= 1.0);
                // Ten times as many leads say it more surely.
                let surer = Share::of(part * 10, whole * 10).unwrap();
                prop_assert!(surer.high - surer.low < found.high - found.low);
            }
        }
    }
}

fn outcomes(qualified: bool, won: u32, lost: u32) -> impl Iterator<Item = Outcome> {
    let since = today() - days(100);
    (0..won + lost).map(move |number| Outcome {
        qualified,
        since,
        decided: Some(if number < won {
            (since + days(i64::from(number)), Decided::Won)
        } else {
            (today(), Decided::Lost)
        }),
    })
}

#[test]
fn a_definition_is_put_to_the_proof_with_twenty_leads_in_each_group() {
    let few = Proof::of(outcomes(true, 30, 30).chain(outcomes(false, 10, LEAST - 11)));
    assert!(!few.is_shown() && few.qualified.close_ratio.is_none());
    assert_eq!((few.qualified.decided, few.others.decided), (60, 19));

    let open = Outcome {
        qualified: true,
        since: today(),
        decided: None,
    };
    let proof = Proof::of(outcomes(true, 30, 30).chain(outcomes(false, 10, 10)).chain([open]));
    assert!(proof.is_shown());
    assert_eq!((proof.qualified.open, proof.qualified.decided), (1, 60));
    let ratio = proof.others.close_ratio.unwrap();
    let told = [ratio.share, ratio.low, ratio.high].map(|end| format!("{end:.4}"));
    assert_eq!(told, ["0.5000", "0.2993", "0.7007"]);
    // Ten won are too few to tell how long they take.
    assert_eq!((proof.qualified.cycle, proof.others.cycle), (None, None));
    let enough = Proof::of(outcomes(true, 30, 0).chain(outcomes(false, 20, 20)));
    assert_eq!(enough.qualified.cycle.unwrap().median_days, 14);
    let all = enough.qualified.close_ratio.unwrap();
    assert_eq!(
        format!("{:.4} {:.4} {:.4}", all.share, all.low, all.high),
        "1.0000 0.8865 1.0000"
    );
}
