//! The description of the REST API.

use std::collections::BTreeSet;

use serde_json::Value;
use server::{operations, rest::openapi};

use crate::house::{House, accepted};

#[test]
fn the_description_is_the_accepted_one() {
    let document = openapi::describe(&operations::all());
    accepted("openapi.json", &format!("{document:#}\n"));
}

#[tokio::test]
async fn the_server_tells_the_same_description() {
    let house = House::open().await;
    let answer = house.browser().get("/api/v1/openapi.json").send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let told: Value = answer.json().await.unwrap();
    assert_eq!(told, openapi::describe(&operations::all()));
}

#[test]
fn every_reference_in_the_description_leads_somewhere() {
    let document = openapi::describe(&operations::all());
    let mut references = BTreeSet::new();
    collect(&document, &mut references);
    let lost: Vec<_> = references
        .iter()
        .filter(|reference| document.pointer(reference.trim_start_matches('#')).is_none())
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
}

fn collect(value: &Value, references: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get("$ref") {
                references.insert(reference.clone());
            }
            fields.values().for_each(|value| collect(value, references));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}
