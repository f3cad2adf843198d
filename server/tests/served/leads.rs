//! A program takes a lead along its chain, and back.

use engine::testing::Who;
use serde_json::{Value, json};

use crate::house::House;

/// Takes a step with the lead that an earlier answer showed; says with which status it ended, and the answer.
async fn step(house: &House, token: &str, row: &Value, verb: &str, body: Value) -> (u16, Value) {
    let lead = row["lead"]["id"].as_str().unwrap();
    let answer = house
        .browser()
        .post(&format!("/api/v1/leads/{lead}/{verb}"))
        .bearer_auth(token)
        .header("if-match", format!("\"{}\"", row["version"]))
        .json(&body)
        .send()
        .await
        .unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

async fn shown(house: &House, token: &str, path: &str) -> Value {
    let browser = house.browser();
    let answer = browser.get(&format!("/api/v1{path}")).bearer_auth(token).send().await;
    let answer = answer.unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    answer.json().await.unwrap()
}

#[tokio::test]
async fn a_program_hands_a_lead_over_below_the_definition_and_sales_gives_it_back() {
    let house = House::open().await;
    let (marketing, sales) = (house.token(Who::Marketer).await, house.token(Who::Seller).await);
    let capture = json!({"name": "Rhea Calloway", "email": "rhea@brackwell.example", "next_on": "2026-03-04"});
    let answer = house
        .browser()
        .post("/api/v1/leads")
        .bearer_auth(&marketing)
        .json(&capture);
    let answer = answer.send().await.unwrap();
    assert!(answer.status().is_success(), "{}", answer.status());
    let row: Value = answer.json().await.unwrap();

    let to = Who::Seller.id();
    let hand_over = json!({"to": to, "next_on": "2026-03-05"});
    let (status, told) = step(&house, &marketing, &row, "hand-over", hand_over).await;
    assert_eq!(status, 409, "{told}");
    let hand_over = json!({"to": to, "next_on": "2026-03-05", "override_reason": "They called"});
    let (status, handed) = step(&house, &marketing, &row, "hand-over", hand_over).await;
    assert_eq!(
        (status, &handed["lead"]["state"]),
        (201, &json!("handed_over")),
        "{handed}"
    );

    let reject = json!({"reasons": ["too_early"], "to": Who::Marketer.id(), "next_on": "2026-04-01"});
    let (status, _) = step(&house, &sales, &row, "reject", reject.clone()).await;
    assert_eq!(status, 409, "the lead that sales saw was an older one");
    let (status, back) = step(&house, &sales, &handed, "reject", reject).await;
    assert_eq!((status, &back["lead"]["state"]), (201, &json!("nurturing")), "{back}");

    let lead = back["lead"]["id"].as_str().unwrap();
    let page = shown(&house, &sales, &format!("/leads/{lead}")).await;
    let states: Vec<&Value> = page["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| &step["to"])
        .collect();
    assert_eq!(states, ["captured", "handed_over", "rejected", "nurturing"]);
    assert_eq!(page["judged_receipt"]["holds"], false);
    let list = shown(
        &house,
        &sales,
        "/leads?state=nurturing&department=marketing&overdue=false",
    )
    .await;
    assert_eq!(list["items"][0]["contact_name"], "Rhea Calloway");
    let late = shown(&house, &sales, "/leads?overdue=true").await;
    assert_eq!(late["items"].as_array().map(Vec::len), Some(0));
    house.close().await;
}
