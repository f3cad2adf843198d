//! A lead definition is tried before it is signed: replayed, classified blind and put to the proof, on pages without
//! scripts, for programs and as files.

use engine::testing::Who;
use model::{
    agreement::LEAD_DEFINITION, agreements::versions::draft::DraftVersion, leads::chain::capture::CaptureLead,
    values::ids::AgreementVersionId,
};
use serde_json::{Value, json};

use crate::{
    forms::{read, send},
    house::{Browser, House, header},
};

const CLASSIFY: &str = "leads.samples.classify";

/// A draft of the definition, and so many people who gave a name.
async fn drafted(house: &House, leads: usize) -> AgreementVersionId {
    let world = &house.world;
    for number in 0..leads {
        let capture = json!({"name": format!("=Person {number}"), "email": format!("p{number}@brackwell.example")});
        let capture: CaptureLead = serde_json::from_value(capture).unwrap();
        world.as_marketer().perform(capture).await.unwrap();
    }
    let draft = DraftVersion {
        agreement: LEAD_DEFINITION,
    };
    world.as_sales_manager().perform(draft).await.unwrap().version
}

/// Says what one department thinks of all leads of the sample, one after the other.
async fn classify(browser: &Browser, sample: &str, says: &[bool]) {
    for (place, yes) in says.iter().enumerate() {
        let page = read(browser, sample).await;
        let asked = format!("lead {} of {}", place + 1, says.len());
        assert!(page.contains(&asked), "{asked}: {page}");
        let form = if *yes { "say-yes" } else { "say-no" };
        let back = send(browser, &page, CLASSIFY, form, &[]).await;
        assert_eq!(back, sample);
    }
}

#[tokio::test]
async fn two_departments_classify_blind_and_see_their_kappa_without_scripts() {
    let house = House::open().await;
    let version = drafted(&house, 8).await;
    let sample = format!("/leads/definition/versions/{version}/sample");
    let marketing = house.signed_in(Who::Marketer).await;
    let none = read(&marketing, &sample).await;
    assert!(
        none.contains("No sample is drawn yet") && !none.contains("Draw the sample"),
        "{none}"
    );

    let manager = house.signed_in(Who::SalesManager).await;
    let (draw, form) = ("leads.samples.draw", "leads-samples-draw");
    let page = read(&manager, &sample).await;
    send(&manager, &page, draw, form, &[("size", "0")]).await;
    let page = read(&manager, &sample).await;
    assert!(page.contains("Use at least 1."), "{page}");
    send(&manager, &page, draw, form, &[("size", "4"), ("seed", "42")]).await;
    let page = read(&manager, &sample).await;
    assert!(page.contains("by the seed 42"), "{page}");

    classify(&marketing, &sample, &[true, true, false, false]).await;
    let through = read(&marketing, &sample).await;
    assert!(through.contains("is compared when sales is."), "{through}");
    assert!(!through.contains("kappa"), "{through}");
    // An answer may be changed as long as nobody has seen it.
    let lead = through.split("sample?lead=").nth(1).unwrap().split('#').next().unwrap();
    let again = format!("{sample}?lead={lead}");
    let page = read(&marketing, &again).await;
    assert!(page.contains("Your department said yes before"), "{page}");
    assert_eq!(send(&marketing, &page, CLASSIFY, "say-yes", &[]).await, sample);

    let sales = house.signed_in(Who::Seller).await;
    let blind = read(&sales, &sample).await;
    assert!(
        !blind.contains("kappa") && !blind.contains("Change what was said"),
        "{blind}"
    );
    classify(&sales, &sample, &[true, false, false, false]).await;
    for browser in [&marketing, &sales] {
        let compared = read(browser, &sample).await;
        // Three of four, of which a half is chance.
        assert!(compared.contains("kappa") && compared.contains("0.50"), "{compared}");
        assert!(
            compared.contains("3 of 4") && compared.contains("moderate"),
            "{compared}"
        );
        assert!(compared.contains("On 1 lead they do not:"), "{compared}");
        assert!(!compared.contains("say-yes"), "what was compared stands: {compared}");
    }
    let service = house.signed_in(Who::ServiceMember).await;
    let yet = read(&service, &sample).await;
    assert!(!yet.contains("0.50") && yet.contains("lead 1 of 4"), "{yet}");
    house.close().await;
}

#[tokio::test]
async fn a_replay_counts_and_lists_without_scripts_and_as_a_file() {
    let house = House::open().await;
    let version = drafted(&house, 3).await;
    let path = format!("/leads/definition/versions/{version}/replay");
    let browser = house.signed_in(Who::Executive).await;
    let page = read(&browser, &path).await;
    assert!(page.contains("Draft against what ships"), "{page}");
    assert!(page.contains("All 3") && page.contains("Neither 3"), "{page}");
    assert!(page.contains("=Person 1") && page.contains("Not qualified"), "{page}");
    let none = read(&browser, &format!("{path}?group=both")).await;
    assert!(none.contains("No lead is here"), "{none}");
    let refused = read(&browser, &format!("{path}?from=2026-03-31&until=2026-03-01")).await;
    assert!(refused.contains("This lies before the first day"), "{refused}");

    let file = browser
        .get(&format!("{path}/rows.csv?qualifies=neither"))
        .send()
        .await
        .unwrap();
    assert_eq!(
        header(&file, "content-disposition"),
        "attachment; filename=\"leads-replay.csv\""
    );
    let file = file.text().await.unwrap();
    assert_eq!(file.lines().count(), 4, "{file}");
    // No program for tables carries it out.
    assert!(file.contains("'=Person 0,"), "{file}");
    assert_eq!(
        browser.page("/leads/definition/versions/nothing/replay").await.status(),
        404
    );
    house.close().await;
}

#[tokio::test]
async fn a_proof_says_why_it_says_nothing_and_lists_its_leads() {
    let house = House::open().await;
    let version = drafted(&house, 3).await;
    let path = format!("/leads/definition/versions/{version}/proof");
    let browser = house.signed_in(Who::SalesManager).await;
    let page = read(&browser, &path).await;
    let why = "Not enough data: it takes 20 decided leads in each group, and there are 0 qualified and 0 others";
    assert!(page.contains(why), "{page}");
    assert!(page.contains("group=others&amp;became=won"), "{page}");
    let open = read(&browser, &format!("{path}?group=others&became=open")).await;
    assert!(open.contains("=Person 2") && open.contains("never"), "{open}");
    let won = read(&browser, &format!("{path}?became=won")).await;
    assert!(won.contains("No lead is here"), "{won}");

    let token = house.token(Who::Executive).await;
    let ask = async |path: &str| {
        let asked = house.browser().get(&format!("/api/v1{path}")).bearer_auth(&token);
        asked.send().await.unwrap()
    };
    let rest = format!("/agreements/versions/{version}/lead-proof");
    let proof: Value = ask(&rest).await.json().await.unwrap();
    assert_eq!(
        (
            &proof["proof"]["others"]["open"],
            &proof["proof"]["others"]["close_ratio"]
        ),
        (&json!(3), &Value::Null)
    );
    let rows: Value = ask(&format!("{rest}/rows?became=open&limit=2"))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(rows["items"].as_array().unwrap().len(), 2);
    assert!(rows["next"].is_string(), "{rows}");
    let file = ask(&format!("{path}/rows.csv")).await.text().await.unwrap();
    assert_eq!(file.lines().count(), 4, "{file}");
    house.close().await;
}
