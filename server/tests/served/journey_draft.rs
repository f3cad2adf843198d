//! A draft of the journey is changed in a browser that runs no scripts: each form is sent as it stands on the page.

use engine::testing::{Who, new_account};
use model::journey::transitions::move_by_hand::MoveByHand;

use crate::{
    forms::{fields, read, send},
    house::House,
};

#[tokio::test]
async fn criteria_are_built_without_scripts() {
    let house = House::open().await;
    let sales = house.signed_in(Who::SalesManager).await;
    let list = read(&sales, "/journey/versions").await;
    let begin = "agreements.versions.draft";
    let version = send(&sales, &list, begin, "agreements-versions-draft", &[]).await;
    assert!(read(&sales, &version).await.contains(&format!("{version}/edit")));
    let stages = format!("{version}/edit");
    let page = read(&sales, &stages).await;
    assert!(page.contains("Exploring solutions") && page.contains("Add the stage"));

    let stage = format!("{version}/edit/exploring");
    let (operation, form) = ("journey.versions.edit_entry", "journey-versions-edit_entry");
    let page = read(&sales, &stage).await;
    send(&sales, &page, operation, form, &[("step", "remove entry")]).await;
    let page = read(&sales, &stage).await;
    assert!(page.contains("this stage is entered by hand only"));
    let add = [("step", "add entry"), ("entry.add", "signals")];
    let back = send(&sales, &page, operation, form, &add).await;
    assert_eq!(back, stage);
    let page = read(&sales, &stage).await;
    assert!(page.contains("at least 1 signal"));
    // What is refused comes back beside its field with what was typed and ticked.
    let bad = [
        ("entry.condition.signals.within_days", "0"),
        ("entry.condition.signals.kinds", "webinar"),
    ];
    send(&sales, &page, operation, form, &bad).await;
    let page = read(&sales, &stage).await;
    assert!(page.contains("Use at least 1."), "{page}");
    assert!(fields(&page, form).contains(&("entry.condition.signals.kinds".to_owned(), "webinar".to_owned())));
    let good = [("entry.condition.signals.within_days", "30")];
    send(&sales, &page, operation, form, &good).await;
    let page = read(&sales, &stage).await;
    assert!(page.contains("at least 1 webinar within 30 days"), "{page}");

    let (operation, form) = ("journey.versions.edit_stage", "journey-versions-edit_stage");
    send(&sales, &page, operation, form, &[("owes_sales", "999")]).await;
    let page = read(&sales, &stage).await;
    assert!(page.contains("Use at most 365.") && page.contains("999"));
    send(
        &sales,
        &page,
        operation,
        form,
        &[("owes_sales", "9"), ("name", "Looking around")],
    )
    .await;
    assert!(read(&sales, &stage).await.contains("Looking around"));

    let page = read(&sales, &stages).await;
    let (operation, form) = ("journey.versions.remove_stage", "remove-exploring");
    send(&sales, &page, operation, form, &[("to", "selecting")]).await;
    let page = read(&sales, &stages).await;
    assert!(page.contains("Those that somebody holds go to Selecting."), "{page}");
    let page = read(&sales, &format!("{version}?history=yes")).await;
    assert!(
        page.contains("it would move") && page.contains("The whole history of"),
        "{page}"
    );

    let seller = house.signed_in(Who::Seller).await;
    let page = read(&seller, &stages).await;
    assert!(page.contains("Only a draft is changed") && !page.contains("Add the stage"));
}

#[tokio::test]
async fn where_accounts_of_a_dropped_stage_go_is_said_later_without_scripts() {
    let house = House::open().await;
    let account = house
        .world
        .as_seller()
        .perform(new_account("Brackwell Dairies"))
        .await
        .unwrap();
    let moved = MoveByHand {
        account: account.id,
        to: "exploring".parse().unwrap(),
        reason: "They looked around".parse().unwrap(),
        holds_days: None,
        seen: account.version,
    };
    house.world.as_seller().perform(moved).await.unwrap();
    let sales = house.signed_in(Who::SalesManager).await;
    let list = read(&sales, "/journey/versions").await;
    let begin = "agreements.versions.draft";
    let version = send(&sales, &list, begin, "agreements-versions-draft", &[]).await;
    let stages = format!("{version}/edit");
    let page = read(&sales, &stages).await;
    assert!(
        page.contains("1 account stands there, held by hand. It has to be said before"),
        "{page}"
    );
    let (operation, form) = ("journey.versions.remove_stage", "remove-exploring");
    send(&sales, &page, operation, form, &[]).await;
    let page = read(&sales, &stages).await;
    let blocker = "<a href=\"/accounts?stage=exploring\">1 account stands there, held by hand";
    assert!(
        page.contains("It cannot be proposed and signed while") && page.contains(blocker),
        "{page}"
    );

    let (operation, form) = ("journey.versions.map_stage", "map-exploring");
    let back = send(&sales, &page, operation, form, &[("to", "selecting")]).await;
    assert_eq!(back, stages);
    let page = read(&sales, &stages).await;
    assert!(page.contains("Those that somebody holds go to Selecting."), "{page}");
    assert!(
        !page.contains("It cannot be proposed and signed while"),
        "still blocked"
    );
    assert!(fields(&page, form).contains(&("to".to_owned(), "selecting".to_owned())));
    send(&sales, &page, operation, form, &[("to", "")]).await;
    assert!(
        read(&sales, &stages)
            .await
            .contains("Nothing is said of where those go")
    );

    let seller = house.signed_in(Who::Seller).await;
    let page = read(&seller, &stages).await;
    assert!(page.contains(blocker) && !page.contains("map-exploring"));
}
