//! Views of the list of accounts are saved and kept in a browser that runs no scripts, and by programs.

use engine::testing::Who;
use model::accounts::views::MOST;
use serde_json::{Value, json};

use crate::{
    forms::{fields, read, send},
    house::{Browser, House, header},
};

const SAVE: (&str, &str) = ("accounts.views.save", "save-view");
const OPEN_DEALS: &str = "/accounts?deal=open&sort=-open_amount";

/// The tabs as they stand there, and which of them is open.
fn tabs(page: &str) -> (Vec<String>, Option<String>) {
    let row = page.split("aria-label=\"Views\"").nth(1).unwrap();
    let row = row.split("</nav>").next().unwrap();
    let mut labels = Vec::new();
    let mut open = None;
    for link in row.split("<a ").skip(1) {
        let (attributes, rest) = link.split_once('>').unwrap();
        let label = rest.split('<').next().unwrap().to_owned();
        if attributes.contains("aria-current=\"page\"") {
            assert_eq!(open.replace(label.clone()), None, "two tabs are open");
        }
        labels.push(label);
    }
    (labels, open)
}

/// The tabs behind the fixed ones.
fn saved(page: &str) -> Vec<String> {
    let (labels, _) = tabs(page);
    let fixed = ["All", "Open deals", "Missing a leg", "Stalled", "Mine"];
    labels
        .into_iter()
        .filter(|label| !fixed.contains(&label.as_str()))
        .collect()
}

fn open(page: &str) -> String {
    tabs(page).1.unwrap_or_default()
}

async fn save(browser: &Browser, list: &str, answers: &[(&str, &str)]) -> String {
    let page = read(browser, list).await;
    send(browser, &page, SAVE.0, SAVE.1, answers).await
}

#[tokio::test]
async fn a_list_gets_a_name_and_is_a_tab() {
    let house = House::open().await;
    let seller = house.signed_in(Who::Seller).await;
    let page = read(&seller, "/accounts").await;
    assert!(!page.contains("id=\"save-view\""), "all accounts need no name");

    // What is refused comes back in the open panel.
    assert_eq!(save(&seller, OPEN_DEALS, &[("name", " ")]).await, OPEN_DEALS);
    let page = read(&seller, OPEN_DEALS).await;
    assert!(page.contains("<details name=\"filter\" open"), "{page}");
    assert!(page.contains("Fill this in.") && !page.contains("Everybody sees it"));

    let view = save(&seller, OPEN_DEALS, &[("name", "Big deals")]).await;
    assert!(
        view.starts_with("/accounts?view=") && view.ends_with("&deal=open&sort=-open_amount"),
        "{view}"
    );
    let page = read(&seller, &view).await;
    assert_eq!(
        (saved(&page), open(&page).as_str()),
        (vec!["Big deals".to_owned()], "Big deals")
    );
    assert!(page.contains("whose <") && page.contains("id=\"rename-view\""));
    assert!(!page.contains("id=\"save-changes\"") && !page.contains("id=\"share-view\""));
    assert_eq!(open(&read(&seller, OPEN_DEALS).await), "Open deals");

    // Every way on keeps it open, by link and by form.
    let id = view.split(['=', '&']).nth(1).unwrap();
    assert!(
        page.contains(&format!("/accounts?sort=-open_amount&amp;view={id}\"")),
        "{page}"
    );
    let search = page.split("aria-label=\"Find accounts\"").nth(1).unwrap();
    let search = search.split("</form>").next().unwrap();
    assert!(search.contains(&format!("name=\"view\" value=\"{id}\"")), "{search}");

    // Sorted otherwise it is open still, and its owner may keep it so.
    let sorted = view.replace("-open_amount", "name");
    let page = read(&seller, &sorted).await;
    assert_eq!(open(&page), "Big deals");
    let back = send(&seller, &page, "accounts.views.edit", "save-changes", &[]).await;
    assert_eq!(back, sorted);
    let page = read(&seller, &back).await;
    assert!(!page.contains("id=\"save-changes\""));
    assert!(
        page.contains("&amp;deal=open&amp;sort=name\" aria-current=\"page\""),
        "{page}"
    );
}

#[tokio::test]
async fn a_view_is_renamed_moved_and_removed() {
    let house = House::open().await;
    let seller = house.signed_in(Who::Seller).await;
    save(&seller, OPEN_DEALS, &[("name", "First")]).await;
    let second = save(&seller, "/accounts?stalled=true", &[("name", "Second")]).await;
    let page = read(&seller, &second).await;
    assert!(!page.contains("id=\"view-later\""), "it is the last");

    send(&seller, &page, "accounts.views.move", "view-earlier", &[]).await;
    let page = read(&seller, &second).await;
    assert_eq!(saved(&page), ["Second", "First"]);
    assert!(page.contains("id=\"view-later\"") && !page.contains("id=\"view-earlier\""));

    let rename = ("accounts.views.edit", "rename-view");
    send(&seller, &page, rename.0, rename.1, &[("name", "FIRST")]).await;
    let page = read(&seller, &second).await;
    assert!(page.contains("This is in use already."), "{page}");
    assert!(fields(&page, rename.1).contains(&("name".to_owned(), "FIRST".to_owned())));
    send(&seller, &page, rename.0, rename.1, &[("name", "")]).await;
    let page = read(&seller, &second).await;
    assert!(page.contains("Fill this in."));
    send(&seller, &page, rename.0, rename.1, &[("name", "Stuck")]).await;
    let page = read(&seller, &second).await;
    assert_eq!(saved(&page), ["Stuck", "First"]);

    assert!(page.contains("Remove the view “Stuck”?"));
    let next = send(&seller, &page, "accounts.views.remove", "remove-view-form", &[]).await;
    assert_eq!(next, "/accounts");
    assert_eq!(saved(&read(&seller, &next).await), ["First"]);
    // The address of a view that is gone still shows the list.
    assert_eq!(open(&read(&seller, &second).await), "Stalled");
}

#[tokio::test]
async fn what_is_shared_stands_before_everybody() {
    let house = House::open().await;
    let manager = house.signed_in(Who::SalesManager).await;
    let answers = [("name", "Ours"), ("shared", "true")];
    let view = save(&manager, OPEN_DEALS, &answers).await;
    let sorted = view.replace("-open_amount", "name");

    let seller = house.signed_in(Who::Seller).await;
    let page = read(&seller, &sorted).await;
    assert_eq!((saved(&page), open(&page).as_str()), (vec!["Ours".to_owned()], "Ours"));
    assert!(page.contains("Shared by Sofia Brandt") && page.contains("id=\"save-view\""));
    for form in [
        "save-changes",
        "rename-view",
        "share-view",
        "remove-view-form",
        "view-later",
    ] {
        assert!(!page.contains(&format!("id=\"{form}\"")), "{form} stands before others");
    }
    let id = view.split(['=', '&']).nth(1).unwrap();
    for (name, input) in [
        ("accounts.views.edit", json!({ "view": id, "name": "Mine" })),
        ("accounts.views.remove", json!({ "view": id })),
        ("accounts.views.save", json!({ "name": "For all", "shared": true })),
    ] {
        assert_eq!(seller.perform(name, &input).await.status(), 403, "{name}");
    }

    let page = read(&house.signed_in(Who::Admin).await, &view).await;
    assert!(page.contains("id=\"remove-view-form\"") && !page.contains("id=\"rename-view\""));

    let page = read(&manager, &view).await;
    send(&manager, &page, "accounts.views.edit", "share-view", &[]).await;
    assert!(saved(&read(&seller, "/accounts").await).is_empty());
    let answer = seller.perform("accounts.views.remove", &json!({ "view": id })).await;
    assert_eq!(answer.status(), 404);
}

#[tokio::test]
async fn a_view_opens_whose_stage_was_dropped() {
    let house = House::open().await;
    let seller = house.signed_in(Who::Seller).await;
    let view = save(&seller, "/accounts?stage=long_gone", &[("name", "Old")]).await;
    let page = read(&seller, &view).await;
    assert_eq!(open(&page), "Old");
    assert!(page.contains("Long gone") && page.contains("No account fits"), "{page}");
    // Another condition does not take it away.
    assert!(page.contains("value=\"long_gone\" selected"), "{page}");
}

#[tokio::test]
async fn programs_keep_views_too() {
    let house = House::open().await;
    let token = house.token(Who::SalesManager).await;
    let client = house.browser().client;
    let at = |path: &str| house.url(&format!("/api/v1/saved-views{path}"));
    let post = async |path: &str, body: Value| {
        client
            .post(at(path))
            .bearer_auth(&token)
            .json(&body)
            .send()
            .await
            .unwrap()
    };
    let wanted = json!({ "name": "Late", "conditions": "deal=open&sort=close&limit=7" });
    let answer = post("", wanted).await;
    assert_eq!(answer.status(), 201);
    let view: Value = answer.json().await.unwrap();
    assert_eq!(
        (&view["conditions"], &view["shared"]),
        (&json!("deal=open&sort=close"), &json!(false))
    );
    let path = format!("/{}", view["id"].as_str().unwrap());

    let change = json!({ "shared": true, "conditions": "" });
    let changed = client
        .patch(at(&path))
        .bearer_auth(&token)
        .json(&change)
        .send()
        .await
        .unwrap();
    let changed: Value = changed.json().await.unwrap();
    assert_eq!(
        (&changed["conditions"], &changed["name"]),
        (&json!("sort=-updated"), &json!("Late"))
    );
    assert_eq!(
        post(&[&path, "/move"].concat(), json!({ "later": true }))
            .await
            .status(),
        204
    );
    let bad = post("", json!({ "name": "Bad", "conditions": "deal=perhaps" })).await;
    assert_eq!(bad.status(), 422);

    for number in 0..MOST {
        let answer = post("", json!({ "name": format!("View {number}") })).await;
        assert_eq!(answer.status(), 201);
    }
    let one_more = post("", json!({ "name": "One more" })).await;
    assert_eq!(one_more.status(), 409);
    assert!(
        one_more
            .text()
            .await
            .unwrap()
            .contains("You have 30 views of your own already")
    );

    let removed = client.delete(at(&path)).bearer_auth(&token).send().await.unwrap();
    assert_eq!(removed.status(), 204);
    let list = client.get(at("")).bearer_auth(&token).send().await.unwrap();
    assert_eq!(header(&list, "content-type"), "application/json");
    let list: Value = list.json().await.unwrap();
    assert_eq!(list.as_array().unwrap().len(), MOST as usize);
}
