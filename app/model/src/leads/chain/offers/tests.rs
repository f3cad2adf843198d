use super::{
    super::tests::{captured, day, hand_over, judged, on, person},
    *,
};
use crate::Role;

fn offers(lead: &Lead, qualified: bool, actor: &Actor) -> Vec<Offer> {
    lead.offers(Some(&judged(qualified)), actor, on(0))
}

#[test]
fn a_captured_lead_is_qualified_by_whoever_works_when_it_meets_the_definition() {
    let (lead, _) = captured();
    let marketer = person(Department::Marketing);
    assert_eq!(
        offers(&lead, true, &marketer),
        [
            Offer::Qualify,
            Offer::HandOver,
            Offer::Nurture,
            Offer::Befriend,
            Offer::Place
        ]
    );
    // Below the definition it is handed over with a reason only, and not qualified.
    assert!(!offers(&lead, false, &marketer).contains(&Offer::Qualify));
    assert!(offers(&lead, false, &marketer).contains(&Offer::HandOver));
    // What was not asked opens nothing.
    assert_eq!(
        lead.offers(None, &marketer, on(0)),
        [Offer::Nurture, Offer::Befriend, Offer::Place]
    );
}

#[test]
fn sales_alone_answers_what_was_handed_over() {
    let (mut lead, _) = captured();
    let (marketer, seller) = (person(Department::Marketing), person(Department::Sales));
    lead.take(hand_over(true, None), &marketer, on(0)).unwrap();
    assert_eq!(
        offers(&lead, true, &seller),
        [Offer::Accept, Offer::Reject, Offer::Befriend, Offer::Place]
    );
    assert_eq!(offers(&lead, true, &marketer), [Offer::Place]);
    lead.take(Command::Accept { next_on: day(1) }, &seller, on(0)).unwrap();
    assert_eq!(
        offers(&lead, true, &seller),
        [
            Offer::Work,
            Offer::Convert,
            Offer::Reject,
            Offer::Befriend,
            Offer::Place
        ]
    );
}

#[test]
fn a_converted_lead_is_closed_and_then_rated_by_sales() {
    let (mut lead, _) = captured();
    let (marketer, seller) = (person(Department::Marketing), person(Department::Sales));
    lead.take(hand_over(true, None), &marketer, on(0)).unwrap();
    lead.take(Command::Accept { next_on: day(1) }, &seller, on(0)).unwrap();
    let deal = DealId(Uuid::from_u128(10));
    lead.take(Command::Convert { deal, next_on: day(1) }, &seller, on(0))
        .unwrap();
    assert_eq!(offers(&lead, true, &seller), [Offer::Close]);
    let close = Command::Close {
        won: true,
        reason: None,
        quality: None,
    };
    lead.take(close, &seller, on(0)).unwrap();
    assert_eq!(offers(&lead, true, &seller), [Offer::Rate]);
    assert_eq!(offers(&lead, true, &marketer), []);
}

#[test]
fn who_only_reads_is_offered_nothing() {
    let (lead, _) = captured();
    let Actor::Person { id, .. } = person(Department::Marketing) else {
        return;
    };
    let executive = Actor::Person {
        id,
        department: None,
        role: Role::Executive,
    };
    assert_eq!(offers(&lead, true, &executive), []);
}
