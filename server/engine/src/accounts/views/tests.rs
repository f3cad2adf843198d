use std::{collections::BTreeMap, slice};

use futures::future::join_all;
use model::{
    Complaint, Failure, Refusal,
    accounts::{
        filter::{DealIs, LeadIs},
        list::{AccountSort, ListAccounts},
        views::{
            MOST, SavedView, Shown, edit::EditView, list::ListViews, move_view::MoveView, remove::RemoveView,
            save::SaveView,
        },
    },
    activity::Fact,
    platform::people::deactivate::DeactivatePerson,
    values::{Sort, ids::SavedViewId},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::entity;
use crate::testing::{Acting, Who, World, on_both};

on_both!(
    a_view_shows_what_was_saved_until_it_is_changed,
    own_views_stand_before_those_that_everybody_sees,
    a_view_moves_among_its_own_kind,
    a_view_that_becomes_shared_stands_behind_the_shared_ones,
    names_of_one_person_differ_by_more_than_case,
    only_managers_and_admins_share,
    what_somebody_keeps_to_himself_is_not_there_for_others,
    others_change_no_shared_view_and_an_admin_removes_it,
    what_a_deactivated_person_shared_stays,
    there_are_thirty_of_each_and_no_more,
    those_who_save_at_once_do_not_pass_the_limit,
    a_view_outlives_what_it_asks_for,
    a_condition_that_is_none_any_more_is_left_out,
    facts_tell_who_saved_changed_and_removed_it,
);

fn open_deals() -> Shown {
    Shown::from(ListAccounts {
        deal: Some(DealIs::Open),
        sort: Some(Sort::down(AccountSort::OpenAmount)),
        ..ListAccounts::default()
    })
}

fn save(name: &str, shared: bool) -> SaveView {
    SaveView {
        name: name.parse().unwrap(),
        shared,
        conditions: open_deals(),
    }
}

const fn edit(view: SavedViewId) -> EditView {
    EditView {
        view,
        name: None,
        shared: None,
        conditions: None,
    }
}

async fn saved(acting: Acting<'_>, name: &str, shared: bool) -> SavedView {
    acting.perform(save(name, shared)).await.unwrap()
}

async fn tabs(acting: Acting<'_>) -> Vec<String> {
    let views = acting.ask(ListViews {}).await.unwrap();
    views.into_iter().map(|view| view.name).collect()
}

async fn a_view_shows_what_was_saved_until_it_is_changed(world: World) {
    let made = saved(world.as_executive(), "  Open deals ", false).await;
    assert_eq!((made.name.as_str(), made.shared), ("Open deals", false));
    assert_eq!(
        (made.owner, made.owner_name.as_str()),
        (Who::Executive.id(), "Edda Winter")
    );
    assert_eq!(made.conditions, open_deals());
    assert_eq!(
        world.as_executive().ask(ListViews {}).await.unwrap(),
        slice::from_ref(&made)
    );

    let renamed = EditView {
        name: Some("Deals".parse().unwrap()),
        ..edit(made.id)
    };
    let renamed = world.as_executive().perform(renamed).await.unwrap();
    assert_eq!(
        (renamed.name.as_str(), &renamed.conditions),
        ("Deals", &made.conditions)
    );
    let changed = EditView {
        conditions: Some(Shown::default()),
        ..edit(made.id)
    };
    let changed = world.as_executive().perform(changed).await.unwrap();
    assert_eq!(
        (changed.name.as_str(), &changed.conditions),
        ("Deals", &Shown::default())
    );
    assert_eq!(world.as_executive().ask(ListViews {}).await.unwrap(), [changed]);

    world
        .as_executive()
        .perform(RemoveView { view: made.id })
        .await
        .unwrap();
    assert!(tabs(world.as_executive()).await.is_empty());
    let again = world.as_executive().perform(RemoveView { view: made.id }).await;
    assert_eq!(again, Err(Failure::NotFound));
}

async fn own_views_stand_before_those_that_everybody_sees(world: World) {
    saved(world.as_sales_manager(), "Ours", true).await;
    saved(world.as_sales_manager(), "Mine", false).await;
    saved(world.as_admin(), "Everybody's", true).await;
    saved(world.as_seller(), "Sam's", false).await;
    assert_eq!(tabs(world.as_sales_manager()).await, ["Mine", "Ours", "Everybody's"]);
    assert_eq!(tabs(world.as_seller()).await, ["Sam's", "Ours", "Everybody's"]);
    assert_eq!(tabs(world.as_executive()).await, ["Ours", "Everybody's"]);
    assert_eq!(world.as_nobody().ask(ListViews {}).await, Err(Failure::Unauthenticated));
}

async fn a_view_moves_among_its_own_kind(world: World) {
    let mut made = BTreeMap::new();
    for (name, shared) in [("a", false), ("b", false), ("c", false), ("x", true), ("y", true)] {
        made.insert(name, saved(world.as_sales_manager(), name, shared).await.id);
    }
    let moved = async |name, later| {
        let view = made[name];
        world
            .as_sales_manager()
            .perform(MoveView { view, later })
            .await
            .unwrap();
        tabs(world.as_sales_manager()).await.concat()
    };
    assert_eq!(moved("c", false).await, "acbxy");
    assert_eq!(moved("a", true).await, "cabxy");
    assert_eq!(moved("c", false).await, "cabxy");
    assert_eq!(moved("b", true).await, "cabxy");
    let gone = RemoveView { view: made["a"] };
    world.as_sales_manager().perform(gone).await.unwrap();
    assert_eq!(moved("b", false).await, "bcxy");
    assert_eq!(moved("x", true).await, "bcyx");
    assert_eq!(tabs(world.as_seller()).await, ["y", "x"]);
    assert_eq!(moved("y", true).await, "bcxy");
}

async fn a_view_that_becomes_shared_stands_behind_the_shared_ones(world: World) {
    let first = saved(world.as_sales_manager(), "first", false).await;
    saved(world.as_sales_manager(), "second", false).await;
    saved(world.as_admin(), "shared", true).await;
    let share = |shared| EditView {
        shared: Some(shared),
        ..edit(first.id)
    };
    let shared = world.as_sales_manager().perform(share(true)).await.unwrap();
    assert!(shared.shared);
    assert_eq!(tabs(world.as_sales_manager()).await, ["second", "shared", "first"]);
    assert_eq!(tabs(world.as_seller()).await, ["shared", "first"]);
    world.as_sales_manager().perform(share(false)).await.unwrap();
    assert_eq!(tabs(world.as_sales_manager()).await, ["second", "first", "shared"]);
    assert_eq!(tabs(world.as_seller()).await, ["shared"]);
}

async fn names_of_one_person_differ_by_more_than_case(world: World) {
    let taken = Failure::field("name", Complaint::Taken);
    saved(world.as_sales_manager(), "Über 30 Tage", false).await;
    let alike = world.as_sales_manager().perform(save("über 30 tage", true)).await;
    assert_eq!(alike, Err(taken.clone()));
    // Others call theirs as they like.
    saved(world.as_seller(), "Über 30 Tage", false).await;

    let other = saved(world.as_sales_manager(), "Other", false).await;
    let rename = |name: &str| EditView {
        name: Some(name.parse().unwrap()),
        ..edit(other.id)
    };
    let alike = world.as_sales_manager().perform(rename("ÜBER 30 TAGE")).await;
    assert_eq!(alike, Err(taken));
    world.as_sales_manager().perform(rename("OTHER")).await.unwrap();
    assert_eq!(tabs(world.as_sales_manager()).await, ["Über 30 Tage", "OTHER"]);
}

async fn only_managers_and_admins_share(world: World) {
    for who in Who::ALL {
        let own = saved(world.acting(who), "Own", false).await;
        let may = who.role().key() == "manager" || who.role().key() == "admin";
        let share = EditView {
            shared: Some(true),
            ..edit(own.id)
        };
        let shared = world.acting(who).perform(share).await.map(|view| view.shared);
        let saved = world.acting(who).perform(save("At once", true)).await;
        let expected = if may { Ok(true) } else { Err(Failure::Forbidden) };
        assert_eq!(shared, expected, "{who:?}");
        assert_eq!(saved.map(|view| view.shared), expected, "{who:?}");
    }
}

async fn what_somebody_keeps_to_himself_is_not_there_for_others(world: World) {
    let view = saved(world.as_seller(), "Mine", false).await.id;
    for who in [Who::SalesManager, Who::Executive, Who::Admin] {
        let acting = || world.acting(who);
        assert!(tabs(acting()).await.is_empty());
        assert_eq!(acting().perform(edit(view)).await, Err(Failure::NotFound));
        let moved = acting().perform(MoveView { view, later: true }).await;
        assert_eq!(moved, Err(Failure::NotFound));
        assert_eq!(acting().perform(RemoveView { view }).await, Err(Failure::NotFound));
    }
    assert_eq!(tabs(world.as_seller()).await, ["Mine"]);
}

async fn others_change_no_shared_view_and_an_admin_removes_it(world: World) {
    let view = saved(world.as_sales_manager(), "Ours", true).await.id;
    for who in [Who::Seller, Who::MarketingManager, Who::Executive, Who::Admin] {
        let acting = || world.acting(who);
        assert_eq!(acting().perform(edit(view)).await, Err(Failure::Forbidden), "{who:?}");
        let moved = acting().perform(MoveView { view, later: true }).await;
        assert_eq!(moved, Err(Failure::Forbidden), "{who:?}");
        if who != Who::Admin {
            let removed = acting().perform(RemoveView { view }).await;
            assert_eq!(removed, Err(Failure::Forbidden), "{who:?}");
        }
    }
    world.as_admin().perform(RemoveView { view }).await.unwrap();
    assert!(tabs(world.as_sales_manager()).await.is_empty());
}

async fn what_a_deactivated_person_shared_stays(world: World) {
    let shared = saved(world.as_sales_manager(), "Ours", true).await;
    saved(world.as_sales_manager(), "Mine", false).await;
    let person = Who::SalesManager.id();
    world.as_admin().perform(DeactivatePerson { person }).await.unwrap();
    let seen = world.as_seller().ask(ListViews {}).await.unwrap();
    assert_eq!(seen, slice::from_ref(&shared));
    world.as_admin().perform(RemoveView { view: shared.id }).await.unwrap();
    assert!(tabs(world.as_seller()).await.is_empty());
}

async fn there_are_thirty_of_each_and_no_more(world: World) {
    let full = |shared| Failure::Refused(Refusal::TooManyViews { shared, most: MOST });
    for number in 0..MOST {
        saved(world.as_sales_manager(), &format!("own {number}"), false).await;
    }
    let one_more = world.as_sales_manager().perform(save("one more", false)).await;
    assert_eq!(one_more, Err(full(false)));
    saved(world.as_seller(), "another person's", false).await;

    let mut last = None;
    for number in 0..MOST {
        let managers = [world.as_sales_manager(), world.as_marketing_manager()];
        let [sales, marketing] = managers;
        let manager = if number % 2 == 0 { sales } else { marketing };
        last = Some(saved(manager, &format!("shared {number}"), true).await.id);
    }
    let one_more = world.as_admin().perform(save("one more", true)).await;
    assert_eq!(one_more, Err(full(true)));

    // Neither comes one in by the other door.
    let own = world.as_sales_manager().ask(ListViews {}).await.unwrap()[0].id;
    let share = |view, shared| EditView {
        shared: Some(shared),
        ..edit(view)
    };
    let shared = world.as_sales_manager().perform(share(own, true)).await;
    assert_eq!(shared, Err(full(true)));
    world
        .as_marketing_manager()
        .perform(share(last.unwrap(), false))
        .await
        .unwrap();
    let back = world.as_sales_manager().perform(share(own, true)).await;
    assert_eq!(back.map(|view| view.shared), Ok(true));
    saved(world.as_sales_manager(), "room again", false).await;
    let back = world.as_sales_manager().perform(share(own, false)).await;
    assert_eq!(back, Err(full(false)));
}

async fn those_who_save_at_once_do_not_pass_the_limit(world: World) {
    for number in 1..MOST {
        saved(world.as_seller(), &format!("{number}"), false).await;
    }
    let names: Vec<String> = (0..8).map(|number| format!("at once {number}")).collect();
    let seller = world.as_seller();
    // With the connections open already, all of them look before the first has saved.
    join_all((0..8).map(|_| seller.ask(ListViews {}))).await;
    let saving = names.iter().map(|name| seller.perform(save(name, false)));
    let went_through = join_all(saving).await.into_iter().flatten().count();
    assert_eq!(went_through, 1);
    assert_eq!(tabs(world.as_seller()).await.len(), MOST as usize);
}

async fn a_view_outlives_what_it_asks_for(world: World) {
    let asks = ListAccounts {
        stage: Some("dropped_long_ago".to_owned()),
        sales_lead: Some(LeadIs::Person(Who::Seller.id())),
        ..ListAccounts::default()
    };
    let view = SaveView {
        conditions: asks.clone().into(),
        ..save("Sam's", false)
    };
    world.as_marketer().perform(view).await.unwrap();
    let person = Who::Seller.id();
    world.as_admin().perform(DeactivatePerson { person }).await.unwrap();
    let views = world.as_marketer().ask(ListViews {}).await.unwrap();
    let list = views[0].conditions.list();
    assert_eq!((&list.stage, list.sales_lead), (&asks.stage, asks.sales_lead));
}

async fn a_condition_that_is_none_any_more_is_left_out(world: World) {
    let view = saved(world.as_seller(), "Old", false).await.id;
    let stored = serde_json::json!({ "kind": "rival", "deal": "open", "sort": "luck", "limit": 7 });
    let row = entity::ActiveModel {
        id: Set(view.0),
        conditions: Set(stored),
        ..Default::default()
    };
    entity::Entity::update(row).exec(world.store.writer()).await.unwrap();
    let views = world.as_seller().ask(ListViews {}).await.unwrap();
    assert_eq!(views[0].conditions.to_string(), "deal=open&sort=-updated");
}

async fn facts_tell_who_saved_changed_and_removed_it(world: World) {
    let view = saved(world.as_sales_manager(), "Deals", false).await.id;
    let change = EditView {
        name: Some("Late deals".parse().unwrap()),
        shared: Some(true),
        conditions: Some(Shown::default()),
        ..edit(view)
    };
    world.as_sales_manager().perform(change).await.unwrap();
    world
        .as_sales_manager()
        .perform(MoveView { view, later: true })
        .await
        .unwrap();
    world.as_sales_manager().perform(RemoveView { view }).await.unwrap();
    let facts = world.facts().await;
    let [
        Fact::ViewSaved { shared: false, .. },
        Fact::ViewEdited { name, changes, .. },
        Fact::ViewEdited { changes: stayed, .. },
        Fact::ViewRemoved { shared: true, .. },
    ] = facts.as_slice()
    else {
        panic!("{facts:?}");
    };
    let fields: Vec<&str> = changes.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(
        (name.as_str(), fields.as_slice()),
        ("Late deals", ["name", "audience", "conditions"].as_slice())
    );
    assert!(stayed.is_empty());
}
