use model::{
    Complaint, Failure,
    accounts::create::CreateAccount,
    activity::Fact,
    leads::{
        chain::hand_over::HandOverLead,
        routing::{
            RouteReason, Routed,
            create_territory::CreateTerritory,
            edit_desk::EditDesk,
            edit_territory::EditTerritory,
            remove_territory::RemoveTerritory,
            show::{Routing, ShowRouting},
        },
    },
    values::{Version, ids::PersonId},
};

use crate::{
    leads::sample::{captured, shown},
    testing::{Who, World, new_account, on_both},
};

on_both!(
    whoever_is_away_or_full_gives_way,
    a_territory_says_who_takes_a_lead,
    only_managers_of_sales_and_admins_say_who_takes_leads,
    of_two_who_edit_a_territory_the_second_is_told,
    only_people_of_sales_take_leads,
);

async fn routing(world: &World) -> Routing {
    world.as_seller().ask(ShowRouting {}).await.unwrap()
}

fn desk(who: Who, capacity: u32, away: bool) -> EditDesk {
    EditDesk {
        person: who.id(),
        capacity,
        away,
    }
}

fn territory(name: &str, country: &str, people: &[PersonId]) -> CreateTerritory {
    CreateTerritory {
        name: name.parse().unwrap(),
        place: 1,
        countries: Some(country.parse().unwrap()),
        industries: None,
        employees_at_least: None,
        employees_at_most: None,
        people: people.to_vec(),
    }
}

/// Hands over a new lead of the account with that domain, and tells to whom it went and why.
async fn handed_over(world: &World, email: &str) -> Routed {
    let lead = captured(world, email).await;
    let hand_over = HandOverLead {
        lead: lead.lead.id,
        seen: lead.version,
        to: None,
        next_on: lead.lead.next_on,
        override_reason: Some("They asked for a call".parse().unwrap()),
    };
    world.as_marketer().perform(hand_over).await.unwrap();
    shown(world, lead.lead.id).await.routed.unwrap()
}

async fn whoever_is_away_or_full_gives_way(world: World) {
    let desks = routing(&world).await.desks;
    assert!(desks.len() >= 2 && desks.iter().all(|desk| desk.capacity == 40 && !desk.away));
    for other in desks.iter().filter(|desk| desk.person != Who::Seller.id()) {
        let away = EditDesk {
            person: other.person,
            capacity: 40,
            away: true,
        };
        world.as_sales_manager().perform(away).await.unwrap();
    }
    let Some(Fact::DeskEdited { changes, .. }) = world.facts().await.pop() else {
        panic!("nothing was recorded");
    };
    assert_eq!(changes.len(), 1);
    world
        .as_sales_manager()
        .perform(desk(Who::Seller, 1, false))
        .await
        .unwrap();
    let first = handed_over(&world, "one@first.example").await;
    assert_eq!(
        (first.person, first.reason),
        (Who::Seller.id(), RouteReason::RoundRobin)
    );
    let second = handed_over(&world, "two@second.example").await;
    assert_eq!(
        (second.person, second.reason),
        (Who::Seller.id(), RouteReason::EverybodyFull)
    );
    let back = desk(Who::SalesManager, 40, false);
    world.as_sales_manager().perform(back).await.unwrap();
    let third = handed_over(&world, "three@third.example").await;
    assert_eq!(
        (third.person, third.reason),
        (Who::SalesManager.id(), RouteReason::RoundRobin)
    );
}

async fn a_territory_says_who_takes_a_lead(world: World) {
    let there = CreateAccount {
        domain: Some("brackwell.example".parse().unwrap()),
        country: Some("Austria".parse().unwrap()),
        ..new_account("Brackwell Dairies")
    };
    world.as_seller().perform(there).await.unwrap();
    let of_manager = territory("Austria", "Austria", &[Who::SalesManager.id()]);
    let kept = world.as_sales_manager().perform(of_manager).await.unwrap();
    assert_eq!(routing(&world).await.territories, vec![kept.clone()]);
    for mail in ["one@brackwell.example", "two@brackwell.example"] {
        let routed = handed_over(&world, mail).await;
        assert_eq!(
            (routed.person, routed.reason),
            (Who::SalesManager.id(), RouteReason::Territory)
        );
    }
    world
        .as_admin()
        .perform(RemoveTerritory { territory: kept.id })
        .await
        .unwrap();
    let routed = handed_over(&world, "three@brackwell.example").await;
    assert_eq!(routed.reason, RouteReason::RoundRobin);
    assert!(routing(&world).await.territories.is_empty());
}

async fn only_managers_of_sales_and_admins_say_who_takes_leads(world: World) {
    let away = || desk(Who::Seller, 10, true);
    let refused = world.as_seller().perform(away()).await;
    assert!(matches!(refused, Err(Failure::Forbidden)), "{refused:?}");
    let refused = world.as_marketing_manager().perform(away()).await;
    assert!(matches!(refused, Err(Failure::Forbidden)), "{refused:?}");
    world.as_admin().perform(away()).await.unwrap();

    let new = || territory("Austria", "Austria", &[Who::Seller.id()]);
    let refused = world.as_service_manager().perform(new()).await;
    assert_eq!(refused, Err(Failure::Forbidden));
    let kept = world.as_sales_manager().perform(new()).await.unwrap();
    let remove = || RemoveTerritory { territory: kept.id };
    let refused = world.as_marketing_manager().perform(remove()).await;
    assert_eq!(refused, Err(Failure::Forbidden));
    assert_eq!(routing(&world).await.territories, std::slice::from_ref(&kept));
    world.as_sales_manager().perform(remove()).await.unwrap();
    let again = world.as_sales_manager().perform(remove()).await;
    assert_eq!(again, Err(Failure::NotFound));
}

async fn of_two_who_edit_a_territory_the_second_is_told(world: World) {
    let new = territory("Austria", "Austria", &[Who::Seller.id()]);
    let kept = world.as_admin().perform(new).await.unwrap();
    let edit = |name: &str| EditTerritory {
        territory: kept.id,
        version: Version(1),
        name: name.parse().unwrap(),
        place: 2,
        countries: None,
        industries: Some("Dairy".parse().unwrap()),
        employees_at_least: Some(50),
        employees_at_most: None,
        people: vec![Who::Seller.id()],
    };
    let edited = world.as_admin().perform(edit("Dairies")).await.unwrap();
    assert_eq!((edited.version, edited.place), (Version(2), 2));
    let Some(Fact::TerritoryEdited { changes, .. }) = world.facts().await.pop() else {
        panic!("nothing was recorded");
    };
    let changed: Vec<&str> = changes.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(
        changed,
        ["name", "place", "countries", "industries", "employees_at_least"]
    );
    let late = world.as_sales_manager().perform(edit("Cheese")).await;
    assert!(matches!(late, Err(Failure::Conflict(_))), "{late:?}");
    assert_eq!(routing(&world).await.territories, [edited]);
}

async fn only_people_of_sales_take_leads(world: World) {
    let refused = world.as_admin().perform(desk(Who::Marketer, 10, false)).await;
    assert_eq!(refused, Err(Failure::NotFound));
    let refused = world
        .as_admin()
        .perform(territory("Austria", "Austria", &[Who::Marketer.id()]))
        .await;
    assert_eq!(refused, Err(Failure::field("people", Complaint::NotAChoice)));
}
