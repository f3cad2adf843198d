//! A leg that is missing, a pain that must be known, and looks that come while somebody acts.

use chrono::TimeDelta;
use model::{
    Department::{Marketing, Sales},
    Failure,
    leads::{
        engagement::{Precondition, RulesOfEngagement},
        obligations::{Part, Standing, State, VoidReason, count::Kept},
        pains::{
            evidence::{EvidenceSource, add::AddEvidence, withdraw::WithdrawEvidence},
            show::AccountPains,
        },
    },
    values::ids::AccountId,
};

use super::super::{job, sample::*};
use crate::{
    journey::missing_legs,
    leads::sample::nothing_is_broken,
    testing::{Who, World, on_both},
};

on_both!(
    a_missing_leg_owes_a_touch_until_it_acts,
    what_a_missing_leg_owes_is_void_when_nobody_asks_any_more,
    who_answers_for_a_pain_breaks_his_word_where_none_is_known,
    the_last_evidence_of_a_pain_takes_the_word_along,
    who_acts_while_others_look_leaves_one_state_each,
);

/// Time passes in which sales and service turn to the buyer and marketing does not.
async fn without_marketing(world: &World, account: AccountId) {
    for _ in 0..5 {
        world.clock.advance(TimeDelta::days(5));
        call(world, Who::Seller, account).await;
        call(world, Who::ServiceMember, account).await;
    }
    missing_legs::job::raise(world).await.unwrap();
}

async fn a_missing_leg_owes_a_touch_until_it_acts(world: World) {
    let account = exploring(&world).await;
    put(&world, account, "selecting").await;
    without_marketing(&world, account).await;
    let duty = one(&world, account, "silent_marketing", Part::Duty).await;
    assert_eq!((duty.obligation.leg, duty.obligation.to), (Marketing, Sales));
    assert_eq!(
        (duty.obligation.person, duty.standing),
        (Some(Who::Marketer.id()), Standing::Open)
    );
    let rules = owed(&world, account).await;
    assert!(rules.iter().all(|row| row.obligation.rule.as_str() != "silent_service"));
    // Another leg does not keep its word for it.
    call(&world, Who::Seller, account).await;
    assert_eq!(
        standing(&world, account, "silent_marketing", Part::Duty).await,
        Standing::Open
    );
    call(&world, Who::Marketer, account).await;
    assert_eq!(
        standing(&world, account, "silent_marketing", Part::Duty).await,
        Standing::Met
    );
}

async fn what_a_missing_leg_owes_is_void_when_nobody_asks_any_more(world: World) {
    let account = exploring(&world).await;
    put(&world, account, "selecting").await;
    without_marketing(&world, account).await;
    put(&world, account, "dormant").await;
    let duty = one(&world, account, "silent_marketing", Part::Duty).await;
    let State::Void { why, .. } = duty.obligation.state else {
        panic!("{:?}", duty.obligation.state);
    };
    assert_eq!(why, VoidReason::NoLongerAsked);
}

/// Leads are followed up within an hour where a pain is known.
fn where_it_hurts() -> RulesOfEngagement {
    let mut rules = within_an_hour();
    rules.rules[0].precondition = Some(Precondition::PainKnown);
    rules
}

async fn hurts(world: &World, account: AccountId, source: EvidenceSource) -> AccountPains {
    let evidence = AddEvidence {
        account,
        pain: "unplanned_downtime".parse().unwrap(),
        severity: 4.try_into().unwrap(),
        source,
        said_by: "Their plant manager".parse().unwrap(),
        contact: None,
        words: None,
        occurred_at: None,
        department: None,
    };
    world.as_marketer().perform(evidence).await.unwrap()
}

async fn who_answers_for_a_pain_breaks_his_word_where_none_is_known(world: World) {
    agree(&world, where_it_hurts()).await;
    let (account, _) = handed_over(&world).await;
    assert_eq!(standing(&world, account, "follow_up", Part::Duty).await, Standing::Void);
    let word = one(&world, account, "follow_up", Part::Word).await;
    assert_eq!((word.obligation.leg, word.standing), (Marketing, Standing::Breached));
}

async fn the_last_evidence_of_a_pain_takes_the_word_along(world: World) {
    agree(&world, where_it_hurts()).await;
    large_companies_qualify(&world).await;
    let account = exploring(&world).await;
    hurts(&world, account, EvidenceSource::Conversation).await;
    let known = hurts(&world, account, EvidenceSource::Survey).await;
    let row = captured(&world, "rhea", "brackwell.example").await;
    hand_over(&world, &row, None).await;
    let heard: Vec<_> = known.pains[0].evidence.iter().map(|heard| heard.evidence.id).collect();
    for (evidence, expected) in heard
        .into_iter()
        .zip([(Standing::Open, Standing::Open), (Standing::Void, Standing::Breached)])
    {
        let withdraw = WithdrawEvidence { evidence };
        world.as_marketer().perform(withdraw).await.unwrap();
        let duty = standing(&world, account, "follow_up", Part::Duty).await;
        let word = standing(&world, account, "follow_up", Part::Word).await;
        assert_eq!((duty, word), expected);
    }
}

fn add_up(kept: &Kept) -> bool {
    let tally = kept.tally;
    tally.created == tally.open + tally.met + tally.breached + tally.void
}

async fn who_acts_while_others_look_leaves_one_state_each(world: World) {
    agree(&world, within_an_hour()).await;
    let (account, row) = handed_over(&world).await;
    let another = world.another_process().await;
    // The limit ends in this very moment: whoever comes first, the other one finds it settled.
    world.clock.advance(TimeDelta::hours(1));
    let seller = world.as_seller();
    let other_seller = world.as_sales_manager().at(&another);
    let (call, accepted, first, second, counted, counted_there) = tokio::join!(
        seller.perform(touch(account, model::accounts::touches::TouchKind::Call)),
        other_seller.perform(accept(&world, &row)),
        job::look(&world),
        job::look(&another),
        tally(&world),
        tally(&world),
    );
    call.unwrap();
    first.unwrap();
    second.unwrap();
    assert!(matches!(accepted, Ok(_) | Err(Failure::Conflict(_))), "{accepted:?}");
    assert!(
        add_up(&counted) && add_up(&counted_there),
        "{counted:?} {counted_there:?}"
    );
    let kept = tally(&world).await;
    assert!(add_up(&kept), "{kept:?}");
    let duty = one(&world, account, "follow_up", Part::Duty).await;
    assert!(
        matches!(duty.obligation.state, State::Breached { late: Some(_), .. }),
        "{:?}",
        duty.obligation.state
    );
    nothing_is_broken(&world).await;
}
