//! Three departments agree on a journey, in browsers that run no scripts: what a page shows is read, and its forms are
//! sent as they stand there.

use engine::testing::Who;
use serde_json::Value;

use crate::house::{Browser, House, header};

const VERSIONS: &str = "/journey/versions";

/// The fields of the first form on a page that names an operation, as a browser would send them.
fn form(page: &str, operation: &str) -> Option<Vec<(String, String)>> {
    let form = page
        .split("<form")
        .skip(1)
        .find(|form| form.split('>').next().is_some_and(|tag| tag.contains(operation)))?;
    let form = form.split("</form>").next()?;
    let attribute = |tag: &str, name: &str| {
        let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
        Some(value.replace("&amp;", "&").replace("&#x27;", "'"))
    };
    let inputs = form.split("<input").skip(1).filter_map(|input| {
        let tag = input.split('>').next()?;
        Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default()))
    });
    Some(inputs.collect())
}

async fn read(browser: &Browser, path: &str) -> String {
    let answer = browser.page(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

/// Sends the form of an operation with some fields filled in differently; says where the browser is sent.
async fn send(browser: &Browser, page: &str, operation: &str, filled: &[(&str, &str)]) -> String {
    let fields = form(page, operation).unwrap_or_else(|| panic!("no form for {operation} in {page}"));
    let mut fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| !filled.iter().any(|(other, _)| other == name))
        .collect();
    fields.extend(filled);
    let answer = browser.submit(operation, &fields).await;
    assert_eq!(answer.status(), 303, "{operation}");
    header(&answer, "location").to_owned()
}

#[tokio::test]
async fn three_departments_sign_without_scripts() {
    let house = House::open().await;
    let sales = house.signed_in(Who::SalesManager).await;
    let list = read(&sales, VERSIONS).await;
    assert!(list.contains("what the product ships with holds"));
    let version = send(&sales, &list, "agreements.versions.draft", &[]).await;
    assert!(version.starts_with("/journey/versions/0"), "{version}");

    let page = read(&sales, &version).await;
    assert!(page.contains("Draft of the buyer&#x27;s journey") || page.contains("Draft of the buyer's journey"));
    let told = [("body", "Is everybody fine with it?")];
    let back = send(&sales, &page, "agreements.versions.comment", &told).await;
    assert_eq!(back, version);
    // What is refused comes back with what was typed and why.
    let wrong = [("review_by", "2026-03-01")];
    send(&sales, &page, "agreements.versions.propose", &wrong).await;
    let page = read(&sales, &version).await;
    assert!(page.contains("This lies before the first day") && page.contains("2026-03-01"));
    assert!(page.contains("Is everybody fine with it?"));
    send(
        &sales,
        &page,
        "agreements.versions.propose",
        &[("review_by", "2027-03-01")],
    )
    .await;

    for who in [Who::Marketer, Who::Admin, Who::Executive] {
        let browser = house.signed_in(who).await;
        let page = read(&browser, &version).await;
        assert!(form(&page, "agreements.versions.sign").is_none(), "{who:?} may sign");
        let may_take_back = form(&page, "agreements.versions.take_back").is_some();
        assert_eq!(may_take_back, who == Who::Admin, "{who:?}");
    }
    for (who, waits) in [
        (Who::SalesManager, "It waits for marketing, sales and service"),
        (Who::ServiceManager, "It waits for marketing and service"),
        (Who::MarketingManager, "It waits for marketing and"),
    ] {
        let browser = house.signed_in(who).await;
        let page = read(&browser, &version).await;
        let waits = waits.trim_end_matches(" and");
        assert!(page.contains(waits), "{who:?}");
        send(&browser, &page, "agreements.versions.sign", &[]).await;
        let after = read(&browser, &version).await;
        assert!(
            form(&after, "agreements.versions.sign").is_none(),
            "{who:?} may sign twice"
        );
    }
    let page = read(&sales, &version).await;
    assert!(page.contains("It holds now and never changes"));
    assert!(form(&page, "agreements.versions.withdraw").is_none());
    assert!(read(&sales, VERSIONS).await.contains("Version 1"));
}

#[tokio::test]
async fn programs_sign_what_they_have_seen() {
    let house = House::open().await;
    let client = house.browser().client;
    let (sales, service) = (
        house.token(Who::SalesManager).await,
        house.token(Who::ServiceManager).await,
    );
    let post = |token: &str, path: &str, edition: Option<&Value>, body: Value| {
        let mut request = client
            .post(house.url(&format!("/api/v1{path}")))
            .bearer_auth(token)
            .json(&body);
        if let Some(edition) = edition {
            request = request.header("if-match", format!("\"{edition}\""));
        }
        async move {
            let answer = request.send().await.unwrap();
            let status = answer.status().as_u16();
            let body: Value = answer.json().await.unwrap();
            (status, body)
        }
    };
    let get = |path: String| {
        let request = client.get(house.url(&format!("/api/v1{path}"))).bearer_auth(&sales);
        async move { request.send().await.unwrap().json::<Value>().await.unwrap() }
    };
    let agreements = get("/agreements".to_owned()).await;
    let agreement = agreements[0]["agreement"].as_str().unwrap().to_owned();
    let (status, draft) = post(
        &sales,
        &format!("/agreements/{agreement}/versions"),
        None,
        serde_json::json!({}),
    )
    .await;
    assert!((200..300).contains(&status), "{status} {draft}");
    let version = format!("/agreements/versions/{}", draft["version"].as_str().unwrap());
    let terms = serde_json::json!({ "effective_from": "2026-03-02", "review_by": "2027-03-01" });
    let (_, proposal) = post(&sales, &format!("{version}/propose"), Some(&draft["edition"]), terms).await;
    assert_eq!(proposal["state"], "proposed", "{proposal}");

    let sign = format!("{version}/sign");
    let for_service = || serde_json::json!({ "department": "service" });
    let (status, said) = post(&service, &sign, Some(&draft["edition"]), for_service()).await;
    assert_eq!(status, 409, "{said}");
    let (status, said) = post(&sales, &sign, Some(&proposal["edition"]), for_service()).await;
    assert_eq!(status, 403, "{said}");
    let (status, signed) = post(&service, &sign, Some(&proposal["edition"]), for_service()).await;
    assert!((200..300).contains(&status), "{status} {signed}");
    let shown = get(version).await;
    let departments = shown["signatures"].as_array().unwrap().iter();
    let missing: Vec<_> = departments
        .filter(|one| one["by"].is_null())
        .map(|one| &one["department"])
        .collect();
    assert_eq!(missing, ["marketing", "sales"]);
    let listed = get(format!("/agreements/{agreement}/versions")).await;
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}
