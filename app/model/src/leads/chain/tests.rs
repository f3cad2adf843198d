use chrono::TimeDelta;
use proptest::{collection::vec, option, prelude::*, sample::select};
use uuid::Uuid;

use super::{
    gate::{HandOverOutcome, Purity},
    *,
};
use crate::{Actor, Refusal, Role, agreement::Now, criteria::samples::today, leads::rules::LeadRule};

pub(super) fn person(department: Department) -> Actor {
    Actor::Person {
        id: owner(department).person,
        department: Some(department),
        role: Role::Member,
    }
}

pub(super) fn owner(department: Department) -> Owner {
    let number = match department {
        Department::Marketing => 1,
        Department::Sales => 2,
        Department::Service => 3,
    };
    Owner {
        person: PersonId(Uuid::from_u128(number)),
        department,
    }
}

pub(super) fn on(day: i64) -> Now {
    let at = today() + TimeDelta::days(day);
    Now {
        at,
        day: at.date_naive(),
    }
}

pub(super) fn day(day: i64) -> NaiveDate {
    on(day).day
}

pub(super) fn judged(qualified: bool) -> Judged {
    Judged {
        version: Some(AgreementVersionId(Uuid::from_u128(4))),
        qualified,
        snapshot: Snapshot {
            at: today(),
            fit: 40,
            engagement: 80,
            severity: Some(4),
            trigger_until: None,
            values: Vec::new(),
        },
    }
}

pub(super) fn captured() -> (Lead, Step) {
    let account = Some(AccountId(Uuid::from_u128(9)));
    Lead::captured(
        LeadId(Uuid::from_u128(7)),
        ContactId(Uuid::from_u128(8)),
        account,
        owner(Department::Marketing),
        day(3),
        &person(Department::Marketing),
        on(0),
    )
    .unwrap()
}

pub(super) fn hand_over(qualified: bool, why: Option<&str>) -> Command {
    Command::HandOver {
        to: owner(Department::Sales),
        next_on: day(1),
        judged: judged(qualified),
        override_reason: why.map(|why| why.parse().unwrap()),
    }
}

fn reject(reasons: Vec<RejectReason>) -> Command {
    Command::Reject {
        reasons,
        note: None,
        to: owner(Department::Marketing),
        next_on: day(30),
    }
}

fn refused<T: std::fmt::Debug + PartialEq>(result: Result<T, Refusal>, broken: LeadRule) {
    assert_eq!(result, Err(Refusal::Lead { broken }));
}

#[test]
fn a_lead_goes_from_capture_to_a_deal_and_stays_one_record() {
    use LeadState::{Accepted, Captured, Converted, HandedOver, Nurturing, Qualified, Working};
    let (mut lead, first) = captured();
    let mut steps = vec![first];
    let (marketer, seller) = (person(Department::Marketing), person(Department::Sales));
    let deal = DealId(Uuid::from_u128(10));
    for (command, actor) in [
        (
            Command::Nurture {
                to: owner(Department::Marketing),
                next_on: day(10),
            },
            &marketer,
        ),
        (
            Command::Qualify {
                judged: judged(true),
                next_on: day(1),
            },
            &Actor::System,
        ),
        (hand_over(true, None), &marketer),
        (Command::Accept { next_on: day(1) }, &seller),
        (Command::Work { next_on: day(7) }, &seller),
        (Command::Convert { deal, next_on: day(14) }, &seller),
    ] {
        steps.extend(lead.take(command, actor, on(0)).unwrap());
    }
    let states: Vec<LeadState> = steps.iter().map(|step| step.to).collect();
    assert_eq!(
        states,
        [Captured, Nurturing, Qualified, HandedOver, Accepted, Working, Converted]
    );
    // Nothing was copied: the person, the account and what is known of them are those of the capture.
    let (before, _) = captured();
    assert_eq!(
        (lead.id, lead.contact, lead.account),
        (before.id, before.contact, before.account)
    );
    assert_eq!((lead.deal, lead.hand_overs.len()), (Some(deal), 1));
    assert_eq!(
        lead.judged,
        Some(judged(true)),
        "the version and the values that decided"
    );
    assert_eq!(lead.hand_overs[0].outcome, HandOverOutcome::Converted);
}

#[test]
fn only_a_lead_that_meets_the_definition_passes_unless_somebody_says_why() {
    let (mut lead, _) = captured();
    let marketer = person(Department::Marketing);
    let before = lead.clone();
    refused(
        lead.take(hand_over(false, None), &marketer, on(0)),
        LeadRule::BelowDefinition,
    );
    refused(
        lead.take(hand_over(true, Some("They asked")), &marketer, on(0)),
        LeadRule::NothingToOverride,
    );
    let qualify = Command::Qualify {
        judged: judged(false),
        next_on: day(1),
    };
    refused(lead.take(qualify, &marketer, on(0)), LeadRule::BelowDefinition);
    assert_eq!(lead, before);
    let steps = lead
        .take(hand_over(false, Some("They asked for a call")), &marketer, on(0))
        .unwrap();
    assert_eq!(
        steps[0].note.as_ref().map(Reason::as_str),
        Some("They asked for a call")
    );
}

#[test]
fn a_rejected_lead_is_recycled_with_a_reason_an_owner_and_a_next_date() {
    let (mut lead, _) = captured();
    let (marketer, seller) = (person(Department::Marketing), person(Department::Sales));
    lead.take(hand_over(false, Some("They asked for a call")), &marketer, on(0))
        .unwrap();
    refused(lead.take(reject(Vec::new()), &seller, on(1)), LeadRule::ReasonNeeded);
    refused(
        lead.take(reject(vec![RejectReason::NoAnswer]), &marketer, on(1)),
        LeadRule::NotYourLead,
    );
    let to_sales = Command::Reject {
        reasons: vec![RejectReason::TooEarly],
        note: None,
        to: owner(Department::Sales),
        next_on: day(30),
    };
    refused(lead.take(to_sales, &seller, on(1)), LeadRule::NurtureOwner);
    let steps = lead
        .take(
            reject(vec![RejectReason::BelowDefinition, RejectReason::TooEarly]),
            &seller,
            on(1),
        )
        .unwrap();
    let told: Vec<_> = steps.iter().map(|step| (step.from, step.to)).collect();
    assert_eq!(
        told,
        [
            (Some(LeadState::HandedOver), LeadState::Rejected),
            (Some(LeadState::Rejected), LeadState::Nurturing)
        ]
    );
    assert_eq!(
        steps[0].reasons,
        [RejectReason::BelowDefinition, RejectReason::TooEarly]
    );
    assert_eq!((lead.owner, lead.next_on), (owner(Department::Marketing), day(30)));

    // It comes back, and is reported with what became of the first time.
    lead.take(hand_over(true, None), &marketer, on(31)).unwrap_err();
    let again = Command::HandOver {
        to: owner(Department::Sales),
        next_on: day(32),
        judged: judged(true),
        override_reason: None,
    };
    lead.take(again, &marketer, on(31)).unwrap();
    let purity = Purity::of([&lead], on(0).at, on(60).at);
    assert_eq!((purity.met, purity.handed_over, purity.percent()), (1, 2, Some(50)));
    assert_eq!(purity.overrides[0].reason.as_str(), "They asked for a call");
    assert_eq!(purity.overrides[0].outcome, HandOverOutcome::Rejected);
    assert_eq!(lead.hand_overs[1].outcome, HandOverOutcome::Undecided);
    assert_eq!(Purity::of([&lead], on(60).at, on(90).at).percent(), None);
}

#[test]
fn whoever_has_neither_budget_nor_need_is_offered_the_relationship_track() {
    let (mut lead, _) = captured();
    let befriend = |reasons: &[RejectReason]| Command::Befriend {
        reasons: reasons.to_vec(),
        to: owner(Department::Service),
        next_on: day(90),
    };
    let neither = [RejectReason::NoNeed, RejectReason::NoBudget];
    assert_eq!(offered_track(&neither), Some(Track::Relationship));
    for lacking in [&neither[..1], &neither[1..], &[RejectReason::TooEarly], &[]] {
        assert_eq!(offered_track(lacking), None);
        refused(
            lead.take(befriend(lacking), &person(Department::Marketing), on(0)),
            LeadRule::RelationshipNotOffered,
        );
    }
    lead.take(befriend(&neither), &person(Department::Marketing), on(0))
        .unwrap();
    assert_eq!((lead.state, lead.track), (LeadState::Nurturing, Track::Relationship));
    // Nobody is lost by it: a need may come.
    let qualify = Command::Qualify {
        judged: judged(true),
        next_on: day(1),
    };
    lead.take(qualify, &Actor::System, on(0)).unwrap();
    assert_eq!(lead.track, Track::Buying);
}

#[test]
fn a_lead_without_an_account_becomes_no_deal() {
    let (mut lead, _) = captured();
    lead.account = None;
    let (marketer, seller) = (person(Department::Marketing), person(Department::Sales));
    lead.take(hand_over(true, None), &marketer, on(0)).unwrap();
    lead.take(Command::Accept { next_on: day(1) }, &seller, on(0)).unwrap();
    let convert = Command::Convert {
        deal: DealId(Uuid::nil()),
        next_on: day(1),
    };
    refused(lead.take(convert.clone(), &seller, on(0)), LeadRule::NoAccount);
    let account = AccountId(Uuid::from_u128(9));
    lead.take(Command::Place { account }, &seller, on(0)).unwrap();
    lead.take(convert, &seller, on(0)).unwrap();
    refused(
        lead.take(Command::Place { account }, &seller, on(0)),
        LeadRule::NotFromThisState,
    );
}

#[test]
fn a_lost_deal_has_a_reason_and_sales_rates_the_lead_at_closing() {
    let (mut lead, _) = captured();
    let (marketer, seller) = (person(Department::Marketing), person(Department::Sales));
    let quality: Quality = 2.try_into().unwrap();
    lead.take(hand_over(true, None), &marketer, on(0)).unwrap();
    lead.take(Command::Accept { next_on: day(1) }, &seller, on(0)).unwrap();
    let convert = Command::Convert {
        deal: DealId(Uuid::nil()),
        next_on: day(1),
    };
    lead.take(convert, &seller, on(0)).unwrap();
    refused(
        lead.take(Command::Rate { quality }, &seller, on(0)),
        LeadRule::NotClosed,
    );
    let close = |reason: Option<&str>, quality| Command::Close {
        won: false,
        reason: reason.map(|reason| reason.parse().unwrap()),
        quality,
    };
    refused(lead.take(close(None, None), &seller, on(0)), LeadRule::ReasonNeeded);
    refused(
        lead.take(close(Some("Too dear"), Some(quality)), &marketer, on(0)),
        LeadRule::RatedBySales,
    );
    lead.take(close(Some("Too dear"), Some(quality)), &seller, on(0))
        .unwrap();
    assert_eq!(lead.quality, Some(quality));
    assert_eq!(lead.hand_overs[0].outcome, HandOverOutcome::Lost);
    refused(
        lead.take(close(Some("Again"), None), &seller, on(0)),
        LeadRule::NotFromThisState,
    );
    refused(
        lead.take(Command::Rate { quality }, &marketer, on(0)),
        LeadRule::RatedBySales,
    );
    lead.take(
        Command::Rate {
            quality: 4.try_into().unwrap(),
        },
        &seller,
        on(0),
    )
    .unwrap();
    assert_eq!(lead.quality.map(Quality::get), Some(4));
}

fn any_owner() -> impl Strategy<Value = Owner> {
    select(Department::ALL.map(owner).to_vec())
}

fn command() -> impl Strategy<Value = Command> {
    let next = || (-2_i64..40).prop_map(day);
    let reasons = || vec(select(RejectReason::ALL.to_vec()), 0..4);
    let why = || option::of(Just("They asked for it".parse::<Reason>().unwrap()));
    let quality = || (1_u8..=5).prop_map(|quality| Quality::try_from(quality).unwrap());
    prop_oneof![
        1 => any::<u128>().prop_map(|id| Command::Place { account: AccountId(Uuid::from_u128(id)) }),
        1 => (any_owner(), next()).prop_map(|(to, next_on)| Command::Assign { to, next_on }),
        1 => next().prop_map(|next_on| Command::Plan { next_on }),
        2 => (any_owner(), next()).prop_map(|(to, next_on)| Command::Nurture { to, next_on }),
        2 => (any::<bool>(), next()).prop_map(|(qualified, next_on)| Command::Qualify {
            judged: judged(qualified),
            next_on
        }),
        4 => (any_owner(), next(), any::<bool>(), why()).prop_map(|(to, next_on, qualified, override_reason)| {
            Command::HandOver { to, next_on, judged: judged(qualified), override_reason }
        }),
        3 => next().prop_map(|next_on| Command::Accept { next_on }),
        3 => next().prop_map(|next_on| Command::Work { next_on }),
        2 => (reasons(), why(), any_owner(), next())
            .prop_map(|(reasons, note, to, next_on)| Command::Reject { reasons, note, to, next_on }),
        1 => (reasons(), any_owner(), next())
            .prop_map(|(reasons, to, next_on)| Command::Befriend { reasons, to, next_on }),
        2 => (any::<u128>(), next())
            .prop_map(|(id, next_on)| Command::Convert { deal: DealId(Uuid::from_u128(id)), next_on }),
        2 => (any::<bool>(), why(), option::of(quality()))
            .prop_map(|(won, reason, quality)| Command::Close { won, reason, quality }),
        1 => quality().prop_map(|quality| Command::Rate { quality }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_lead_always_has_an_owner_a_state_and_a_next_date(
        commands in vec((command(), select(vec![0_usize, 1, 2, 3])), 0..40),
    ) {
        let (mut lead, first) = captured();
        let (id, contact) = (lead.id, lead.contact);
        let mut stands = first.to;
        for (at, (command, who)) in (0_i64..).zip(commands) {
            let actor = Department::ALL.get(who).map_or(Actor::System, |department| person(*department));
            let before = lead.clone();
            let now = on(at / 4);
            match lead.take(command.clone(), &actor, now) {
                Err(_) => prop_assert_eq!(&lead, &before, "a refused step changes nothing"),
                Ok(steps) => {
                    for step in &steps {
                        prop_assert_eq!(step.from, Some(stands), "each step begins where the last one ended");
                        prop_assert!(step.next_on >= now.day);
                        stands = step.to;
                    }
                    prop_assert_eq!(lead.state, stands);
                    let set = matches!(command, Command::Assign { .. } | Command::Plan { .. }) || !steps.is_empty();
                    prop_assert!(!set || lead.next_on >= now.day);
                }
            }
            prop_assert!(lead.state != LeadState::Rejected, "no lead rests in a rejection");
            let sales = lead.owner.department == Department::Sales;
            match lead.state {
                LeadState::Nurturing => prop_assert!(!sales),
                LeadState::HandedOver | LeadState::Accepted | LeadState::Working | LeadState::Converted => {
                    prop_assert!(sales);
                    let passed = lead.hand_overs.last().unwrap();
                    prop_assert!(passed.judged.qualified != passed.override_reason.is_some());
                }
                LeadState::Captured | LeadState::Qualified | LeadState::Rejected => {}
            }
            prop_assert_eq!((lead.id, lead.contact), (id, contact));
            prop_assert_eq!(lead.state == LeadState::Converted, lead.deal.is_some());
            prop_assert!(lead.closing.as_ref().is_none_or(|closing| closing.won || closing.reason.is_some()));
            prop_assert!(lead.next_on >= day(0));
        }
    }
}
