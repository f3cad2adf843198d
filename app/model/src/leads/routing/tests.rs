use chrono::TimeDelta;
use proptest::{collection::vec, option, prelude::*};
use uuid::Uuid;

use super::*;
use crate::{
    criteria::{
        Condition, TextTest,
        facts::{Profile, Standing},
        samples::today,
    },
    leads::matching::{Candidate, Identity, account_of},
    values::ids::AccountId,
};

fn seller(number: u128) -> Seller {
    Seller {
        person: PersonId(Uuid::from_u128(number)),
        name: format!("Seller {number}"),
        takes_leads: true,
        capacity: 2,
        load: 0,
        given_at: None,
    }
}

fn at_brackwell() -> Match {
    let identity = Identity {
        email: "marta@brackwell.example".parse().ok(),
        ..Identity::default()
    };
    let account = Candidate {
        account: AccountId(Uuid::from_u128(1)),
        name: "Brackwell".to_owned(),
        domain: Some("brackwell.example".to_owned()),
        country: None,
        has_deals: false,
        created_at: today(),
    };
    account_of(&identity, &[account])
}

fn in_france() -> AccountFacts {
    let profile = Profile {
        country: Some("France".to_owned()),
        ..Profile::default()
    };
    AccountFacts::new(profile, Standing::default())
}

fn territory(country: &str, people: &[&Seller]) -> Territory {
    Territory {
        name: country.to_owned(),
        accounts: Condition::Country(TextTest::OneOf(vec![country.to_owned()])).into(),
        people: people.iter().map(|seller| seller.person).collect(),
    }
}

fn to(found: &Result<Routed, LeadRule>) -> (u128, RouteReason) {
    let routed = found.as_ref().unwrap();
    (routed.person.0.as_u128(), routed.reason)
}

#[test]
fn whoever_leads_sales_at_the_account_takes_its_leads_even_with_a_full_desk() {
    let mut people = vec![seller(1), seller(2)];
    people[1].load = 9;
    let owner = people[1].person;
    let ask = |people: &[Seller]| {
        let sales = Sales {
            people,
            territories: &[],
        };
        route(&at_brackwell(), Some(owner), &in_france(), sales, today())
    };
    assert_eq!(to(&ask(&people)), (2, RouteReason::AccountOwner));
    people[1].takes_leads = false;
    let away = ask(&people);
    assert_eq!(to(&away), (1, RouteReason::RoundRobin));
    assert_eq!(away.unwrap().receipt.lines[0].found, "takes no leads at present");
}

#[test]
fn a_territory_takes_its_leads_by_turns_as_long_as_it_has_room() {
    let mut people = vec![seller(1), seller(2), seller(3)];
    people[1].given_at = Some(today() - TimeDelta::hours(2));
    people[2].given_at = Some(today() - TimeDelta::hours(3));
    let territories = [
        territory("Spain", &[&people[0]]),
        territory("France", &[&people[1], &people[2]]),
    ];
    let ask = |people: &[Seller]| {
        let sales = Sales {
            people,
            territories: &territories,
        };
        route(&at_brackwell(), None, &in_france(), sales, today())
    };
    assert_eq!(to(&ask(&people)), (3, RouteReason::Territory));
    people[2].load = 2;
    assert_eq!(to(&ask(&people)), (2, RouteReason::Territory));
    people[1].load = 2;
    let elsewhere = ask(&people);
    assert_eq!(to(&elsewhere), (1, RouteReason::RoundRobin));
    let found: Vec<_> = elsewhere
        .unwrap()
        .receipt
        .lines
        .into_iter()
        .map(|line| line.found)
        .collect();
    assert_eq!(found, ["nobody", "not there", "nobody there has room", "Seller 1"]);
}

#[test]
fn where_nobody_has_room_the_least_overloaded_takes_it_and_nobody_is_a_refusal() {
    let mut people = vec![seller(1), seller(2), seller(3)];
    for (seller, (capacity, load)) in people.iter_mut().zip([(2, 5), (10, 12), (0, 3)]) {
        (seller.capacity, seller.load) = (capacity, load);
    }
    let ask = |people: &[Seller]| {
        let sales = Sales {
            people,
            territories: &[],
        };
        route(&at_brackwell(), None, &in_france(), sales, today())
    };
    assert_eq!(to(&ask(&people)), (2, RouteReason::EverybodyFull));
    for seller in &mut people {
        seller.takes_leads = false;
    }
    assert_eq!(ask(&people), Err(LeadRule::NobodyToRouteTo));
}

#[test]
fn routing_goes_by_the_account_that_reports_show() {
    let nowhere = account_of(&Identity::default(), &[]);
    let people = [seller(1), seller(2)];
    let sales = Sales {
        people: &people,
        territories: &[],
    };
    let owner = Some(people[1].person);
    let found = route(&nowhere, owner, &in_france(), sales, today());
    assert_eq!(to(&found), (1, RouteReason::RoundRobin));
    assert_eq!(found.unwrap().receipt.lines[0].found, "no account was found");
}

prop_compose! {
    fn any_seller()(
        takes_leads in prop::bool::weighted(0.8), capacity in 0_u32..5, load in 0_u32..6, ago in option::of(0_i64..5),
    ) -> Seller {
        Seller { takes_leads, capacity, load, given_at: ago.map(|ago| today() - TimeDelta::hours(ago)), ..seller(0) }
    }
}

fn any_people() -> impl Strategy<Value = Vec<Seller>> {
    vec(any_seller(), 0..7).prop_map(|all| {
        let numbered = (1_u128..).zip(all);
        numbered
            .map(|(number, one)| Seller {
                person: PersonId(Uuid::from_u128(number)),
                ..one
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn nobody_is_overloaded_while_somebody_has_room_and_the_order_makes_no_difference(
        (people, shuffled) in any_people().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let ask = |people: &[Seller]| {
            route(&at_brackwell(), None, &in_france(), Sales { people, territories: &[] }, today())
        };
        let found = ask(&people);
        prop_assert_eq!(&found, &ask(&shuffled));
        match found {
            Err(_) => prop_assert!(people.iter().all(|seller| !seller.takes_leads)),
            Ok(routed) => {
                let taker = people.iter().find(|seller| seller.person == routed.person).unwrap();
                prop_assert!(taker.takes_leads);
                let room = people.iter().any(|seller| seller.takes_leads && seller.load < seller.capacity);
                prop_assert_eq!(taker.load < taker.capacity, room);
            }
        }
    }

    #[test]
    fn turns_are_even(people in 1_u128..6, leads in 0_i64..40) {
        let mut people: Vec<Seller> = (1..=people).map(|number| Seller { capacity: 100, ..seller(number) }).collect();
        for lead in 0..leads {
            let sales = Sales { people: &people, territories: &[] };
            let routed = route(&at_brackwell(), None, &in_france(), sales, today()).unwrap();
            let taker = people.iter_mut().find(|seller| seller.person == routed.person).unwrap();
            taker.load += 1;
            taker.given_at = Some(today() + TimeDelta::minutes(lead));
        }
        let loads: Vec<u32> = people.iter().map(|seller| seller.load).collect();
        prop_assert!(loads.iter().max().unwrap() - loads.iter().min().unwrap() <= 1, "{:?}", loads);
    }
}
