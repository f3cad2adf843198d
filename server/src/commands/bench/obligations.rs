//! What departments owe each other: a look at very many obligations that are due.

use std::time::Instant;

use chrono::TimeDelta;
use engine::{leads::obligations::entity as obligation, perform};
use model::{
    leads::{
        engagement::{Duty, Side, Trigger},
        obligations::{Part, Standing, look::LookAtObligations},
    },
    values::ids::AccountId,
};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, prelude::Uuid};
use serde_json::{Value, json};

use super::{Bench, journey::some_accounts, process};
use crate::commands::Refused;

/// How many obligations one transaction looks at, as the job does.
const AT_ONCE: u32 = 2_000;

/// Looks at so many open obligations, of which all are due: each becomes breached, with the step in its history and the
/// entry of the log that tells its manager.
pub(super) async fn look(bench: &Bench, open: u32) -> Result<Value, Refused> {
    owe(bench, open).await?;
    process::forget_peak();
    let (cpu, began) = (process::cpu_us(), Instant::now());
    let mut breached = 0;
    loop {
        let step = LookAtObligations { most: AT_ONCE };
        let looked = perform(&bench.engine, &bench.system, step).await?.output;
        if looked.looked == 0 {
            break;
        }
        breached += looked.breached;
    }
    let seconds = began.elapsed().as_secs_f64();
    let cpu_seconds = process::cpu_seconds_since(cpu);
    Ok(json!({
        "open": open,
        "breached": breached,
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "peak_mib": process::peak_mib(),
    }))
}

/// Stores what sales owes at the accounts of the company, due an hour ago.
async fn owe(bench: &Bench, open: u32) -> Result<(), Refused> {
    let accounts = some_accounts(bench, open).await?;
    let mut accounts = accounts.iter().cycle();
    let rows: Vec<obligation::Model> = (0..open).filter_map(|_| Some(owed(bench, *accounts.next()?))).collect();
    for some in rows.chunks(1_000) {
        let rows = some.iter().map(|row| row.clone().into_active_model().reset_all());
        obligation::Entity::insert_many(rows)
            .exec_without_returning(bench.engine.store.writer())
            .await?;
    }
    Ok(())
}

fn owed(bench: &Bench, account: AccountId) -> obligation::Model {
    let now = bench.engine.clock.now();
    let opened = now - TimeDelta::hours(5);
    let id: Uuid = bench.engine.clock.new_id();
    obligation::Model {
        id,
        event_id: id,
        trigger_kind: Trigger::StageEntered.key().to_owned(),
        rule: "late_support".to_owned(),
        rule_name: "Support a late decision".to_owned(),
        part: Part::Duty.key().to_owned(),
        side: Side::Receiver.key().to_owned(),
        leg: "sales".to_owned(),
        to_leg: "marketing".to_owned(),
        duty: Duty::Touch.key().to_owned(),
        precondition: None,
        rules_version: None,
        stage: "justifying".to_owned(),
        account_id: account.0,
        lead_id: None,
        contact_id: None,
        deal_id: None,
        person_id: None,
        opened_at: opened,
        running_since: opened,
        limit_minutes: 240,
        pauses: json!([]),
        due_at: Some(now - TimeDelta::hours(1)),
        state: Standing::Open.key().to_owned(),
        settled_at: None,
        void_reason: None,
        deed: None,
        late_at: None,
        steps: 1,
    }
}
