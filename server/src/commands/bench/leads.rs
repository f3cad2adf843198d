//! Leads: all of them scored by the definition in force.

use std::time::Instant;

use engine::{
    accounts::contacts::entity as contact,
    leads::{
        chain::entity as lead,
        definitions::{in_force, open_leads::score_open_leads},
    },
    perform,
};
use model::{
    Department,
    accounts::contacts::Track,
    leads::{chain::LeadState, scores::keep::KeepScores},
    values::ids::{AccountId, LeadId},
};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, prelude::Uuid};
use serde_json::{Value, json};

use super::{Bench, journey::some_accounts, process};
use crate::commands::Refused;

/// How many leads one transaction writes the scores of, as the job does.
const AT_ONCE: u16 = 200;

/// Scores so many leads from their capture until now, from what is stored of their accounts, and asks of each whether it
/// qualifies; then the same once more by the job, which writes every point down.
pub(super) async fn score(bench: &Bench, leads: u32) -> Result<Value, Refused> {
    capture(bench, leads).await?;
    let store = &bench.engine.store;
    let definition = in_force(store.reader()).await?;
    let now = bench.engine.clock.now();
    let resident = process::resident_mib();
    process::forget_peak();
    let (cpu, began) = (process::cpu_us(), Instant::now());
    let found = score_open_leads(store, &definition.content, now).await?;
    let seconds = began.elapsed().as_secs_f64();
    let cpu_seconds = process::cpu_seconds_since(cpu);
    let peak = process::peak_mib();
    let began = Instant::now();
    let mut all_after = Some(LeadId(Uuid::nil()));
    while all_after.is_some() {
        let keep = KeepScores {
            all_after,
            most: AT_ONCE,
        };
        all_after = perform(&bench.engine, &bench.system, keep).await?.output.last;
    }
    Ok(json!({
        "leads": found.leads,
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "peak_mib": peak,
        "resident_before_mib": resident,
        "qualified": found.qualified,
        "rows": found.rows,
        "stored_seconds": began.elapsed().as_secs_f64(),
    }))
}

/// Stores leads at the accounts of the company, one after the other, as if each had been captured with its account.
async fn capture(bench: &Bench, leads: u32) -> Result<(), Refused> {
    let accounts = some_accounts(bench, leads).await?;
    let mut accounts = accounts.iter().cycle();
    let numbers: Vec<u32> = (0..leads).collect();
    for some in numbers.chunks(500) {
        let (mut people, mut captured) = (Vec::new(), Vec::new());
        for number in some {
            let Some(account) = accounts.next() else { continue };
            let (person, lead) = of_account(bench, *account, *number);
            people.push(person.into_active_model().reset_all());
            captured.push(lead.into_active_model().reset_all());
        }
        let db = bench.engine.store.writer();
        contact::Entity::insert_many(people).exec_without_returning(db).await?;
        lead::Entity::insert_many(captured).exec_without_returning(db).await?;
    }
    Ok(())
}

fn of_account(bench: &Bench, account: AccountId, number: u32) -> (contact::Model, lead::Model) {
    let now = bench.engine.clock.now();
    let captured_at = now - chrono::TimeDelta::days(365);
    let name = format!("Measured Person {number}");
    let person = contact::Model {
        id: bench.engine.clock.new_id(),
        account_id: Some(account.0),
        name_key: name.to_lowercase(),
        name,
        email: None,
        phone: None,
        job_title: None,
        buying_role: None,
        seniority: None,
        influence: None,
        win: None,
        win_state: None,
        track: Track::Buying.key().to_owned(),
        created_at: captured_at,
        updated_at: captured_at,
        updated_by: None,
        trashed_at: None,
        version: 1,
    };
    let lead = lead::Model {
        id: bench.engine.clock.new_id(),
        contact_id: person.id,
        account_id: Some(account.0),
        state: LeadState::Captured.key().to_owned(),
        since: captured_at,
        owner_id: bench.owner.0,
        owner_department: Department::Marketing.key().to_owned(),
        next_on: now.date_naive(),
        captured_at,
        qualified: None,
        definition_version: None,
        snapshot: None,
        receipt: None,
        hand_overs: json!([]),
        matched: None,
        routed: None,
        deal_id: None,
        closed_at: None,
        won: None,
        lost_reason: None,
        quality: None,
        fit: 0,
        engagement: 0,
        scored_by: None,
        scored_at: None,
        look_again_at: None,
        updated_at: captured_at,
        updated_by: None,
        version: 1,
    };
    (person, lead)
}
