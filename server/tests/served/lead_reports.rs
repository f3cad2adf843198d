//! What became of leads, for programs, as a file, and on pages without scripts.

use engine::testing::Who;
use model::leads::chain::{capture::CaptureLead, hand_over::HandOverLead};
use serde_json::{Value, json};

use crate::house::{House, header};

/// Marketing hands over a lead below the definition; the reason looks like a formula.
async fn handed_over(house: &House) {
    let world = &house.world;
    let capture = json!({"name": "Rhea Calloway", "email": "rhea@brackwell.example"});
    let capture: CaptureLead = serde_json::from_value(capture).unwrap();
    let row = world.as_marketer().perform(capture).await.unwrap();
    let step = HandOverLead {
        lead: row.lead.id,
        to: Some(Who::Seller.id()),
        next_on: row.lead.next_on,
        override_reason: Some("=1+1, they called".parse().unwrap()),
        seen: row.version,
    };
    world.as_marketer().perform(step).await.unwrap();
}

#[tokio::test]
async fn a_program_asks_for_figures_and_for_the_rows_behind_them() {
    let house = House::open().await;
    handed_over(&house).await;
    let token = house.token(Who::Executive).await;
    let ask = async |path: &str| {
        let asked = house.browser().get(&format!("/api/v1{path}")).bearer_auth(&token);
        asked.send().await.unwrap()
    };
    let reports: Value = ask("/leads/reports").await.json().await.unwrap();
    let purity = reports["figures"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["figure"] == "purity");
    let purity = purity.unwrap();
    assert_eq!(
        (&purity["part"], &purity["whole"], &purity["data"], &purity["share"]),
        (&json!(0), &json!(1), &json!("too_few"), &Value::Null)
    );
    let rows: Value = ask("/leads/reports/purity?group=overridden&department=marketing")
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(rows["items"][0]["contact_name"], "Rhea Calloway");
    assert_eq!(rows["items"][0]["outcome"], "undecided");
    let refused = ask("/leads/reports?from=2026-03-31&until=2026-03-01").await;
    assert_eq!(refused.status(), 422);
    assert_eq!(ask("/leads/reports/no_such").await.status(), 422);

    let file = ask("/leads/reports/purity/rows.csv").await;
    assert_eq!(
        header(&file, "content-disposition"),
        "attachment; filename=\"leads-purity.csv\""
    );
    let file = file.text().await.unwrap();
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines.len(), 2, "{file}");
    // No program for tables carries it out.
    assert!(
        lines[1].contains("\"'=1+1, they called\",Not answered yet,Handed over"),
        "{file}"
    );
    house.close().await;
}

#[tokio::test]
async fn figures_and_rows_are_read_without_scripts() {
    let house = House::open().await;
    handed_over(&house).await;
    let browser = house.signed_in(Who::SalesManager).await;
    let text = async |path: &str| browser.page(path).await.text().await.unwrap();
    let figures = text("/leads/reports").await;
    assert!(
        figures.contains("Not enough data: it takes 5") && figures.contains("No data"),
        "{figures}"
    );
    assert!(figures.contains("/leads/reports/purity"), "{figures}");
    let rows = text("/leads/reports/purity").await;
    assert!(rows.contains("Rhea Calloway") && rows.contains("they called"), "{rows}");
    assert!(rows.contains("/leads/reports/purity/rows.csv"), "{rows}");
    let refused = text("/leads/reports?from=2026-03-31&until=2026-03-01").await;
    assert!(refused.contains("This lies before the first day"), "{refused}");
    house.close().await;
}
