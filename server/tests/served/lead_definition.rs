//! The lead definition is read, changed, tried and signed in a browser that runs no scripts: each form is sent as it stands
//! on the page.

use chrono::TimeDelta;
use engine::testing::{Who, new_account};
use model::{accounts::create::CreateAccount, leads::chain::capture::CaptureLead};
use serde_json::Value;

use crate::{
    forms::{fields, read, send},
    house::{Browser, House},
};

async fn drafted(browser: &Browser) -> String {
    let list = read(browser, "/leads/definition/versions").await;
    send(
        browser,
        &list,
        "agreements.versions.draft",
        "agreements-versions-draft",
        &[],
    )
    .await
}

#[tokio::test]
async fn a_definition_is_changed_without_scripts() {
    let house = House::open().await;
    let sales = house.signed_in(Who::SalesManager).await;
    let page = read(&sales, "/leads/definition").await;
    assert!(page.contains("the one that the product ships with holds"), "{page}");
    assert!(page.contains("Large enough") && page.contains("100 points at most"));
    assert!(read(&sales, "/leads").await.contains("href=\"/leads/definition\""));
    let version = drafted(&sales).await;
    let edit = format!("{version}/edit");
    let page = read(&sales, &version).await;
    assert!(
        page.contains(&edit) && page.contains("When a lead is qualified"),
        "{page}"
    );
    for way in ["replay", "sample", "proof"] {
        assert!(page.contains(&format!("{version}/{way}")), "{way}");
    }

    let page = read(&sales, &edit).await;
    let (operation, form) = ("leads.definitions.edit_meaning", "leads-definitions-edit_meaning");
    send(&sales, &page, operation, form, &[("meaning", " ")]).await;
    assert!(read(&sales, &edit).await.contains("Fill this in."));
    let back = send(&sales, &page, operation, form, &[("meaning", "Somebody in pain.")]).await;
    assert_eq!(back, edit);

    let page = read(&sales, &edit).await;
    assert!(page.contains("Somebody in pain."));
    let (operation, form) = ("leads.definitions.edit_criteria", "leads-definitions-edit_criteria");
    let less = [("criteria.all.2.condition.engagement.at_least", "999")];
    send(&sales, &page, operation, form, &less).await;
    let refused = read(&sales, &edit).await;
    assert!(
        refused.contains("Use at most 200.") && refused.contains("999"),
        "{refused}"
    );
    let less = [("criteria.all.2.condition.engagement.at_least", "25")];
    send(&sales, &page, operation, form, &less).await;
    let page = read(&sales, &edit).await;
    assert!(page.contains("an engagement score of at least 25"), "{page}");
    let remove = [("step", "remove criteria.all.0")];
    send(&sales, &page, operation, form, &remove).await;

    let page = read(&sales, &edit).await;
    let (operation, form) = ("leads.definitions.edit_limits", "leads-definitions-edit_limits");
    send(&sales, &page, operation, form, &[("fit", "20")]).await;
    assert!(read(&sales, &edit).await.contains("Use at least 30."));
    send(&sales, &page, operation, form, &[("fit", "90")]).await;
    assert!(read(&sales, &version).await.contains("Fit: 100 → 90 points at most"));

    let seller = house.signed_in(Who::Seller).await;
    let page = read(&seller, &edit).await;
    assert!(
        page.contains("Only a draft is changed") && !page.contains("Save the words"),
        "{page}"
    );
}

#[tokio::test]
async fn a_rule_of_a_score_is_written_without_scripts() {
    let house = House::open().await;
    let sales = house.signed_in(Who::SalesManager).await;
    let version = drafted(&sales).await;
    let new = format!("{version}/rules/engagement");
    let page = read(&sales, &new).await;
    let (operation, form) = ("leads.definitions.write_rule", "leads-definitions-write_rule");
    let half = [
        ("name", "Called us"),
        ("points", "5"),
        ("decay", "linear"),
        ("step", "add given"),
        ("given.add", "touches"),
    ];
    send(&sales, &page, operation, form, &half).await;
    let refused = read(&sales, &new).await;
    assert!(
        refused.contains("Fill this in.") && refused.contains("Called us"),
        "{refused}"
    );
    let whole = [&half[..], &[("decay_days", "30"), ("per", "each")]].concat();
    let rule = send(&sales, &page, operation, form, &whole).await;
    assert_eq!(rule, format!("{new}/called_us"));
    let page = read(&sales, &rule).await;
    assert!(
        page.contains("5 points for each touch, all of them lost evenly within 30 days"),
        "{page}"
    );
    assert!(fields(&page, form).contains(&("key".to_owned(), "called_us".to_owned())));
    let change = [("points", "0"), ("given.condition.touches.kinds", "call")];
    send(&sales, &page, operation, form, &change).await;
    let refused = read(&sales, &rule).await;
    assert!(refused.contains("Fill this in."), "{refused}");
    let change = [("points", "-3"), ("given.condition.touches.kinds", "call")];
    assert_eq!(send(&sales, &page, operation, form, &change).await, rule);
    let page = read(&sales, &rule).await;
    assert!(page.contains("-3 points for each call"), "{page}");

    assert!(read(&sales, &version).await.contains("Engagement: new rule Called us"));
    let edit = format!("{version}/edit");
    let page = read(&sales, &edit).await;
    let (operation, form) = ("leads.definitions.remove_rule", "remove-engagement-called_us");
    assert_eq!(send(&sales, &page, operation, form, &[]).await, edit);
    assert!(!read(&sales, &edit).await.contains("Called us"));
    for gone in [rule, format!("{version}/rules/nothing")] {
        assert_eq!(sales.page(&gone).await.status(), 404, "{gone}");
    }
}

#[tokio::test]
async fn what_a_version_would_do_is_seen_before_both_sign() {
    let house = House::open().await;
    let account = CreateAccount {
        domain: Some("brackwell.example".parse().unwrap()),
        employees: Some(800),
        ..new_account("Brackwell Dairies")
    };
    house.world.as_seller().perform(account).await.unwrap();
    let capture = CaptureLead {
        name: Some("Rhea Calloway".parse().unwrap()),
        email: Some("rhea@brackwell.example".parse().unwrap()),
        ..CaptureLead::default()
    };
    house.world.as_marketer().perform(capture).await.unwrap();
    let sales = house.signed_in(Who::SalesManager).await;
    let version = drafted(&sales).await;
    let page = read(&sales, &version).await;
    assert!(page.contains("0 leads would newly qualify and 0 no longer"), "{page}");
    let (operation, form) = ("leads.definitions.edit_criteria", "leads-definitions-edit_criteria");
    for step in ["remove criteria.all.2", "remove criteria.all.0"] {
        let page = read(&sales, &format!("{version}/edit")).await;
        send(&sales, &page, operation, form, &[("step", step)]).await;
    }
    let page = read(&sales, &version).await;
    assert!(page.contains("1 lead would newly qualify and 0 no longer"), "{page}");
    assert!(page.contains("Rhea Calloway") && page.contains("Newly qualifies"));
    let page = read(&sales, &format!("{version}?qualifies=neither")).await;
    assert!(!page.contains("Rhea Calloway"), "{page}");

    // A program reads the same.
    let token = house.token(Who::Seller).await;
    let id = version.rsplit('/').next().unwrap();
    let told = async |path: String| -> Value {
        let browser = house.browser();
        let answer = browser.get(&format!("/api/v1{path}")).bearer_auth(&token).send().await;
        let answer = answer.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().await.unwrap()
    };
    let preview = told(format!("/agreements/versions/{id}/lead-preview")).await;
    assert_eq!(preview["counts"]["only_second"], 1, "{preview}");
    let said = told(format!("/lead-definition?version={id}")).await;
    assert_eq!(said["criteria"].as_array().unwrap().len(), 1, "{said}");

    let page = read(&sales, &version).await;
    let (operation, form) = ("agreements.versions.propose", "agreements-versions-propose");
    let soon = [("effective_from", "2026-03-02"), ("review_by", "2026-03-04")];
    send(&sales, &page, operation, form, &soon).await;
    for who in [Who::SalesManager, Who::MarketingManager] {
        let manager = house.signed_in(who).await;
        let page = read(&manager, &version).await;
        let (operation, form) = ("agreements.versions.sign", "agreements-versions-sign");
        send(&manager, &page, operation, form, &[]).await;
    }
    let page = read(&sales, "/leads/definition").await;
    assert!(page.contains("Version 1") && page.contains("is in force."), "{page}");
    assert!(
        !read(&sales, "/leads")
            .await
            .contains("The review of the lead definition")
    );
    house.world.clock.advance(TimeDelta::days(3));
    for page in ["/leads", "/leads/definition", &version] {
        let page = read(&sales, page).await;
        assert!(page.contains("has been due since"), "{page}");
    }
}
